using System.Security.Cryptography;

using CareOps.Core.Data;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Messaging;

/// <summary>A connection that a callback names, with the keys that its signature is checked by.</summary>
/// <param name="Connection">The connection; it need not be enabled, for what it sent before.</param>
/// <param name="Secret">The API key or auth token.</param>
/// <param name="SigningKey">What events are signed with; null while it isn't known.</param>
/// <param name="InboundKey">What received mail is signed with; null while it isn't known.</param>
public sealed record WebhookAccount(ProviderConnection Connection, string? Secret, string? SigningKey, string? InboundKey);

/// <summary>Finds the connection of a callback, before a workspace is known.</summary>
public sealed class WebhookAccounts(ReadDoor door, Secrets secrets)
{
    /// <returns>Null for one that doesn't exist, is to another provider, or whose keys this server can't read.</returns>
    public async Task<WebhookAccount?> FindAsync(Guid connectionId, ProviderKind kind, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenUnfilteredAsync(cancellationToken);
        var connection = await db.AllWorkspaces<ProviderConnection>()
            .SingleOrDefaultAsync(row => row.Id == connectionId && row.Kind == kind, cancellationToken);
        try
        {
            return connection is null
                ? null
                : new WebhookAccount(
                    connection,
                    secrets.Read(connection.ProtectedSecret),
                    secrets.Read(connection.ProtectedSigningKey),
                    secrets.Read(connection.ProtectedInboundKey));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
