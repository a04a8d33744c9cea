using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Messaging;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

using NodaTime;

namespace CareOps.Core.Inbox;

/// <summary>A note names a member, who is to look at it.</summary>
public sealed class NoteMention : ILive
{
    private NoteMention()
    {
    }

    public Guid Id { get; private set; }

    public WorkspaceId WorkspaceId { get; private set; }

    public Guid MessageId { get; private set; }

    public Guid ConversationId { get; private set; }

    public MemberId MemberId { get; private set; }

    public Instant CreatedAt { get; private set; }

    /// <summary>When the member opened the conversation; null until then.</summary>
    public Instant? ReadAt { get; private set; }

    public LiveSubject LiveSubject => new(nameof(Conversation), ConversationId);

    public static NoteMention Of(CareOpsDb db, Message note, MemberId member) => new()
    {
        Id = db.NewId(),
        WorkspaceId = db.Workspace,
        MessageId = note.Id,
        ConversationId = note.ConversationId,
        MemberId = member,
        CreatedAt = db.Now,
    };

    internal void Read(Instant now) => ReadAt ??= now;
}

/// <summary>Who a note's text names: "@" and a member's whole name, as the composer writes it.</summary>
public static class Mentions
{
    /// <summary>Where in the text members are named, in the order of the text. Of two names that both fit, the longer one is meant.</summary>
    public static IReadOnlyList<Mention> In(string body, IReadOnlyDictionary<MemberId, string> names)
    {
        var found = new List<Mention>();
        for (var at = body.IndexOf('@', StringComparison.Ordinal); at >= 0; at = body.IndexOf('@', at + 1))
        {
            var (member, name) = names
                .Where(pair => IsNamedAt(body, at + 1, pair.Value))
                .OrderByDescending(static pair => pair.Value.Length)
                .FirstOrDefault();
            if (name is not null)
            {
                found.Add(new Mention(member, at, name.Length + 1));
            }
        }

        return found;
    }

    // "@Mia Bergman" doesn't name Mia Berg, and anna@mia.example nobody.
    private static bool IsNamedAt(string body, int start, string name)
    {
        var end = start + name.Length;
        return name.Length > 0
            && end <= body.Length
            && string.Compare(body, start, name, 0, name.Length, StringComparison.OrdinalIgnoreCase) == 0
            && (end == body.Length || !char.IsLetterOrDigit(body[end]))
            && (start == 1 || !char.IsLetterOrDigit(body[start - 2]));
    }
}

/// <param name="Member">Who is named.</param>
/// <param name="Start">Where the "@" stands.</param>
/// <param name="Length">Of the name, "@" included.</param>
public readonly record struct Mention(MemberId Member, int Start, int Length);

internal sealed class NoteMentionConfiguration : IEntityTypeConfiguration<NoteMention>
{
    public void Configure(EntityTypeBuilder<NoteMention> builder)
    {
        builder.ToTable("NoteMentions");
        builder.Property(mention => mention.Id).ValueGeneratedNever();
        builder.HasIndex(mention => new { mention.MessageId, mention.MemberId }).IsUnique();
        builder.HasIndex(mention => new { mention.WorkspaceId, mention.MemberId, mention.ConversationId });
        builder.HasIndex(mention => new { mention.WorkspaceId, mention.MemberId }, "IX_NoteMentions_Unread").HasFilter("\"ReadAt\" IS NULL");
        builder.HasOne<Workspace>().WithMany().HasForeignKey(mention => mention.WorkspaceId);
        builder.HasOne<Message>().WithMany().HasForeignKey(mention => mention.MessageId);
        builder.HasOne<Conversation>().WithMany().HasForeignKey(mention => mention.ConversationId);
        builder.HasOne<Member>().WithMany().HasForeignKey(mention => mention.MemberId);
    }
}
