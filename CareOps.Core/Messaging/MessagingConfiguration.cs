using CareOps.Core.Contacts;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CareOps.Core.Messaging;

internal sealed class ConversationConfiguration : IEntityTypeConfiguration<Conversation>
{
    public void Configure(EntityTypeBuilder<Conversation> builder)
    {
        builder.ToTable("Conversations");
        builder.Property(conversation => conversation.Id).ValueGeneratedNever();
        builder.Property(conversation => conversation.LastMessagePreview).HasMaxLength(Conversation.PreviewLength);
        builder.HasIndex(conversation => new { conversation.WorkspaceId, conversation.ContactId }).IsUnique();
        builder.Property(conversation => conversation.Status).HasDefaultValue(ConversationStatus.Open).ValueGeneratedNever();

        // One for each list the inbox shows, in its order. PostgreSQL takes "is nobody's" for no equality, so that has one of its own.
        builder.HasIndex(
                conversation => new { conversation.WorkspaceId, conversation.Status, conversation.IsUnread, conversation.LastMessageAt, conversation.Id },
                "IX_Conversations_List")
            .IsDescending(false, false, true, true, true);
        builder.HasIndex(
                conversation => new
                {
                    conversation.WorkspaceId,
                    conversation.AssignedTo,
                    conversation.Status,
                    conversation.IsUnread,
                    conversation.LastMessageAt,
                    conversation.Id,
                },
                "IX_Conversations_ListOfMember")
            .IsDescending(false, false, false, true, true, true)
            .HasFilter("\"AssignedTo\" IS NOT NULL");
        builder.HasIndex(
                conversation => new { conversation.WorkspaceId, conversation.Status, conversation.IsUnread, conversation.LastMessageAt, conversation.Id },
                "IX_Conversations_ListOfNobody")
            .IsDescending(false, false, true, true, true)
            .HasFilter("\"AssignedTo\" IS NULL");
        builder.HasIndex(
                conversation => new { conversation.WorkspaceId, conversation.IsUnread, conversation.LastMessageAt, conversation.Id },
                "IX_Conversations_Unread")
            .IsDescending(false, true, true, true)
            .HasFilter("\"UnreadCount\" > 0");
        builder.HasIndex(
                conversation => new { conversation.WorkspaceId, conversation.IsUnread, conversation.LastMessageAt, conversation.Id },
                "IX_Conversations_Unanswered")
            .IsDescending(false, true, true, true)
            .HasFilter("\"WaitingSince\" IS NOT NULL");
        builder.HasIndex(conversation => new { conversation.WorkspaceId, conversation.WaitingSince })
            .HasFilter("\"WaitingSince\" IS NOT NULL");
        builder.HasIndex(conversation => new { conversation.WorkspaceId, conversation.FirstAskedAt, conversation.FirstResponseAt })
            .HasFilter("\"FirstAskedAt\" IS NOT NULL");
        builder.HasOne<Contact>().WithMany().HasForeignKey(conversation => conversation.ContactId);
        builder.HasIndex(conversation => conversation.AssignedTo).HasFilter("\"AssignedTo\" IS NOT NULL");
        builder.HasOne<Member>().WithMany().HasForeignKey(conversation => conversation.AssignedTo);
    }
}

internal sealed class MessageConfiguration : IEntityTypeConfiguration<Message>
{
    public void Configure(EntityTypeBuilder<Message> builder)
    {
        builder.ToTable("Messages");
        builder.Property(message => message.Id).ValueGeneratedNever();
        builder.Property(message => message.Subject).HasMaxLength(Message.MaxSubjectLength);
        builder.Property(message => message.Body).HasMaxLength(Message.MaxBodyLength);
        builder.Property(message => message.Quoted).HasMaxLength(Message.MaxBodyLength);
        builder.Property(message => message.MailId).HasMaxLength(Message.MaxMailIdLength);
        builder.Property(message => message.Calendar).HasMaxLength(Message.MaxCalendarLength);
        builder.Property(message => message.RuleName).HasMaxLength(80);
        builder.Property(message => message.StatusReason).HasMaxLength(Message.MaxReasonLength);
        builder.HasIndex(message => new { message.ConversationId, message.CreatedAt, message.Id });

        // Written with OR: from a list, SQLite can't tell that "Status" = 'Held' is in it, and would read every message.
        builder.HasIndex(message => new { message.WorkspaceId, message.Status, message.StatusAt })
            .HasFilter("\"Status\" = 'Held' OR \"Status\" = 'Failed' OR \"Status\" = 'Unknown'");
        builder.HasIndex(message => message.ConversationId, "IX_Messages_Stuck")
            .HasFilter("\"Status\" = 'Held' OR \"Status\" = 'Failed' OR \"Status\" = 'Unknown'");
        builder.HasIndex(message => new { message.WorkspaceId, message.CreatedAt }, "IX_Messages_Outgoing")
            .HasFilter("\"Kind\" = 'Reply' OR \"Kind\" = 'Automated'");
        builder.HasOne<Conversation>().WithMany().HasForeignKey(message => message.ConversationId);
    }
}

internal sealed class DeliveryConfiguration : IEntityTypeConfiguration<Delivery>
{
    public void Configure(EntityTypeBuilder<Delivery> builder)
    {
        builder.ToTable("Deliveries", static table => table.HasCheckConstraint(
            "CK_Deliveries_OfOne", "(\"MessageId\" IS NULL) <> (\"NoticeBody\" IS NULL)"));
        builder.Property(delivery => delivery.NoticeSubject).HasMaxLength(Message.MaxSubjectLength);
        builder.Property(delivery => delivery.NoticeBody).HasMaxLength(Message.MaxBodyLength);
        builder.Property(delivery => delivery.Id).ValueGeneratedNever();
        builder.Property(delivery => delivery.Address).HasMaxLength(Delivery.MaxAddressLength);
        builder.Property(delivery => delivery.ProviderMessageId).HasMaxLength(Delivery.MaxProviderIdLength);
        builder.Property(delivery => delivery.ReplyToken).HasMaxLength(Delivery.ReplyTokenLength);
        builder.Property(delivery => delivery.UnsubscribeToken).HasMaxLength(22);
        builder.HasIndex(delivery => delivery.MessageId).IsUnique();
        builder.HasIndex(delivery => new { delivery.WorkspaceId, delivery.ReplyToken }).IsUnique().HasFilter("\"ReplyToken\" IS NOT NULL");

        // With all that tells whose turn it is: a queue of one business is passed over without reading its rows.
        builder.HasIndex(delivery => new { delivery.DueAt, delivery.Id, delivery.WorkspaceId, delivery.Channel }, "IX_Deliveries_Due").HasFilter("\"Status\" = 'Queued'");
        builder.HasIndex(delivery => delivery.LeasedUntil, "IX_Deliveries_Leased").HasFilter("\"Status\" = 'Sending'");
        builder.HasOne<Message>().WithMany().HasForeignKey(delivery => delivery.MessageId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class LocalOutboxEntryConfiguration : IEntityTypeConfiguration<LocalOutboxEntry>
{
    public void Configure(EntityTypeBuilder<LocalOutboxEntry> builder)
    {
        builder.ToTable("LocalOutboxEntries");
        builder.Property(entry => entry.Id).ValueGeneratedNever();
        builder.Property(entry => entry.Address).HasMaxLength(Delivery.MaxAddressLength);
        builder.Property(entry => entry.Subject).HasMaxLength(Message.MaxSubjectLength);
        builder.Property(entry => entry.Body).HasMaxLength(Message.MaxBodyLength);
        builder.HasIndex(entry => entry.DeliveryId).IsUnique();
        builder.HasIndex(entry => new { entry.WorkspaceId, entry.KeptAt, entry.Id });
        builder.HasOne<Delivery>().WithMany().HasForeignKey(entry => entry.DeliveryId);
    }
}

internal sealed class ProviderConnectionConfiguration : IEntityTypeConfiguration<ProviderConnection>
{
    public void Configure(EntityTypeBuilder<ProviderConnection> builder)
    {
        builder.ToTable("ProviderConnections");
        builder.Property(connection => connection.Id).ValueGeneratedNever();
        builder.Property(connection => connection.Host).HasMaxLength(200);
        builder.Property(connection => connection.UserName).HasMaxLength(200);
        builder.Property(connection => connection.ProtectedSecret).HasMaxLength(2000);
        builder.Property(connection => connection.ProtectedSigningKey).HasMaxLength(2000);
        builder.Property(connection => connection.ProtectedInboundKey).HasMaxLength(2000);
        builder.Property(connection => connection.ReplyDomain).HasMaxLength(ProviderConnection.MaxNameLength);
        builder.Property(connection => connection.FromAddress).HasMaxLength(EmailAddress.MaxLength);
        builder.Property(connection => connection.FromName).HasMaxLength(100);
        builder.Property(connection => connection.LastFailure).HasMaxLength(Message.MaxReasonLength);
        builder.HasIndex(connection => new { connection.WorkspaceId, connection.Channel, connection.Position });
    }
}
