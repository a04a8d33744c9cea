using System.Globalization;
using System.Security.Cryptography;

using Microsoft.AspNetCore.DataProtection;

using NodaTime;

namespace CareOps.Core.Members.Accounts;

/// <summary>Encrypts what codes are made from: at rest, and on its way through the page that sets an app up.</summary>
public sealed class AuthenticatorSecrets(IDataProtectionProvider protection)
{
    private static readonly Duration SetupTime = Duration.FromMinutes(30);

    private readonly IDataProtector _stored = protection.CreateProtector("CareOps.Authenticator");

    public string Protect(byte[] secret) => _stored.Protect(Convert.ToBase64String(secret));

    /// <exception cref="CryptographicException">This server's keys can't read it.</exception>
    public byte[] Read(string stored) => Convert.FromBase64String(_stored.Unprotect(stored));

    /// <summary>A new secret for a page to carry until the first code shows that the app has it. Good for one account and half an hour.</summary>
    public string ForSetup(Guid accountId, byte[] secret, Instant now) => Setup(accountId).Protect(
        string.Create(CultureInfo.InvariantCulture, $"{(now + SetupTime).ToUnixTimeSeconds()} {Convert.ToBase64String(secret)}"));

    /// <summary>Null where it was altered, is another account's or came too late.</summary>
    public byte[]? FromSetup(Guid accountId, string? carried, Instant now)
    {
        try
        {
            return string.IsNullOrEmpty(carried)
                || Setup(accountId).Unprotect(carried).Split(' ') is not [var until, var secret]
                || now.ToUnixTimeSeconds() > long.Parse(until, CultureInfo.InvariantCulture)
                    ? null
                    : Convert.FromBase64String(secret);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private IDataProtector Setup(Guid accountId) => protection.CreateProtector("CareOps.AuthenticatorSetup", accountId.ToString());
}
