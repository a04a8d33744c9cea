using CareOps.Core.Bookings;
using CareOps.Core.Foundation;

using NodaTime;

namespace CareOps.Web.Components.Calendar;

/// <summary>An entry's place in a column, in minutes of wall time after midnight.</summary>
/// <param name="Entry">The booking, or the part of it that lies on this day.</param>
/// <param name="Start">Minutes after midnight.</param>
/// <param name="End">Minutes after midnight, greater than <paramref name="Start"/>.</param>
/// <param name="Lane">Its lane among entries at the same time, from 0.</param>
/// <param name="Lanes">How many lanes share the width.</param>
public sealed record CalendarBlock(CalendarEntry Entry, int Start, int End, int Lane = 0, int Lanes = 1);

/// <summary>A stretch of a day in minutes after midnight.</summary>
public readonly record struct Stretch(int Start, int End)
{
    public int Length => End - Start;
}

/// <summary>A stretch in which a member is away.</summary>
/// <param name="Id">The time off it belongs to; null where it can't be taken back here.</param>
/// <param name="Time">When.</param>
/// <param name="Reason">"Dentist".</param>
public sealed record AwayTime(Guid? Id, Stretch Time, string Reason)
{
    private const int WholeDay = 24 * 60;

    /// <summary>The part of a time off that lies on a date, or null.</summary>
    public static AwayTime? On(TimeOff off, LocalDate date, DateTimeZone zone)
    {
        var start = off.StartsAt.InZone(zone).LocalDateTime;
        var end = off.EndsAt.InZone(zone).LocalDateTime;
        if (end <= date.AtMidnight() || start >= date.PlusDays(1).AtMidnight())
        {
            return null;
        }

        return new AwayTime(
            off.Id,
            new Stretch(start.Date < date ? 0 : MinuteOf(start), end.Date > date ? WholeDay : MinuteOf(end)),
            off.Reason ?? "Away");
    }

    private static int MinuteOf(LocalDateTime moment) => (moment.Hour * 60) + moment.Minute;
}

/// <summary>When a member works on a date.</summary>
public sealed record MemberDay(MemberId Member, LocalDate Date, IReadOnlyList<Stretch> Open, IReadOnlyList<AwayTime> Away)
{
    /// <summary>The name of a holiday of the whole business.</summary>
    public string? Holiday { get; init; }
}

/// <summary>One column of the time grid: a day, or a member's day.</summary>
/// <param name="Date">The day.</param>
/// <param name="Member">Whose; null where it shows several members.</param>
/// <param name="Blocks">What lies on it, earliest first.</param>
/// <param name="Open">When anybody of it takes bookings.</param>
/// <param name="Count">How many bookings start on it.</param>
public sealed record CalendarColumn(
    LocalDate Date, MemberId? Member, IReadOnlyList<CalendarBlock> Blocks, IReadOnlyList<Stretch> Open, int Count)
{
    /// <summary>Drawn where the column is of one member.</summary>
    public IReadOnlyList<AwayTime> Away { get; init; } = [];

    public string? Holiday { get; init; }

    /// <summary>How the page names it to the script and back.</summary>
    public string Key => $"{Date:uuuu-MM-dd} {Member?.Value}";

    /// <summary>When nobody takes bookings, within what is visible.</summary>
    public IEnumerable<Stretch> Closed(Stretch visible)
    {
        var start = visible.Start;
        foreach (var open in Open)
        {
            if (open.Start > start)
            {
                yield return new Stretch(start, Math.Min(open.Start, visible.End));
            }

            start = Math.Max(start, open.End);
        }

        if (start < visible.End)
        {
            yield return new Stretch(start, visible.End);
        }
    }
}
