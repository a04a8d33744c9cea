namespace CareOps.Core.Reports;

/// <summary>What there are reports about, in the order of their page.</summary>
public enum ReportKind
{
    Bookings,
    Revenue,
    Utilisation,
    NoShows,
    Leads,
    Responses,
    Forms,
    Deliveries,
    Automation,
    Stock,
}

/// <summary>How a number is written.</summary>
public enum ReportUnit
{
    Count,

    /// <summary>In minor units of the business's currency.</summary>
    Money,

    /// <summary>From 0 to 1.</summary>
    Share,
    Minutes,

    /// <summary>In thousandths of an item's unit, which stands in the line's name.</summary>
    Quantity,
}

/// <summary>A report: a few numbers beside those of the period before, and tables, each of which can be drawn.</summary>
public sealed record Report(ReportKind Kind, ReportRange Range, IReadOnlyList<ReportFigure> Figures, IReadOnlyList<ReportPart> Parts);

/// <summary>One number, and what it was in the period before; null where there is nothing to say it of.</summary>
public sealed record ReportFigure(string Name, double? Now, double? Before, ReportUnit Unit = ReportUnit.Count)
{
    /// <summary>Of no-shows and waiting, less is better.</summary>
    public bool LessIsBetter { get; init; }
}

/// <summary>A table of a report.</summary>
/// <param name="Title">What it tells.</param>
/// <param name="Of">What its lines are: "Service".</param>
/// <param name="Columns">The first one is drawn; over time, all that count are.</param>
/// <param name="Lines">In the order in which they are to be read.</param>
public sealed record ReportPart(string Title, string Of, IReadOnlyList<ReportColumn> Columns, IReadOnlyList<ReportLine> Lines)
{
    /// <summary>Its lines are days, weeks or months.</summary>
    public bool IsOverTime { get; init; }
}

public sealed record ReportColumn(string Name, ReportUnit Unit = ReportUnit.Count);

/// <summary>A line with a value for each column; null where there is none, as the rate of nothing.</summary>
public sealed record ReportLine(string Name, IReadOnlyList<double?> Values);

internal static class Rate
{
    /// <summary>Null where there is nothing to take a share of.</summary>
    public static double? Of(long part, long all) => all == 0 ? null : part / (double)all;
}
