using System.Text;

using CareOps.Core.Foundation;

using NodaTime;
using NodaTime.Text;

namespace CareOps.Web.Components.Calendar;

/// <summary>Which stretch of time the calendar shows.</summary>
public enum CalendarKind
{
    Day,
    Week,
    Month,
}

/// <summary>What the calendar's address says: everything that turning a page or opening a booking must keep.</summary>
/// <param name="Root">The calendar's path.</param>
/// <param name="Kind">Day, week or month.</param>
/// <param name="Date">A day of it.</param>
public sealed record CalendarAddress(string Root, CalendarKind Kind, LocalDate Date)
{
    private const int FirstYear = 2000;
    private const int LastYear = 2200;

    private static readonly LocalDateTimePattern MomentPattern = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm");

    /// <summary>The one member shown, or all.</summary>
    public MemberId? Member { get; init; }

    /// <summary>Hues tell members apart instead of services.</summary>
    public bool IsByMember { get; init; }

    /// <summary>Midnight to midnight, instead of the hours that are worked.</summary>
    public bool HasAllHours { get; init; }

    public bool HasCancelled { get; init; }

    /// <summary>The address of this view, nothing opened.</summary>
    public string Url
    {
        get
        {
            var url = new StringBuilder(Root);
            url.Append("?view=").Append(Word(Kind)).Append("&date=").Append(LocalDatePattern.Iso.Format(Date));
            if (Member is { } member)
            {
                url.Append("&member=").Append(member.Value);
            }

            url.Append(IsByMember ? "&colour=member" : string.Empty);
            url.Append(HasAllHours ? "&hours=all" : string.Empty);
            return url.Append(HasCancelled ? "&cancelled=1" : string.Empty).ToString();
        }
    }

    /// <summary>"Day before", "Next week".</summary>
    public string BeforeName => Kind switch { CalendarKind.Day => "Day before", CalendarKind.Week => "Week before", _ => "Month before" };

    public string AfterName => Kind switch { CalendarKind.Day => "Next day", CalendarKind.Week => "Next week", _ => "Next month" };

    /// <summary>The first and the last day whose bookings are shown.</summary>
    public IReadOnlyList<LocalDate> Dates => Kind switch
    {
        CalendarKind.Day => [Date],
        CalendarKind.Week => CalendarDates.WeekOf(Date),
        _ => CalendarDates.MonthPageOf(Date),
    };

    public string TitleAt(LocalDate today) => Kind switch
    {
        CalendarKind.Day => CalendarDates.DayTitle(Date, today),
        CalendarKind.Week => CalendarDates.WeekTitle(Date),
        _ => CalendarDates.MonthTitle(Date),
    };

    /// <summary>So many pages on, or back.</summary>
    public CalendarAddress Turned(int by) => this with
    {
        Date = Kind switch
        {
            CalendarKind.Day => Date.PlusDays(by),
            CalendarKind.Week => Date.PlusWeeks(by),
            _ => Date.PlusMonths(by),
        },
    };

    public string BookingUrl(Guid bookingId) => $"{Url}&booking={bookingId}";

    public string MoveUrl(Guid bookingId) => $"{BookingUrl(bookingId)}&do=move";

    /// <summary>The form for moving all of a group.</summary>
    public string SessionMoveUrl(Guid bookingId) => $"{BookingUrl(bookingId)}&do=move-all";

    /// <summary>The form for a new booking, or for blocking time, at a time that was pointed at.</summary>
    public string FormUrl(string form, LocalDateTime? at = null, int minutes = 0, MemberId? with = null, Guid? service = null)
    {
        var url = new StringBuilder(Url).Append("&do=").Append(form);
        if (at is { } moment)
        {
            url.Append("&at=").Append(MomentPattern.Format(moment));
        }

        if (minutes > 0)
        {
            url.Append("&minutes=").Append(minutes);
        }

        if (with is { } member)
        {
            url.Append("&with=").Append(member.Value);
        }

        return (service is { } id ? url.Append("&service=").Append(id) : url).ToString();
    }

    public static LocalDateTime? MomentOf(string? text) =>
        text is not null && MomentPattern.Parse(text) is { Success: true, Value: var moment } && moment.Year is > FirstYear and < LastYear
            ? moment
            : null;

    public static LocalDate? DayOf(string? text) =>
        text is not null && LocalDatePattern.Iso.Parse(text) is { Success: true, Value: var day } && day.Year is > FirstYear and < LastYear
            ? day
            : null;

    public static CalendarKind KindOf(string? word) => word switch
    {
        "day" => CalendarKind.Day,
        "month" => CalendarKind.Month,
        _ => CalendarKind.Week,
    };

    private static string Word(CalendarKind kind) => kind switch { CalendarKind.Day => "day", CalendarKind.Month => "month", _ => "week" };
}
