using CareOps.Core.Reports;

using NodaTime;
using NodaTime.Text;

namespace CareOps.Web.Components.Reports;

/// <summary>What the address of a report says: which one, and of which days.</summary>
public sealed record ReportAddress(ReportKind Kind, ReportRange Range)
{
    private const int UsualDays = 30;

    public string Query => $"?report={ReportWords.Of(Kind).Word}&from={LocalDatePattern.Iso.Format(Range.First)}&until={LocalDatePattern.Iso.Format(Range.Last)}";

    /// <summary>The last thirty days where nothing or nonsense is asked for; never more than can be counted quickly.</summary>
    public static ReportAddress Of(string? report, string? from, string? until, LocalDate today)
    {
        var last = Date(until) ?? today;
        var first = Date(from) ?? last.PlusDays(1 - UsualDays);
        if (first > last)
        {
            (first, last) = (last, first);
        }

        var earliest = last.PlusDays(1 - ReportRange.MostDays);
        return new ReportAddress(ReportWords.KindOf(report), new ReportRange(LocalDate.Max(first, earliest), last));
    }

    public static IReadOnlyList<(string Name, ReportRange Range)> Presets(LocalDate today)
    {
        var month = new LocalDate(today.Year, today.Month, 1);
        return
        [
            ("7 days", new ReportRange(today.PlusDays(-6), today)),
            ("30 days", new ReportRange(today.PlusDays(1 - UsualDays), today)),
            ("This month", new ReportRange(month, month.PlusMonths(1).PlusDays(-1))),
            ("Last month", new ReportRange(month.PlusMonths(-1), month.PlusDays(-1))),
            ("12 months", new ReportRange(today.PlusMonths(-12).PlusDays(1), today)),
        ];
    }

    private static LocalDate? Date(string? text) =>
        text is not null && LocalDatePattern.Iso.Parse(text) is { Success: true } date && date.Value.Year is > 1990 and < 2200 ? date.Value : null;
}
