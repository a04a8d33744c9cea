using CareOps.Core.Data;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

using NodaTime;

namespace CareOps.Core.Messaging;

/// <summary>An address that gets nothing more on one channel, and why. Of someone who was erased it is known by its hash alone.</summary>
public sealed class Suppression : ILive
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

    /// <summary>Lower-cased; null once its contact was erased.</summary>
    public string? Address { get; private set; }

    /// <summary>What is left of the address of an erased contact: <see cref="AddressHashes"/>.</summary>
    public string? AddressHash { get; private set; }

    public SuppressionReason Reason { get; private set; }

    public Instant At { get; private set; }

    /// <summary>The member who added it by hand; null where it came by itself.</summary>
    public MemberId? AddedBy { get; private set; }

    public LiveSubject LiveSubject => new(nameof(Suppression), Id);

    /// <summary>What a member reads on a message that isn't sent because of it.</summary>
    public string Sentence => Reason switch
    {
        SuppressionReason.Stopped => "Not sent: the customer asked for no more messages here. Use another way to reach them.",
        SuppressionReason.Complained => "Not sent: the customer reported an earlier message as spam. Use another way to reach them.",
        SuppressionReason.AddedByHand => "Not sent: a member put this address on the list of those that get nothing.",
        _ => "Not sent: an earlier message came back, so this address doesn't work. Ask the customer for another one.",
    };

    public static Task<Suppression?> OfAsync(CareOpsDb db, Channel channel, string address, CancellationToken cancellationToken) =>
        (channel == Channel.Sms ? OfSms : OfMail).AskAsync(db, address.ToLowerInvariant(), cancellationToken);

    /// <summary>Stops messages to an address. One that is stopped already keeps its first reason.</summary>
    /// <returns>Whether it is new.</returns>
    public static async Task<bool> AddAsync(
        CareOpsDb db, Channel channel, string address, SuppressionReason reason, CancellationToken cancellationToken, MemberId? by = null)
    {
        await db.LockAsync($"suppression:{db.Workspace}:{address}", cancellationToken);
        if (await OfAsync(db, channel, address, cancellationToken) is not null)
        {
            return false;
        }

        db.Add(new Suppression
        {
            Id = db.NewId(),
            WorkspaceId = db.Workspace,
            Channel = channel,
            Address = address.ToLowerInvariant(),
            Reason = reason,
            At = db.Now,
            AddedBy = by,
        });
        return true;
    }

    /// <summary>Forgets the address, and still knows it when it sees it.</summary>
    internal void Anonymise(string hash) => (Address, AddressHash) = (null, hash);
}

public enum SuppressionReason
{
    /// <summary>Answered STOP.</summary>
    Stopped,

    /// <summary>Came back for good.</summary>
    Bounced,

    /// <summary>Reported as spam.</summary>
    Complained,

    /// <summary>A member wants nothing sent there.</summary>
    AddedByHand,
}

internal sealed class SuppressionConfiguration : IEntityTypeConfiguration<Suppression>
{
    public void Configure(EntityTypeBuilder<Suppression> builder)
    {
        builder.ToTable("Suppressions", static table => table.HasCheckConstraint(
            "CK_Suppressions_Known", "(\"Address\" IS NULL) <> (\"AddressHash\" IS NULL)"));
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.Address).HasMaxLength(EmailAddress.MaxLength);
        builder.Property(row => row.AddressHash).HasMaxLength(AddressHashes.Length);
        builder.HasIndex(row => new { row.WorkspaceId, row.Channel, row.Address }).IsUnique();
        builder.HasIndex(row => new { row.WorkspaceId, row.Channel, row.AddressHash }).IsUnique().HasFilter("\"AddressHash\" IS NOT NULL");
        builder.HasIndex(row => new { row.WorkspaceId, row.At, row.Id });
    }
}
