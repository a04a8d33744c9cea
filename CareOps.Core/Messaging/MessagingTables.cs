using CareOps.Core.Data;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Messaging;

public static class MessagingTables
{
    private static readonly HotQuery<Guid, Message> MessageById =
        new((db, id, _) => db.Set<Message>().AsTracking().Single(message => message.Id == id));

    public static DbSet<Conversation> Conversations(this CareOpsDb db) => db.Set<Conversation>();

    public static DbSet<Message> Messages(this CareOpsDb db) => db.Set<Message>();

    public static DbSet<Delivery> Deliveries(this CareOpsDb db) => db.Set<Delivery>();

    public static DbSet<LocalOutboxEntry> LocalOutboxEntries(this CareOpsDb db) => db.Set<LocalOutboxEntry>();

    public static DbSet<ProviderConnection> ProviderConnections(this CareOpsDb db) => db.Set<ProviderConnection>();

    public static DbSet<Suppression> Suppressions(this CareOpsDb db) => db.Set<Suppression>();

    public static DbSet<ProviderReceipt> ProviderReceipts(this CareOpsDb db) => db.Set<ProviderReceipt>();

    public static DbSet<Attachment> Attachments(this CareOpsDb db) => db.Set<Attachment>();

    /// <summary>What a delivery sends.</summary>
    public static async Task<Message> MessageOfAsync(this CareOpsDb db, Delivery delivery, CancellationToken cancellationToken) =>
        delivery.MessageId is { } message ? await MessageById.AskAsync(db, message, cancellationToken) : Message.OfNotice(delivery);

    /// <summary>A message of this workspace, to look at or to change.</summary>
    public static Task<Message> MessageAsync(this CareOpsDb db, Guid id, CancellationToken cancellationToken) =>
        MessageById.AskAsync(db, id, cancellationToken);
}
