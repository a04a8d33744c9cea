using CareOps.Core.Foundation;

using NodaTime;

namespace CareOps.Core.Bookings;

/// <summary>Why a time can't be booked.</summary>
public enum SlotRefusal
{
    /// <summary>The clocks are put forward over this time: it does not exist.</summary>
    Skipped,
    Past,
    Notice,
    BeyondHorizon,

    /// <summary>The member never works on this weekday.</summary>
    ClosedDay,
    Holiday,

    /// <summary>This date was closed for the member.</summary>
    DayOff,
    OutsideHours,

    /// <summary>Within hours, but not one of the service's start times.</summary>
    OffGrid,
    TimeOff,
    DailyLimit,

    /// <summary>Only the buffers of two appointments overlap.</summary>
    Buffer,
    Taken,

    /// <summary>Every seat of the group is taken.</summary>
    Full,
    Resource,

    /// <summary>Nobody does this service, or not the member who was asked for.</summary>
    NotOffered,
}

/// <summary>One rule that refuses a time, and what it is about.</summary>
/// <param name="Refusal">Which rule.</param>
/// <param name="About">The time that stands in the way: another appointment, time off; or from when notice would be kept.</param>
/// <param name="Need">For <see cref="SlotRefusal.Resource"/>: which need can't be met, from 1.</param>
public readonly record struct SlotReason(SlotRefusal Refusal, Interval? About = null, int Need = 0)
{
    /// <summary>Whether a member may book all the same, with a reason. An overlap never, and no time that does not exist.</summary>
    public bool CanBeOverridden => Refusal is not (
        SlotRefusal.Skipped or SlotRefusal.Taken or SlotRefusal.Full or SlotRefusal.Resource or SlotRefusal.NotOffered);

    /// <summary>The rule in words that a receptionist understands.</summary>
    public string Sentence(string member, SlotRules rules, IReadOnlyDictionary<LocalDate, string> holidays, LocalDateTime wanted)
    {
        var zone = rules.Zone;
        return Refusal switch
        {
            SlotRefusal.Skipped => "The clocks are put forward over this time: it does not exist on this day.",
            SlotRefusal.Past => "This time has passed.",
            SlotRefusal.Notice =>
                $"It needs {Say.Minutes((int)rules.Notice.TotalMinutes)} of notice: the earliest time now is {Say.Moment(About!.Value.Start, zone)}.",
            SlotRefusal.BeyondHorizon => $"It can be booked {Say.Count(rules.HorizonDays, "day", "days")} ahead, not further.",
            SlotRefusal.ClosedDay => $"{member} has no hours on {wanted.Date.DayOfWeek}s.",
            SlotRefusal.Holiday => $"The business is closed: {holidays.GetValueOrDefault(wanted.Date, "holiday")}.",
            SlotRefusal.DayOff => $"{member} is off on {Say.Day(wanted.Date)}.",
            SlotRefusal.OutsideHours => $"It does not fit into {member}'s hours on {Say.Day(wanted.Date)}.",
            SlotRefusal.OffGrid => $"Customers choose start times {Say.Minutes(rules.StepMinutes)} apart, and this is none of them.",
            SlotRefusal.TimeOff => $"{member} is away {Span(zone)}.",
            SlotRefusal.DailyLimit =>
                $"The limit of {Say.Count(rules.DailyLimit!.Value, "booking", "bookings")} a day is reached.",
            SlotRefusal.Buffer => $"It leaves too little time before or after the appointment {Span(zone)}.",
            SlotRefusal.Taken => $"{member} has another appointment {Span(zone)}.",
            SlotRefusal.Full => rules.People == 1 ? $"All {rules.Seats} seats are taken." : $"The group that is there has no room for {rules.People} more.",
            SlotRefusal.Resource => About is null
                ? "What it needs is not in use any more."
                : $"What it needs is taken {Span(zone)}.",
            _ => $"{member} does not do this service.",
        };
    }

    private string Span(DateTimeZone zone)
    {
        var (from, until) = (About!.Value.Start.InZone(zone).LocalDateTime, About.Value.End.InZone(zone).LocalDateTime);
        return from.Date == until.Date
            ? $"from {Say.Time(from.TimeOfDay)} to {Say.Time(until.TimeOfDay)}"
            : $"from {Say.Moment(from)} to {Say.Moment(until)}";
    }
}
