using System.Globalization;
using System.Text;

using CareOps.Core.Foundation;
using CareOps.Core.Inventory;

using Microsoft.AspNetCore.Components;

using NodaTime;

namespace CareOps.Web.Components.Inventory;

/// <summary>The quantity that the shown movements made, as steps over time, with the threshold across it.</summary>
public sealed partial class StockChart
{
    private const int Width = 640;
    private const int Height = 160;
    private const int Top = 8;

    private string? _points;
    private string? _lowY;
    private string _words = string.Empty;
    private string _from = string.Empty;
    private string _until = string.Empty;
    private string _most = string.Empty;

    /// <summary>Newest first.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<MovementRow> Movements { get; set; } = [];

    [Parameter]
    public long LowAt { get; set; }

    [Parameter, EditorRequired]
    public string Unit { get; set; } = string.Empty;

    [Parameter, EditorRequired]
    public DateTimeZone Zone { get; set; } = DateTimeZone.Utc;

    protected override void OnParametersSet()
    {
        if (Movements.Count < 2)
        {
            _points = null;
            return;
        }

        var (first, last) = (Movements[^1].Movement, Movements[0].Movement);
        var span = Math.Max((last.At - first.At).TotalSeconds, 1);
        var most = Math.Max(Movements.Max(static row => row.Movement.After), Math.Max(LowAt, 1000));
        var line = new StringBuilder();
        var before = Y(first.After, most);
        foreach (var row in Movements.Reverse())
        {
            var x = Number((row.Movement.At - first.At).TotalSeconds / span * Width);
            var y = Y(row.Movement.After, most);
            line.Append(x).Append(',').Append(before).Append(' ').Append(x).Append(',').Append(y).Append(' ');
            before = y;
        }

        _points = line.Append("640").Append(',').Append(before).ToString();
        _lowY = LowAt > 0 ? Y(LowAt, most) : null;
        (_from, _until) = (Say.Day(first.At.InZone(Zone).Date), Say.Day(last.At.InZone(Zone).Date));
        _most = Amounts.Say(most, Unit);
        _words = $"From {Amounts.Say(first.After, Unit)} on {_from} to {Amounts.Say(last.After, Unit)} on {_until}.";
    }

    private static string Y(long quantity, long most) => Number(Height - (Math.Max(quantity, 0) / (double)most * (Height - Top)));

    private static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
