using CareOps.Core.Data;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

using NodaTime;

namespace CareOps.Core.Messaging;

/// <summary>An address that gets nothing more on one channel, and why.</summary>
public sealed class Suppression : IWorkspaceOwned
{
    private static readonly HotQuery<string, Suppression?> OfMail = new((db, address, _) =>
        db.Set<Suppression>().AsTracking().SingleOrDefault(row => row.Channel == Channel.Email && row.Address == address));

    private static readonly HotQuery<string, Suppression?> OfSms = new((db, address, _) =>
        db.Set<Suppression>().AsTracking().SingleOrDefault(row => row.Channel == Channel.Sms && row.Address == address));

    private Suppression()
    {
    }

    public Guid Id { get; private set; }

    public WorkspaceId WorkspaceId { get; private set; }

    public Channel Channel { get; private set; }

    /// <summary>Lower-cased.</summary>
    public string Address { get; private set; } = string.Empty;

    public SuppressionReason Reason { get; private set; }

    public Instant At { get; private set; }

    /// <summary>What a member reads on a message that isn't sent because of it.</summary>
    public string Sentence => Reason switch
    {
        SuppressionReason.Stopped => "Not sent: the customer asked for no more messages here. Use another way to reach them.",
        SuppressionReason.Complained => "Not sent: the customer reported an earlier message as spam. Use another way to reach them.",
        _ => "Not sent: an earlier message came back, so this address doesn't work. Ask the customer for another one.",
    };

    public static Task<Suppression?> OfAsync(CareOpsDb db, Channel channel, string address, CancellationToken cancellationToken) =>
        (channel == Channel.Sms ? OfSms : OfMail).AskAsync(db, address.ToLowerInvariant(), cancellationToken);

    /// <summary>Stops messages to an address. One that is stopped already keeps its first reason.</summary>
    public static async Task AddAsync(
        CareOpsDb db, Channel channel, string address, SuppressionReason reason, CancellationToken cancellationToken)
    {
        await db.LockAsync($"suppression:{db.Workspace}:{address}", cancellationToken);
        if (await OfAsync(db, channel, address, cancellationToken) is null)
        {
            db.Add(new Suppression
            {
                Id = db.NewId(),
                WorkspaceId = db.Workspace,
                Channel = channel,
                Address = address.ToLowerInvariant(),
                Reason = reason,
                At = db.Now,
            });
        }
    }
}

public enum SuppressionReason
{
    /// <summary>Answered STOP.</summary>
    Stopped,

    /// <summary>Came back for good.</summary>
    Bounced,

    /// <summary>Reported as spam.</summary>
    Complained,
}

internal sealed class SuppressionConfiguration : IEntityTypeConfiguration<Suppression>
{
    public void Configure(EntityTypeBuilder<Suppression> builder)
    {
        builder.ToTable("Suppressions");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.Address).HasMaxLength(EmailAddress.MaxLength);
        builder.HasIndex(row => new { row.WorkspaceId, row.Channel, row.Address }).IsUnique();
    }
}
