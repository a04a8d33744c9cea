namespace CareOps.Core.Automation;

/// <summary>The event a rule waits for, and with it what the rule does. What each is stands in <see cref="RuleKind"/>.</summary>
public enum RuleTrigger
{
    /// <summary>Someone became a contact, not by a booking → welcome.</summary>
    ContactCreated,

    /// <summary>A booking was made → confirmation.</summary>
    BookingCreated,

    /// <summary>A booking was made that a member has to confirm → request received.</summary>
    BookingRequested,

    /// <summary>A member confirmed a request → confirmation.</summary>
    BookingConfirmed,

    /// <summary>A booking was moved → the new time.</summary>
    BookingRescheduled,

    /// <summary>A booking was cancelled or declined → the customer is told.</summary>
    BookingCancelled,

    /// <summary>A cancellation that the customer was told of was taken back → the customer is told that.</summary>
    BookingReopened,

    /// <summary>A booking comes near → reminder.</summary>
    BookingAhead,

    /// <summary>A booking was completed → thank-you.</summary>
    BookingCompleted,

    /// <summary>A time became free for someone on the waitlist → the offer.</summary>
    WaitlistTimeOffered,

    /// <summary>A booking asks for the forms of its service → the customer is sent them.</summary>
    FormsAsked,

    /// <summary>A form is not filled in → form reminder.</summary>
    FormOpen,

    /// <summary>A form is past its due time → overdue, alert.</summary>
    FormOverdue,

    /// <summary>A form came back → the customer is told so.</summary>
    FormSubmitted,

    /// <summary>An item is at or below its threshold → alert.</summary>
    StockLow,

    /// <summary>Nothing is left of an item → critical alert.</summary>
    StockOut,

    /// <summary>Nobody answered a customer within the target → alert.</summary>
    ConversationUnanswered,
}

/// <summary>When a rule acts, seen from its event.</summary>
public enum RuleTiming
{
    AtOnce,

    /// <summary>So many minutes before the event: any number of times.</summary>
    Before,

    /// <summary>So many minutes after it.</summary>
    After,

    /// <summary>When the business's target for answers is over.</summary>
    AtTarget,

    /// <summary>
    /// So many minutes after forms were sent, which are negative offsets, and so many before their booking, or before they are due where
    /// they have none: any number of times.
    /// </summary>
    Reminding,

    /// <summary>When a form is due.</summary>
    AtDue,
}

/// <summary>What all rules of a trigger have in common. A new row of the table is one member of the enumeration and one of these.</summary>
/// <param name="Trigger">The event.</param>
/// <param name="When">The event as its sentence begins: "When a booking is made".</param>
/// <param name="Timing">When such a rule acts.</param>
/// <param name="HasService">Whether its subject has a service that an audience can name.</param>
public sealed record RuleKind(RuleTrigger Trigger, string When, RuleTiming Timing, bool HasService)
{
    private static readonly Dictionary<RuleTrigger, RuleKind> Kinds = new RuleKind[]
    {
        new(RuleTrigger.ContactCreated, "When somebody new writes", RuleTiming.AtOnce, HasService: false),
        new(RuleTrigger.BookingCreated, "When a booking is made", RuleTiming.AtOnce, HasService: true),
        new(RuleTrigger.BookingRequested, "When a booking is requested", RuleTiming.AtOnce, HasService: true),
        new(RuleTrigger.BookingConfirmed, "When a request is confirmed", RuleTiming.AtOnce, HasService: true),
        new(RuleTrigger.BookingRescheduled, "When a booking is moved", RuleTiming.AtOnce, HasService: true),
        new(RuleTrigger.BookingCancelled, "When a booking is cancelled", RuleTiming.AtOnce, HasService: true),
        new(RuleTrigger.BookingReopened, "When a cancellation is taken back", RuleTiming.AtOnce, HasService: true),
        new(RuleTrigger.BookingAhead, "Before a booking", RuleTiming.Before, HasService: true) { Offsets = [24 * 60, 2 * 60], MostOffsets = 10 },
        new(RuleTrigger.BookingCompleted, "When a booking is completed", RuleTiming.After, HasService: true) { Offsets = [2 * 60], MostOffsets = 1 },
        new(RuleTrigger.WaitlistTimeOffered, "When a time becomes free for the waitlist", RuleTiming.AtOnce, HasService: true),
        new(RuleTrigger.FormsAsked, "When a booking asks for forms", RuleTiming.AtOnce, HasService: true),
        new(RuleTrigger.FormOpen, "While a form is not filled in", RuleTiming.Reminding, HasService: true) { Offsets = [24 * 60, -24 * 60], MostOffsets = 10 },
        new(RuleTrigger.FormOverdue, "When a form is past its due time", RuleTiming.AtDue, HasService: true) { Writes = false },
        new(RuleTrigger.FormSubmitted, "When a form comes back", RuleTiming.AtOnce, HasService: true),
        new(RuleTrigger.StockLow, "When an item falls to its threshold", RuleTiming.AtOnce, HasService: false) { Writes = false, TellsOwners = true },
        new(RuleTrigger.StockOut, "When nothing is left of an item", RuleTiming.AtOnce, HasService: false) { Writes = false, TellsOwners = true },
        new(RuleTrigger.ConversationUnanswered, "When nobody answers within the target", RuleTiming.AtTarget, HasService: false) { Writes = false },
    }.ToDictionary(static kind => kind.Trigger);

    /// <summary>The minutes a new rule starts with, greatest first; none where it acts at once.</summary>
    public IReadOnlyList<int> Offsets { get; private init; } = [];

    /// <summary>How many times such a rule can act on one subject.</summary>
    public int MostOffsets { get; private init; }

    /// <summary>Whether it writes to the customer; else it raises an alert.</summary>
    public bool Writes { get; private init; } = true;

    /// <summary>Whether it can also mail its alert to the owners.</summary>
    public bool TellsOwners { get; private init; }

    /// <summary>Whether there are words that it sends.</summary>
    public bool HasWords => Writes || TellsOwners;

    /// <summary>Whether what it does is scheduled on the booking it is about.</summary>
    public bool IsScheduledOnBooking => Timing is RuleTiming.Before or RuleTiming.After;

    /// <summary>Whether what it does is scheduled on a form.</summary>
    public bool IsScheduledOnForm => Timing is RuleTiming.Reminding or RuleTiming.AtDue;

    /// <summary>Whether an owner chooses its moments.</summary>
    public bool HasMoments => IsScheduledOnBooking || Timing == RuleTiming.Reminding;

    public static IEnumerable<RuleKind> All => Kinds.Values;

    public static RuleKind Of(RuleTrigger trigger) => Kinds[trigger];
}
