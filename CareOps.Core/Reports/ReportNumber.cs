using System.Globalization;

using CareOps.Core.Foundation;
using CareOps.Core.Inventory;

namespace CareOps.Core.Reports;

/// <summary>How the numbers of reports are written.</summary>
public static class ReportNumber
{
    public const string Nothing = "–";

    /// <summary>For people: "1,240", "890 NOK", "12.5%", "3 h 20 min".</summary>
    public static string Say(double? value, ReportUnit unit, string currency) => (value, unit) switch
    {
        (null, _) => Nothing,
        ({ } money, ReportUnit.Money) => new Money((long)Math.Round(money), currency).ToString(),
        ({ } share, ReportUnit.Share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.#}%"),
        ({ } minutes, ReportUnit.Minutes) => Foundation.Say.Minutes((int)Math.Round(minutes)),
        ({ } quantity, ReportUnit.Quantity) => Amounts.Say((long)quantity),
        ({ } count, _) => count.ToString("N0", CultureInfo.InvariantCulture),
    };

    /// <summary>For other programs: a number with a point, money in major units, shares from 0 to 1.</summary>
    public static string? Plain(double? value, ReportUnit unit, string currency) => (value, unit) switch
    {
        (null, _) => null,
        ({ } money, ReportUnit.Money) => new Money((long)Math.Round(money), currency).Major.ToString(CultureInfo.InvariantCulture),
        ({ } share, ReportUnit.Share) => share.ToString("0.####", CultureInfo.InvariantCulture),
        ({ } quantity, ReportUnit.Quantity) => (quantity / Amounts.One).ToString("0.###", CultureInfo.InvariantCulture),
        ({ } other, _) => other.ToString("0.##", CultureInfo.InvariantCulture),
    };

    /// <summary>A column's name with the unit of its plain numbers.</summary>
    public static string Heading(ReportColumn column, string currency) => column.Unit switch
    {
        ReportUnit.Money => $"{column.Name} ({currency})",
        ReportUnit.Minutes => $"{column.Name} (minutes)",
        _ => column.Name,
    };

    /// <summary>"+12%", "−3 points": the change against the period before; null where it can't be told.</summary>
    public static string? Change(ReportFigure figure)
    {
        if (figure is not { Now: { } now, Before: { } before })
        {
            return null;
        }

        if (figure.Unit == ReportUnit.Share)
        {
            var points = Math.Round((now - before) * 100, 1);
            return string.Create(CultureInfo.InvariantCulture, $"{Sign(points)}{Math.Abs(points):0.#} points");
        }

        if (before == 0)
        {
            // Of nothing there are no percent.
            return null;
        }

        var percent = Math.Round((now - before) / before * 100);
        return string.Create(CultureInfo.InvariantCulture, $"{Sign(percent)}{Math.Abs(percent):0}%");
    }

    private static string Sign(double change) => change switch
    {
        > 0 => "+",
        < 0 => "−",
        _ => "±",
    };
}
