using CareOps.Core.Foundation;

using NodaTime;

namespace CareOps.Core.Reports;

/// <summary>Some days of a business, both ends included. They begin and end at its own midnights, whatever its clocks do meanwhile.</summary>
public sealed record ReportRange(LocalDate First, LocalDate Last)
{
    public const int MostDays = 731;

    private const int DaysOfWeek = 7;
    private const int MostDaysShown = 31;
    private const int MostWeeksShown = 27;

    public int Days => Period.DaysBetween(First, Last) + 1;

    /// <summary>As many days right before these.</summary>
    public ReportRange Before => new(First.PlusDays(-Days), First.PlusDays(-1));

    public Interval In(DateTimeZone zone) =>
        new(First.AtStartOfDayInZone(zone).ToInstant(), Last.PlusDays(1).AtStartOfDayInZone(zone).ToInstant());

    public IEnumerable<LocalDate> Dates => Enumerable.Range(0, Days).Select(First.PlusDays);

    /// <summary>The days that a chart shows one by one, or weeks or months where there are too many.</summary>
    public IReadOnlyList<ReportStep> StepsIn(DateTimeZone zone)
    {
        var steps = new List<ReportStep>();
        for (var first = First; first <= Last;)
        {
            var next = NextAfter(first);
            var last = LocalDate.Min(next.PlusDays(-1), Last);
            steps.Add(new ReportStep(first, last, new ReportRange(first, last).In(zone)));
            first = next;
        }

        return steps;
    }

    private LocalDate NextAfter(LocalDate first) => Days switch
    {
        <= MostDaysShown => first.PlusDays(1),
        <= MostWeeksShown * DaysOfWeek => first.Next(IsoDayOfWeek.Monday),
        _ => new LocalDate(first.Year, first.Month, 1).PlusMonths(1),
    };
}

/// <summary>One point of a chart over time.</summary>
public sealed record ReportStep(LocalDate First, LocalDate Last, Interval Time)
{
    /// <summary>"Thu 26 Nov", "23–29 Nov": its first day, and its last where it is longer.</summary>
    public string Name => First == Last ? Say.Day(First) : $"{Say.Day(First)[4..]} – {Say.Day(Last)[4..]}";
}
