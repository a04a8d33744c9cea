using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Messaging;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

using NodaTime;

namespace CareOps.Core.Dashboard;

/// <summary>
/// That an owner gets the day by email each morning, and how the last one went.
/// </summary>
public sealed class Digest : ILive
{
    public const int DefaultMinute = 7 * 60;

    private Digest()
    {
    }

    /// <summary>Who gets it: one for each member.</summary>
    public MemberId MemberId { get; private set; }

    public WorkspaceId WorkspaceId { get; private set; }

    /// <summary>When, in minutes of the business's day.</summary>
    public int Minute { get; private set; }

    /// <summary>The next moment; null while it is switched off.</summary>
    public Instant? DueAt { get; private set; }

    /// <summary>The day of the last one.</summary>
    public LocalDate? LastDate { get; private set; }

    public Instant? LastAt { get; private set; }

    public DigestOutcome? LastOutcome { get; private set; }

    public string? LastReason { get; private set; }

    public LiveSubject LiveSubject => new(nameof(Digest), MemberId.Value);

    public static Digest Of(CareOpsDb db, MemberId member) => new() { MemberId = member, WorkspaceId = db.Workspace, Minute = DefaultMinute };

    /// <summary>Sends it each day at this minute from now on.</summary>
    public void SwitchOn(int minute, Instant now, DateTimeZone zone)
    {
        Minute = minute;
        DueAt = NextAfter(now, zone);
    }

    public void SwitchOff() => DueAt = null;

    /// <summary>Today's is on its way; whatever becomes of it, the next one is tomorrow's.</summary>
    /// <returns>Whether today's was still to be sent.</returns>
    public bool Begin(Instant now, DateTimeZone zone)
    {
        var today = now.InZone(zone).Date;
        var isNew = LastDate is null || LastDate < today;
        DueAt = NextAfter(now, zone);
        if (isNew)
        {
            (LastDate, LastAt, LastOutcome, LastReason) = (today, now, DigestOutcome.Begun, null);
        }

        return isNew;
    }

    public void End(DigestOutcome outcome, string? reason) =>
        (LastOutcome, LastReason) = (outcome, reason is null ? null : Text.Shorten(reason, Message.MaxReasonLength - 1));

    // At the wall time of each day; one that is skipped by a change of clocks falls on the change.
    private Instant NextAfter(Instant now, DateTimeZone zone)
    {
        var time = LocalTime.Midnight.PlusMinutes(Minute);
        var date = now.InZone(zone).Date;
        var next = date.At(time).InZoneLeniently(zone).ToInstant();
        return next > now && LastDate != date ? next : date.PlusDays(1).At(time).InZoneLeniently(zone).ToInstant();
    }
}

public enum DigestOutcome
{
    /// <summary>Written, and on its way.</summary>
    Begun,
    Sent,

    /// <summary>It lies in the Local outbox: no provider was connected.</summary>
    Kept,

    /// <summary>Nobody knows whether it was sent.</summary>
    Unknown,
    NotSent,
}

public static class DigestTables
{
    public static DbSet<Digest> Digests(this CareOpsDb db) => db.Set<Digest>();
}

internal sealed class DigestConfiguration : IEntityTypeConfiguration<Digest>
{
    public void Configure(EntityTypeBuilder<Digest> builder)
    {
        builder.ToTable("Digests", static table => table.HasCheckConstraint("CK_Digests_Minute", "\"Minute\" BETWEEN 0 AND 1439"));
        builder.HasKey(row => row.MemberId);
        builder.Property(row => row.LastReason).HasMaxLength(Message.MaxReasonLength);
        builder.HasIndex(row => row.DueAt).HasFilter("\"DueAt\" IS NOT NULL");
        builder.HasIndex(row => row.WorkspaceId);
        builder.HasOne<Member>().WithOne().HasForeignKey<Digest>(row => row.MemberId);
    }
}
