using System.Globalization;

using CareOps.Core.Bookings;

using NodaTime;

namespace CareOps.Web.Components.Settings;

/// <summary>An interval as typed: 09:00 to 17:00. As its end, 00:00 is the midnight that ends the day.</summary>
public sealed class HoursInterval
{
    public TimeOnly? From { get; set; }

    public TimeOnly? Until { get; set; }

    public int StartMinute => MinuteOf(From);

    public int EndMinute => MinuteOf(Until) is var minute and not 0 ? minute : WeeklyHours.MinutesOfADay;

    public int Length => StartMinute >= 0 && EndMinute > StartMinute ? EndMinute - StartMinute : 0;

    /// <summary>"09:00 to 17:00".</summary>
    public string Text => string.Create(CultureInfo.InvariantCulture, $"{From:HH:mm} to {Until:HH:mm}");

    public static HoursInterval Of(int start, int end) =>
        new() { From = TimeOnly.MinValue.AddMinutes(start), Until = TimeOnly.MinValue.AddMinutes(end) };

    // What was left empty is no minute of the day, and refused with the day's own sentence.
    private static int MinuteOf(TimeOnly? time) =>
        time is { } typed ? (typed.Hour * SpanInput.Hour) + typed.Minute : Typed.NoNumber;
}

/// <summary>A weekday as typed.</summary>
public sealed class HoursDay(IsoDayOfWeek day)
{
    private const int UsualStart = 9 * SpanInput.Hour;
    private const int UsualEnd = 17 * SpanInput.Hour;

    private readonly List<HoursInterval> _intervals = [];

    public IsoDayOfWeek Day { get; } = day;

    /// <summary>"Monday": also how an error names the day.</summary>
    public string Name { get; } = day.ToString();

    public bool IsOpen { get; set; }

    public IReadOnlyList<HoursInterval> Intervals => _intervals;

    public int Minutes => IsOpen ? Intervals.Sum(static interval => interval.Length) : 0;

    public void Switch(bool open)
    {
        IsOpen = open;
        if (open && Intervals.Count == 0)
        {
            _intervals.Add(HoursInterval.Of(UsualStart, UsualEnd));
        }
    }

    /// <summary>One more interval, an hour after the last one where the day has room for it.</summary>
    public void Add()
    {
        if (!IsOpen || Intervals.Count == 0)
        {
            Switch(true);
            return;
        }

        var start = Math.Min(Intervals.Max(static interval => interval.EndMinute) + SpanInput.Hour, SpanInput.Day - SpanInput.Hour);
        Add(HoursInterval.Of(start, Math.Min(start + (2 * SpanInput.Hour), SpanInput.Day)));
    }

    public void Add(HoursInterval interval)
    {
        IsOpen = true;
        _intervals.Add(interval);
    }

    public void Remove(HoursInterval interval)
    {
        _intervals.Remove(interval);
        IsOpen = Intervals.Count > 0;
    }

    public void CopyFrom(HoursDay other)
    {
        IsOpen = other.IsOpen;
        _intervals.Clear();
        _intervals.AddRange(other.Intervals.Select(static interval => new HoursInterval { From = interval.From, Until = interval.Until }));
    }
}

/// <summary>A member's week as typed.</summary>
public sealed class HoursForm
{
    public const int MostIntervals = 6;

    public IReadOnlyList<HoursDay> Days { get; } =
        [.. Enumerable.Range((int)IsoDayOfWeek.Monday, 7).Select(static day => new HoursDay((IsoDayOfWeek)day))];

    public int Minutes => Days.Sum(static day => day.Minutes);

    public static HoursForm Of(IEnumerable<OpenInterval> intervals)
    {
        var form = new HoursForm();
        foreach (var interval in intervals)
        {
            var day = form.Days[(int)interval.Day - (int)IsoDayOfWeek.Monday];
            day.Add(HoursInterval.Of(interval.StartMinute, interval.EndMinute));
        }

        return form;
    }

    public void CopyToWeekdays(HoursDay source)
    {
        foreach (var day in Days.Where(day => day != source && day.Day <= IsoDayOfWeek.Friday))
        {
            day.CopyFrom(source);
        }
    }

    public IReadOnlyList<OpenInterval> Intervals() =>
    [
        .. Days.Where(static day => day.IsOpen).SelectMany(static day => day.Intervals.Select(
            interval => new OpenInterval(day.Day, interval.StartMinute, interval.EndMinute))),
    ];
}
