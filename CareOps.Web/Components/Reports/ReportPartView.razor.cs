using System.Globalization;

using CareOps.Core.Reports;

using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Reports;

/// <summary>A table of a report with its picture. What is drawn has one unit: the first column's.</summary>
public sealed partial class ReportPartView
{
    private const int MostDrawn = 10;
    private const double MinorOfMajor = 100;

    private static readonly string[] Colours = ["var(--accent)", "var(--chart-2)", "var(--chart-3)", "var(--chart-4)"];

    private IReadOnlyList<ChartSeries> _series = [];

    [Parameter, EditorRequired]
    public ReportPart Part { get; set; } = null!;

    [Parameter, EditorRequired]
    public string Currency { get; set; } = string.Empty;

    // A picture and a table of noughts say no more than a sentence.
    private bool IsNothing => Part.Lines.All(static line => line.Values.All(static value => value is null or 0));

    protected override void OnParametersSet()
    {
        var unit = Part.Columns[0].Unit;
        var lines = Part.IsOverTime ? Part.Lines : [.. Part.Lines.Take(MostDrawn)];
        _series =
        [
            .. Part.Columns
                .Select(static (column, place) => (column, place))
                .Where(each => each.column.Unit == unit && (Part.IsOverTime || each.place == 0 || each.column.Name == "Before"))
                .Take(Colours.Length)
                .Select((each, number) => new ChartSeries(
                    each.column.Name, Colours[number], [.. lines.Select(line => new ChartPoint(line.Name, line.Values[each.place] ?? 0))])),
        ];
    }

    private string Format(object value)
    {
        var number = Convert.ToDouble(value, CultureInfo.InvariantCulture);
        return Part.Columns[0].Unit switch
        {
            ReportUnit.Money => (number / MinorOfMajor).ToString("#,0", CultureInfo.InvariantCulture),
            ReportUnit.Minutes => string.Create(CultureInfo.InvariantCulture, $"{number / 60:0.#} h"),
            var unit => ReportNumber.Say(number, unit, Currency),
        };
    }

    private sealed record ChartSeries(string Name, string Colour, IReadOnlyList<ChartPoint> Points);

    private sealed record ChartPoint(string Name, double Value);
}
