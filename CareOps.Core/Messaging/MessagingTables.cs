using CareOps.Core.Data;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Messaging;

public static class MessagingTables
{
    public static DbSet<Conversation> Conversations(this CareOpsDb db) => db.Set<Conversation>();

    public static DbSet<Message> Messages(this CareOpsDb db) => db.Set<Message>();

    public static DbSet<Delivery> Deliveries(this CareOpsDb db) => db.Set<Delivery>();

    public static DbSet<LocalOutboxEntry> LocalOutboxEntries(this CareOpsDb db) => db.Set<LocalOutboxEntry>();

    public static DbSet<ProviderConnection> ProviderConnections(this CareOpsDb db) => db.Set<ProviderConnection>();
}
