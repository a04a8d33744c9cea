using CareOps.Core.Data;
using CareOps.Core.Foundation;

using NodaTime;

namespace CareOps.Core.Automation;

/// <summary>What a rule did, or did not do and why: exactly one for each rule, subject and occurrence.</summary>
public sealed class AutomationRun : ILive
{
    public const int MaxReasonLength = 300;

    private AutomationRun()
    {
    }

    public Guid Id { get; private set; }

    public WorkspaceId WorkspaceId { get; private set; }

    public Guid RuleId { get; private set; }

    /// <summary>The contact or booking the rule looked at.</summary>
    public Guid SubjectId { get; private set; }

    /// <summary>Which time it was: the version of the booking's start, and the offset for reminders.</summary>
    public int Occurrence { get; private set; }

    public Guid ContactId { get; private set; }

    public Guid? MessageId { get; private set; }

    public RunStatus Status { get; private set; }

    public SkipReason? SkipReason { get; private set; }

    /// <summary>The reason in words a receptionist understands.</summary>
    public string Reason { get; private set; } = string.Empty;

    public Instant CreatedAt { get; private set; }

    public Instant StatusAt { get; private set; }

    public LiveSubject LiveSubject => new(nameof(AutomationRun), Id);

    public static AutomationRun Skip(
        CareOpsDb db, Rule rule, RunSubject subject, SkipReason skipReason, string reason)
    {
        var run = Create(db, rule, subject);
        run.SkipReason = skipReason;
        run.Become(RunStatus.Skipped, reason, db.Now);
        return run;
    }

    public static AutomationRun Schedule(CareOpsDb db, Rule rule, RunSubject subject, Guid messageId, string reason)
    {
        var run = Create(db, rule, subject);
        run.MessageId = messageId;
        run.Become(RunStatus.Scheduled, reason, db.Now);
        return run;
    }

    public void Become(RunStatus status, string reason, Instant now)
    {
        Status = status;
        Reason = Text.Shorten(reason, MaxReasonLength - 1);
        StatusAt = now;
    }

    private static AutomationRun Create(CareOpsDb db, Rule rule, RunSubject subject) => new()
    {
        Id = db.NewId(),
        WorkspaceId = db.Workspace,
        RuleId = rule.Id,
        SubjectId = subject.Id,
        Occurrence = subject.Occurrence,
        ContactId = subject.ContactId,
        CreatedAt = db.Now,
    };
}

/// <summary>What a rule looks at, and which time.</summary>
public sealed record RunSubject(Guid Id, int Occurrence, Guid ContactId)
{
    /// <summary>When a message about it has lost its sense; null for never.</summary>
    public Instant? UsefulUntil { get; init; }
}

public enum RunStatus
{
    Scheduled,
    Sent,
    Held,
    Skipped,
    Failed,
}

/// <summary>Why a rule did nothing.</summary>
public enum SkipReason
{
    RuleIsOff,

    /// <summary>The contact came by booking: the confirmation greets.</summary>
    GreetedByConfirmation,

    /// <summary>The booking was cancelled before its confirmation was written.</summary>
    BookingCancelled,

    /// <summary>A member chose not to tell the customer.</summary>
    KeptQuiet,

    /// <summary>The booking was changed again before its customer was told: the later change tells.</summary>
    ChangedAgain,

    /// <summary>The series was confirmed in one message, with its first booking.</summary>
    SeriesToldTogether,

    /// <summary>The offer was taken, declined or over before it was sent.</summary>
    OfferOver,

    /// <summary>There is no address any more.</summary>
    ContactErased,

    /// <summary>The contact left every channel there is an address for.</summary>
    Unsubscribed,

    /// <summary>The contact stood in a file that was imported without welcoming anybody.</summary>
    Imported,
}
