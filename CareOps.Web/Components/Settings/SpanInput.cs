using System.Globalization;

namespace CareOps.Web.Components.Settings;

/// <summary>A length of time as a number and a unit, exact to the minute.</summary>
public sealed class SpanInput
{
    public const int Minute = 1;
    public const int Hour = 60;
    public const int Day = 24 * Hour;

    public string Amount { get; set; } = "0";

    /// <summary>Minutes in the chosen unit.</summary>
    public int Unit { get; set; } = Minute;

    /// <summary>The minutes meant, or <see cref="Typed.NoNumber"/> where that is no whole number of them.</summary>
    public int Minutes
    {
        get
        {
            var minutes = Typed.Amount(Amount) * Unit;
            return minutes is >= 0 and <= int.MaxValue && decimal.IsInteger(minutes.Value) ? (int)minutes.Value : Typed.NoNumber;
        }
    }

    /// <summary>In the largest unit that divides it: 90 minutes stay minutes, 120 become 2 hours.</summary>
    public static SpanInput Of(int minutes)
    {
        var unit = minutes switch
        {
            0 => Minute,
            _ when minutes % Day == 0 => Day,
            _ when minutes % Hour == 0 => Hour,
            _ => Minute,
        };
        return new SpanInput { Amount = (minutes / unit).ToString(CultureInfo.InvariantCulture), Unit = unit };
    }
}
