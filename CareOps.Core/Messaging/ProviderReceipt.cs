using System.Security.Cryptography;
using System.Text;

using CareOps.Core.Data;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

using NodaTime;

namespace CareOps.Core.Messaging;

/// <summary>
/// A callback that had its effect: the same one again has none. Kept for good, as the message is that came with it: Twilio's signature
/// never grows old, so whoever once saw a request could post it again after any time.
/// </summary>
public sealed class ProviderReceipt : IWorkspaceOwned
{
    public const int MaxKeyLength = 200;

    private ProviderReceipt()
    {
    }

    public Guid Id { get; private set; }

    public WorkspaceId WorkspaceId { get; private set; }

    public Guid ConnectionId { get; private set; }

    /// <summary>
    /// A hash of the provider's own id of the event or message: others choose those ids, and a mail's names the domain of whoever wrote it,
    /// which an erasure could not find here.
    /// </summary>
    public string Key { get; private set; } = string.Empty;

    public Instant At { get; private set; }

    /// <summary>Writes the receipt in the transaction of the effect.</summary>
    /// <returns>Whether this is the first time.</returns>
    public static async Task<bool> IsFirstAsync(CareOpsDb db, Guid connectionId, string eventId, CancellationToken cancellationToken)
    {
        var key = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(eventId)));
        await db.LockAsync($"receipt:{connectionId}:{key}", cancellationToken);

        // Those of earlier versions hold what the provider said itself, where that could be stored.
        var plain = eventId.Length <= MaxKeyLength && eventId.All(static c => c is >= ' ' and <= '~') ? eventId : key;
        if (await db.ProviderReceipts().AnyAsync(
            row => row.ConnectionId == connectionId && (row.Key == key || row.Key == plain), cancellationToken))
        {
            return false;
        }

        db.Append(new ProviderReceipt
        {
            Id = db.NewId(),
            WorkspaceId = db.Workspace,
            ConnectionId = connectionId,
            Key = key,
            At = db.Now,
        });
        return true;
    }

}

internal sealed class ProviderReceiptConfiguration : IEntityTypeConfiguration<ProviderReceipt>
{
    public void Configure(EntityTypeBuilder<ProviderReceipt> builder)
    {
        builder.ToTable("ProviderReceipts");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.Key).HasMaxLength(ProviderReceipt.MaxKeyLength);
        builder.HasIndex(row => new { row.WorkspaceId, row.ConnectionId, row.Key }).IsUnique();
    }
}
