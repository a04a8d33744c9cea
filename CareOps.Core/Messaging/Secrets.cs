using Microsoft.AspNetCore.DataProtection;

namespace CareOps.Core.Messaging;

/// <summary>Encrypts providers' passwords and keys at rest.</summary>
public sealed class Secrets(IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("CareOps.ProviderConnection");

    public string Protect(string secret) => _protector.Protect(secret);

    /// <summary>Null where nothing was typed, which keeps what is stored.</summary>
    public string? ProtectTyped(string? typed) => Foundation.Text.Line(typed) is { } secret ? Protect(secret) : null;

    /// <exception cref="System.Security.Cryptography.CryptographicException">This server's keys can't read it.</exception>
    public string? Read(string? secret) => secret is null ? null : _protector.Unprotect(secret);

    public ProviderAccount Unlock(ProviderConnection connection) => new(connection, Read(connection.ProtectedSecret));
}
