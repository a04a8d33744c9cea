using System.Security.Cryptography;
using System.Text;

using CareOps.Core.Data;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Messaging;

/// <summary>
/// Hashes of addresses that are to be left alone although nobody may know them any more: HMAC-SHA256 with a random key of the workspace,
/// which is encrypted with the server's own keys. A copy of the database alone tells nothing, whatever addresses are tried.
/// </summary>
public sealed class AddressHashes(Secrets secrets)
{
    /// <summary>In characters.</summary>
    public const int Length = 64;

    private const int KeyBytes = 32;

    /// <summary>Why an address gets nothing, also where nobody may know it any more; null where it may get messages.</summary>
    public async Task<Suppression?> SuppressionAsync(CareOpsDb db, Channel channel, string address, CancellationToken cancellationToken)
    {
        if (await Suppression.OfAsync(db, channel, address, cancellationToken) is { } known)
        {
            return known;
        }

        // Without a key, no address was ever hashed here.
        return secrets.Read((await db.WorkspaceAsync(cancellationToken)).AddressKey) is { } key && Hash(key, channel, address) is var hash
            ? await db.Suppressions().AsTracking().SingleOrDefaultAsync(row => row.Channel == channel && row.AddressHash == hash, cancellationToken)
            : null;
    }

    /// <summary>Forgets the addresses of someone who is erased, and leaves them alone still.</summary>
    public async Task AnonymiseAsync(CareOpsDb db, IReadOnlyCollection<(Channel Channel, string Address)> addresses, CancellationToken cancellationToken)
    {
        foreach (var (channel, address) in addresses)
        {
            if (await Suppression.OfAsync(db, channel, address, cancellationToken) is { } suppression)
            {
                var hash = Hash(await KeyAsync(db, cancellationToken), channel, address);
                if (await db.Suppressions().AnyAsync(row => row.Channel == channel && row.AddressHash == hash, cancellationToken))
                {
                    // Erased before, came back, and was suppressed again.
                    db.Remove(suppression);
                }
                else
                {
                    suppression.Anonymise(hash);
                }
            }
        }
    }

    private async Task<string> KeyAsync(CareOpsDb db, CancellationToken cancellationToken)
    {
        await db.LockAsync($"address-key:{db.Workspace}", cancellationToken);
        var workspace = await db.Workspaces().SingleAsync(cancellationToken);
        if (secrets.Read(workspace.AddressKey) is { } known)
        {
            return known;
        }

        var key = Convert.ToHexString(RandomNumberGenerator.GetBytes(KeyBytes));
        workspace.HashAddressesWith(secrets.Protect(key));
        return key;
    }

    private static string Hash(string key, Channel channel, string address) => Convert.ToHexString(HMACSHA256.HashData(
        Convert.FromHexString(key), Encoding.UTF8.GetBytes($"{channel}:{address.ToLowerInvariant()}")));
}
