using Microsoft.AspNetCore.DataProtection;

namespace CareOps.Core.Messaging;

/// <summary>Encrypts providers' passwords and keys at rest.</summary>
public sealed class Secrets(IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("CareOps.ProviderConnection");

    public string Protect(string secret) => _protector.Protect(secret);

    public ProviderAccount Unlock(ProviderConnection connection) =>
        new(connection, connection.ProtectedSecret is { } secret ? _protector.Unprotect(secret) : null);
}
