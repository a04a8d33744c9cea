using CareOps.Core.Foundation;

namespace CareOps.Core.Onboarding;

/// <summary>
/// What a price in euros would be said as elsewhere: a round number of about the same worth, to begin with. Not an exchange rate: it only
/// has to be near enough that an owner changes a digit and not all of them.
/// </summary>
internal static class LocalPrice
{
    private static readonly Dictionary<string, decimal> PerEuro = new(StringComparer.Ordinal)
    {
        ["EUR"] = 1,
        ["USD"] = 1.1m,
        ["GBP"] = 0.9m,
        ["CHF"] = 1.2m,
        ["CAD"] = 1.5m,
        ["AUD"] = 1.6m,
        ["NZD"] = 1.8m,
        ["SGD"] = 1.5m,
        ["NOK"] = 12,
        ["SEK"] = 11,
        ["DKK"] = 7.5m,
        ["ISK"] = 150,
        ["PLN"] = 4.3m,
        ["CZK"] = 25,
        ["HUF"] = 400,
        ["RON"] = 5,
        ["BGN"] = 2,
        ["TRY"] = 45,
        ["ILS"] = 4,
        ["AED"] = 4,
        ["SAR"] = 4,
        ["ZAR"] = 20,
        ["INR"] = 60,
        ["JPY"] = 150,
        ["KRW"] = 1500,
        ["CNY"] = 8,
        ["HKD"] = 8.5m,
        ["TWD"] = 35,
        ["THB"] = 35,
        ["MYR"] = 5,
        ["PHP"] = 50,
        ["IDR"] = 12000,
        ["BRL"] = 5,
        ["MXN"] = 20,
    };

    /// <summary>In minor units; null where nothing near enough is known of the currency: then the price is left open.</summary>
    public static long? Of(decimal euros, string currency) =>
        PerEuro.TryGetValue(currency, out var rate) ? Money.ToMinor(Rounded(euros * rate), currency) : null;

    // As shops say it: 45, 120, 650, 7500.
    private static decimal Rounded(decimal amount)
    {
        var step = amount switch
        {
            < 100 => 5,
            < 500 => 10,
            < 2_000 => 50,
            < 10_000 => 100,
            < 50_000 => 500,
            _ => 5_000,
        };
        return amount == 0 ? 0 : Math.Max(step, Math.Round(amount / step, MidpointRounding.AwayFromZero) * step);
    }
}
