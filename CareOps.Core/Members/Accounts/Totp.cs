using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

using NodaTime;

namespace CareOps.Core.Members.Accounts;

/// <summary>Codes of an authenticator app: RFC 6238 with SHA-1, 30 seconds and six digits, which is what all of them know.</summary>
public static class Totp
{
    public const int SecretBytes = 20;
    public const int Digits = 6;

    private const int StepSeconds = 30;
    private const int Modulus = 1_000_000;
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    // A phone's clock may be off, and typing takes a while.
    private const int StepsAround = 1;

    public static byte[] NewSecret() => RandomNumberGenerator.GetBytes(SecretBytes);

    /// <summary>The half minute whose code this is, around <paramref name="now"/>; null where it is none's.</summary>
    public static long? StepOf(byte[] secret, string? code, Instant now)
    {
        var typed = Encoding.ASCII.GetBytes((code ?? string.Empty).Replace(" ", string.Empty, StringComparison.Ordinal));
        var current = now.ToUnixTimeSeconds() / StepSeconds;
        long? found = null;
        for (var step = current - StepsAround; step <= current + StepsAround; step++)
        {
            if (CryptographicOperations.FixedTimeEquals(typed, Encoding.ASCII.GetBytes(CodeOf(secret, step))))
            {
                found = step;
            }
        }

        return found;
    }

    [SuppressMessage("Security", "CA5350", Justification = "RFC 6238's default, which authenticator apps expect; HMAC does not need collision resistance.")]
    [SuppressMessage("Security", "S4790", Justification = "RFC 6238's default, which authenticator apps expect; HMAC does not need collision resistance.")]
    public static string CodeOf(byte[] secret, long step)
    {
        Span<byte> counter = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
        HMACSHA1.HashData(secret, counter, hash);
        var offset = hash[^1] & 0x0f;
        var number = BinaryPrimitives.ReadInt32BigEndian(hash[offset..]) & int.MaxValue;
        return (number % Modulus).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>The secret as apps take it by hand: base 32, in groups of four.</summary>
    public static string Readable(byte[] secret) =>
        string.Join(' ', Base32(secret).Chunk(4).Select(static group => new string(group)));

    /// <summary>What the QR code says.</summary>
    public static string Address(byte[] secret, string email) =>
        $"otpauth://totp/CareOps:{Uri.EscapeDataString(email)}?secret={Base32(secret)}&issuer=CareOps";

    private static string Base32(byte[] bytes)
    {
        const int Bits = 5;
        var text = new StringBuilder();
        var (buffer, held) = (0, 0);
        foreach (var each in bytes)
        {
            (buffer, held) = ((buffer << 8) | each, held + 8);
            while (held >= Bits)
            {
                text.Append(Alphabet[(buffer >> (held - Bits)) & 31]);
                held -= Bits;
            }

            buffer &= (1 << held) - 1;
        }

        // 20 bytes are 32 characters without a rest.
        return text.ToString();
    }
}
