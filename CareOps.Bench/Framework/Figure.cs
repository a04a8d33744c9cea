namespace CareOps.Bench.Framework;

/// <summary>How figures are written: enough digits to compare, none that only look exact.</summary>
public static class Figure
{
    /// <summary>Two decimals from 1 upward, three significant digits below it (a bar may be a fiftieth).</summary>
    public static string Ratio(double value) => value >= 1 ? $"{value:0.00}" : $"{value:0.###}".TrimEnd('.');

    public static string PerSecond(double value) => value >= 100 ? $"{value:N0}" : $"{value:0.0}";

    /// <summary>A dash where nothing was measured.</summary>
    public static string Microseconds(TimeSpan value) => value == TimeSpan.Zero ? "-" : $"{value.TotalMicroseconds:N0}";

    public static string Milliseconds(TimeSpan value) =>
        value.TotalMilliseconds >= 100 ? $"{value.TotalMilliseconds:N0}" : $"{value.TotalMilliseconds:0.00}";
}
