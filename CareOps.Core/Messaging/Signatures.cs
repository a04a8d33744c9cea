using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

using NodaTime;

namespace CareOps.Core.Messaging;

/// <summary>How providers prove that a callback is theirs. Each check takes the same time whatever is wrong.</summary>
public static class Signatures
{
    private const string SvixPrefix = "whsec_";
    private const string SvixVersion = "v1,";

    private static readonly Duration Tolerance = Duration.FromMinutes(5);

    /// <summary>
    /// Twilio: HMAC-SHA1 with the auth token over the address and each parameter's name and value, sorted by name
    /// (twilio.com/docs/usage/security).
    /// </summary>
    [SuppressMessage("Security", "CA5350", Justification = "Twilio signs with HMAC-SHA1; nothing of ours does.")]
    public static bool IsTwilios(string authToken, string? signature, string url, IEnumerable<KeyValuePair<string, string>> parameters)
    {
        var signed = new StringBuilder(url);
        foreach (var (name, value) in parameters.OrderBy(static one => one.Key, StringComparer.Ordinal))
        {
            signed.Append(name).Append(value);
        }

        var expected = HMACSHA1.HashData(Encoding.UTF8.GetBytes(authToken), Encoding.UTF8.GetBytes(signed.ToString()));
        return Bytes(signature) is { } given && CryptographicOperations.FixedTimeEquals(given, expected);
    }

    /// <summary>
    /// SendGrid: ECDSA on P-256 with SHA-256 over the timestamp and the body as it came
    /// (twilio.com/docs/sendgrid/for-developers/tracking-events/getting-started-event-webhook-security-features).
    /// </summary>
    public static bool IsSendGrids(string publicKey, string? signature, string? timestamp, ReadOnlySpan<byte> body)
    {
        if (Bytes(signature) is not { } given || timestamp is not { Length: > 0 and < 32 })
        {
            return false;
        }

        using var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(Convert.FromBase64String(publicKey), out _);
        byte[] signed = [.. Encoding.UTF8.GetBytes(timestamp), .. body];
        return key.VerifyData(signed, given, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }

    /// <summary>
    /// Resend signs as Svix does: HMAC-SHA256 over id, timestamp and body, at most five minutes old
    /// (docs.svix.com/receiving/verifying-payloads/how-manual).
    /// </summary>
    public static bool IsResends(string secret, SvixHeaders headers, ReadOnlySpan<byte> body, Instant now)
    {
        if (SvixKey(secret) is not { } key
            || headers is not { Id.Length: > 0, Signature: { } signatures }
            || !long.TryParse(headers.Timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || Math.Abs(now.ToUnixTimeSeconds() - seconds) > Tolerance.TotalSeconds)
        {
            return false;
        }

        byte[] signed = [.. Encoding.UTF8.GetBytes($"{headers.Id}.{headers.Timestamp}."), .. body];
        var expected = HMACSHA256.HashData(key, signed);
        var matches = false;
        foreach (var signature in signatures.Split(' ').Where(static one => one.StartsWith(SvixVersion, StringComparison.Ordinal)))
        {
            matches |= Bytes(signature[SvixVersion.Length..]) is { } given && CryptographicOperations.FixedTimeEquals(given, expected);
        }

        return matches;
    }

    /// <summary>The key in a Svix secret ("whsec_…"); null where it is none.</summary>
    public static byte[]? SvixKey(string secret) =>
        secret.StartsWith(SvixPrefix, StringComparison.Ordinal) && Bytes(secret[SvixPrefix.Length..]) is { Length: > 0 } key ? key : null;

    /// <summary>Whether a text is a public key as SendGrid shows it.</summary>
    public static bool IsSendGridKey(string typed)
    {
        try
        {
            using var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(Bytes(typed) ?? [], out _);
            return key.KeySize == 256;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    // Spelled as an encoder spells it: one signature has one text.
    private static byte[]? Bytes(string? base64)
    {
        if (base64 is null)
        {
            return null;
        }

        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var written)
            && Convert.ToBase64String(bytes.AsSpan(0, written)) == base64
                ? bytes[..written]
                : null;
    }
}

/// <summary>What Svix sends beside a body.</summary>
public sealed record SvixHeaders(string? Id, string? Timestamp, string? Signature);
