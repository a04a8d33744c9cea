using System.Security.Cryptography;
using System.Text;

using Microsoft.AspNetCore.DataProtection;

namespace CareOps.Core.Webhooks;

/// <summary>
/// Signs as Standard Webhooks does (github.com/standard-webhooks): HMAC-SHA256 over id, timestamp and body with points between them, in
/// base64 behind "v1,". Secrets are 32 random bytes, written "whsec_" and base64.
/// </summary>
public sealed class WebhookSecrets(IDataProtectionProvider protection)
{
    public const string Prefix = "whsec_";

    private const int Bytes = 32;

    private readonly IDataProtector _protector = protection.CreateProtector("CareOps.WebhookEndpoint");

    /// <summary>A new secret, in the clear: for the owner's eyes once.</summary>
    public static string Create() => Prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(Bytes));

    /// <param name="secret">With its prefix.</param>
    /// <param name="id">The webhook-id header.</param>
    /// <param name="timestamp">The webhook-timestamp header: seconds since 1970.</param>
    /// <param name="body">The bytes that are sent.</param>
    public static string Sign(string secret, string id, string timestamp, ReadOnlySpan<byte> body)
    {
        var head = Encoding.UTF8.GetBytes($"{id}.{timestamp}.");
        var signed = new byte[head.Length + body.Length];
        head.CopyTo(signed, 0);
        body.CopyTo(signed.AsSpan(head.Length));
        return $"v1,{Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(secret[Prefix.Length..]), signed))}";
    }

    public string Protect(string secret) => _protector.Protect(secret);

    /// <summary>What an endpoint's deliveries are signed with now, the newest first.</summary>
    /// <exception cref="CryptographicException">This server's keys can't read it.</exception>
    public IReadOnlyList<string> Of(WebhookEndpoint endpoint, NodaTime.Instant now)
    {
        var current = _protector.Unprotect(endpoint.ProtectedSecret);
        return endpoint.ProtectedOldSecret is { } old && now < endpoint.OldSecretUntil ? [current, _protector.Unprotect(old)] : [current];
    }
}
