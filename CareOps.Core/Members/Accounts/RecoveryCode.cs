using System.Security.Cryptography;
using System.Text;

namespace CareOps.Core.Members.Accounts;

/// <summary>Codes to sign in with when the phone is lost: each is good once. Only their hashes are kept.</summary>
public static class RecoveryCode
{
    public const int Count = 10;

    private const int Length = 10;

    // Without what looks alike: 31 to the power of 10 is more than anybody tries.
    private const string Alphabet = "23456789abcdefghjkmnpqrstuvwxyz";

    public static IReadOnlyList<string> New() => [.. Enumerable.Range(0, Count).Select(static _ => NewOne())];

    /// <summary>As <see cref="Workspaces.Account.RecoveryCodes"/> keeps them.</summary>
    public static string Hashes(IEnumerable<string> codes) => string.Join(' ', codes.Select(Hash));

    public static int Left(string? hashes) => Split(hashes).Length;

    /// <summary>The hashes without that of <paramref name="code"/>; null where it is not among them.</summary>
    public static string? Without(string? hashes, string? code)
    {
        var left = Split(hashes);
        var hash = Hash(code ?? string.Empty);
        return left.Contains(hash, StringComparer.Ordinal)
            ? string.Join(' ', left.Where(each => each != hash))
            : null;
    }

    private static string NewOne()
    {
        var code = RandomNumberGenerator.GetString(Alphabet, Length);
        return $"{code[..5]}-{code[5..]}";
    }

    private static string Hash(string code)
    {
        var plain = code.Replace("-", string.Empty, StringComparison.Ordinal).Replace(" ", string.Empty, StringComparison.Ordinal);
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(plain.ToLowerInvariant())));
    }

    private static string[] Split(string? hashes) => (hashes ?? string.Empty).Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
