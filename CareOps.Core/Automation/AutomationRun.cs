using CareOps.Core.Data;
using CareOps.Core.Foundation;

using NodaTime;

namespace CareOps.Core.Automation;

/// <summary>What a rule did, will do, or did not do and why: exactly one for each rule, subject, occurrence and offset.</summary>
public sealed class AutomationRun : ILive
{
    public const int MaxReasonLength = 300;

    private AutomationRun()
    {
    }

    public Guid Id { get; private set; }

    public WorkspaceId WorkspaceId { get; private set; }

    public Guid RuleId { get; private set; }

    /// <summary>The contact, booking, form, conversation or stock alert the rule looked at.</summary>
    public Guid SubjectId { get; private set; }

    /// <summary>
    /// Which time it was: the version of the booking's start, its revision, the stock alert's turn, or the second of the moment it counts from.
    /// </summary>
    public int Occurrence { get; private set; }

    /// <summary>Which of a rule's moments, in minutes before or after the event; 0 where the rule acts at once.</summary>
    public int Offset { get; private set; }

    /// <summary>Null for what is about no contact, such as an item.</summary>
    public Guid? ContactId { get; private set; }

    public Guid? MessageId { get; private set; }

    public RunStatus Status { get; private set; }

    public SkipReason? SkipReason { get; private set; }

    /// <summary>The reason in words a receptionist understands.</summary>
    public string Reason { get; private set; } = string.Empty;

    /// <summary>The moment it waits for; null once it is decided.</summary>
    public Instant? DueAt { get; private set; }

    /// <summary>How often deciding it failed.</summary>
    public int Attempts { get; private set; }

    public Instant CreatedAt { get; private set; }

    public Instant StatusAt { get; private set; }

    public LiveSubject LiveSubject => new(nameof(AutomationRun), Id);

    public bool Waits => DueAt is not null;

    private bool WasDropped => this is { Status: RunStatus.Skipped, MessageId: null, SkipReason: not Automation.SkipReason.Overtaken };

    internal (Guid Rule, int Occurrence, int Offset) Key => (RuleId, Occurrence, Offset);

    /// <summary>One that is decided at once.</summary>
    internal static AutomationRun Decided(CareOpsDb db, Rule rule, RunSubject subject, Verdict verdict)
    {
        var run = Create(db, rule, subject);
        run.Decide(verdict, db.Now);
        return run;
    }

    /// <summary>One that waits for its moment.</summary>
    internal static AutomationRun Waiting(CareOpsDb db, Rule rule, RunSubject subject, Instant dueAt, string reason)
    {
        var run = Create(db, rule, subject);
        run.WaitFor(dueAt, reason, db.Now);
        return run;
    }

    /// <summary>It waits (again) for its moment.</summary>
    internal void WaitFor(Instant dueAt, string reason, Instant now)
    {
        Become(RunStatus.Scheduled, reason, now);
        (SkipReason, DueAt, Attempts) = (null, dueAt, 0);
    }

    /// <summary>What was dropped and is right again waits again; what was sent, or could not be in time, stays as it is.</summary>
    /// <param name="at">When it is to act.</param>
    /// <param name="plan">That in words.</param>
    /// <param name="refused">Why the rule does nothing about the subject, whatever its moment; null where it acts.</param>
    /// <param name="now">The moment of the transaction.</param>
    internal void Renew(Instant at, string plan, Verdict? refused, Instant now)
    {
        if (Waits && refused is not null)
        {
            Decide(refused, now);
        }
        else if (refused is null && at > now && (Waits ? DueAt != at && Attempts == 0 : WasDropped))
        {
            WaitFor(at, plan, now);
        }
    }

    internal void Decide(Verdict verdict, Instant now)
    {
        Become(verdict.Status, verdict.Reason, now);
        (SkipReason, MessageId, DueAt) = (verdict.SkipReason, verdict.MessageId, null);
    }

    /// <summary>Deciding it failed: once more at <paramref name="at"/>.</summary>
    internal void PutOff(Instant at)
    {
        DueAt = at;
        Attempts++;
    }

    internal void Become(RunStatus status, string reason, Instant now)
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
        Offset = subject.Offset,
        ContactId = subject.ContactId,
        CreatedAt = db.Now,
    };
}

/// <summary>What a rule looks at, and which time.</summary>
public sealed record RunSubject(Guid Id, int Occurrence, Guid? ContactId)
{
    private static readonly Instant Beginning = Instant.FromUtc(2020, 1, 1, 0, 0);

    /// <summary>Minutes before or after the event; 0 for at once.</summary>
    public int Offset { get; init; }

    /// <summary>The service it is about, which an audience can name; null where there is none.</summary>
    public Guid? ServiceId { get; init; }

    /// <summary>When a message about it has lost its sense; null for never.</summary>
    public Instant? UsefulUntil { get; init; }

    /// <summary>Tells one time from the next where the moment it counts from does: the second of it.</summary>
    public static int OccurrenceOf(Instant moment) => (int)(moment - Beginning).TotalSeconds;
}

/// <summary>What a rule decided, with the sentence that says why.</summary>
internal sealed record Verdict(RunStatus Status, string Reason)
{
    public SkipReason? SkipReason { get; private init; }

    public Guid? MessageId { get; init; }

    /// <param name="label">What was not sent: <see cref="Rule.Label"/>.</param>
    /// <param name="reason">Why, for programs.</param>
    /// <param name="because">Why, in words: "the booking was cancelled".</param>
    public static Verdict Skip(string label, SkipReason reason, string because) =>
        new(RunStatus.Skipped, $"{label} was skipped because {because}.") { SkipReason = reason };
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

    /// <summary>The business has not opened yet, or is closed for good.</summary>
    NotOpen,

    /// <summary>The contact came by booking: the confirmation greets.</summary>
    GreetedByConfirmation,

    /// <summary>The booking was cancelled before its message was written.</summary>
    BookingCancelled,

    /// <summary>A member chose not to tell the customer.</summary>
    KeptQuiet,

    /// <summary>The booking was changed again before its customer was told: the later change tells.</summary>
    ChangedAgain,

    /// <summary>A series was confirmed, or what was cancelled of it told, in one message: with the first booking.</summary>
    SeriesToldTogether,

    /// <summary>The offer was taken, declined or over before it was sent.</summary>
    OfferOver,

    /// <summary>There is no address any more.</summary>
    ContactErased,

    /// <summary>The contact left every channel there is an address for.</summary>
    Unsubscribed,

    /// <summary>The contact stood in a file that was imported without welcoming anybody.</summary>
    Imported,

    /// <summary>There is no address for any of the rule's channels.</summary>
    NoAddress,

    /// <summary>The rule is for other services or other contacts.</summary>
    NotInAudience,

    /// <summary>The booking has another time: what was scheduled for the earlier one is void.</summary>
    BookingMoved,

    /// <summary>The booking was completed before its reminder.</summary>
    BookingCompleted,

    /// <summary>The customer did not come.</summary>
    NoShow,

    /// <summary>The booking was reopened: it is not completed after all.</summary>
    Reopened,

    /// <summary>The rule has other moments now.</summary>
    TimingChanged,

    /// <summary>Its moment had passed when it could be scheduled or sent, and it would not have helped any more.</summary>
    TooLate,

    /// <summary>A later reminder of the same booking went out at that moment.</summary>
    Overtaken,

    /// <summary>A member answered, or nobody waits any more.</summary>
    Answered,

    /// <summary>The customer filled the form in before.</summary>
    FormCompleted,

    /// <summary>The form is no longer needed.</summary>
    FormWithdrawn,

    /// <summary>The form is due at another time: what was scheduled for the earlier one is void.</summary>
    DueChanged,

    /// <summary>A member reminded the customer of the form shortly before.</summary>
    RemindedByHand,

    /// <summary>There is enough of the item again.</summary>
    Restocked,
}
