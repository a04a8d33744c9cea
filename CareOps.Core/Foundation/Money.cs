using System.Globalization;

namespace CareOps.Core.Foundation;

/// <summary>An amount in the currency's minor unit (cents), so that sums are exact.</summary>
/// <param name="Minor">Minor units, e.g. 4950 for 49.50 EUR.</param>
/// <param name="Currency">ISO 4217, three capital letters.</param>
public readonly record struct Money(long Minor, string Currency)
{
    // ISO 4217: the currencies whose minor unit is not a hundredth.
    private static readonly Dictionary<string, int> OtherDecimals = new(StringComparer.Ordinal)
    {
        ["JPY"] = 0,
        ["KRW"] = 0,
        ["ISK"] = 0,
        ["CLP"] = 0,
        ["VND"] = 0,
        ["PYG"] = 0,
        ["UGX"] = 0,
        ["KWD"] = 3,
        ["BHD"] = 3,
        ["OMR"] = 3,
        ["JOD"] = 3,
        ["TND"] = 3,
    };

    public static int Decimals(string currency) => OtherDecimals.GetValueOrDefault(currency, 2);

    public decimal Major => Minor / (decimal)Math.Pow(10, Decimals(Currency));

    public static long ToMinor(decimal major, string currency) =>
        (long)Math.Round(major * (decimal)Math.Pow(10, Decimals(currency)), MidpointRounding.ToEven);

    /// <summary>"890 NOK", "49.50 EUR": whole amounts without zeros.</summary>
    public override string ToString()
    {
        var decimals = Major == decimal.Truncate(Major) ? 0 : Decimals(Currency);
        return $"{Major.ToString("N" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)} {Currency}";
    }
}
