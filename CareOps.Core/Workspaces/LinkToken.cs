using System.Buffers.Text;
using System.Security.Cryptography;

namespace CareOps.Core.Workspaces;

/// <summary>128 random bits in 22 characters that fit into an address.</summary>
public readonly record struct LinkToken
{
    private const int Bytes = 16;
    private const int Characters = 22;

    private LinkToken(string value)
    {
        Value = value;
    }

    public string Value { get; }

    public static LinkToken Create() => new(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes)));

    public static LinkToken? Parse(string? text) =>
        text is { Length: Characters } && Base64Url.IsValid(text, out var bytes) && bytes == Bytes ? new LinkToken(text) : null;

    public byte[] Hash() => SHA256.HashData(Base64Url.DecodeFromChars(Value));

    public override string ToString() => Value;
}
