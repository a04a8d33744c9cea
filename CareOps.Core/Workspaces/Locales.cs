using System.Globalization;

using CareOps.Core.Foundation;

using NodaTime;
using NodaTime.TimeZones;

namespace CareOps.Core.Workspaces;

/// <summary>What a time zone tells of a business: its country, and with it currency and phone numbers.</summary>
public static class Locales
{
    public const string FallbackTimeZone = "Europe/London";
    private const string FallbackCountry = "GB";
    private const string FallbackCurrency = "EUR";

    private static readonly Dictionary<string, string> CountryOfZone =
        TzdbDateTimeZoneSource.Default.ZoneLocations!.ToDictionary(
            static location => location.ZoneId, static location => location.CountryCode, StringComparer.Ordinal);

    /// <summary>The zones of the tz database where people live, by name.</summary>
    public static IReadOnlyList<string> TimeZones { get; } =
        [.. CountryOfZone.Keys.Append("Etc/UTC").Order(StringComparer.Ordinal)];

    public static IReadOnlyList<string> Currencies { get; } =
        [.. CallingCodes.Countries.Select(CurrencyOf).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    public static bool IsTimeZone(string? name) =>
        name is not null && DateTimeZoneProviders.Tzdb.GetZoneOrNull(name) is not null;

    /// <summary>The name of a zone, or null where there is no such one.</summary>
    public static string? TimeZone(string? name) => IsTimeZone(name) ? name : null;

    public static Locale OfTimeZone(string timeZone)
    {
        var canonical = TzdbDateTimeZoneSource.Default.CanonicalIdMap.TryGetValue(timeZone, out var id) ? id : timeZone;
        var country = CountryOfZone.GetValueOrDefault(timeZone) ?? CountryOfZone.GetValueOrDefault(canonical) ?? FallbackCountry;
        return CallingCodes.TryGet(country, out _)
            ? new Locale(timeZone, CurrencyOf(country), country)
            : new Locale(timeZone, FallbackCurrency, FallbackCountry);
    }

    private static string CurrencyOf(string country)
    {
        try
        {
            var currency = new RegionInfo(country).ISOCurrencySymbol;
            return currency is { Length: 3 } && currency != "XXX" ? currency : FallbackCurrency;
        }
        catch (ArgumentException)
        {
            // The operating system's locale data doesn't know the country.
            return FallbackCurrency;
        }
    }
}
