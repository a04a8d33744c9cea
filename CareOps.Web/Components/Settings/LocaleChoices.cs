using System.Globalization;

using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using NodaTime;
using NodaTime.Text;

namespace CareOps.Web.Components.Settings;

/// <summary>Time zones, currencies and countries by the names people know them by.</summary>
public static class LocaleChoices
{
    private static readonly OffsetPattern OffsetText = OffsetPattern.CreateWithInvariantCulture("+H:mm");

    private static readonly Lazy<IReadOnlyDictionary<string, string>> CurrencyNames = new(static () => CallingCodes.Countries
        .Select(RegionOf).OfType<RegionInfo>()
        .GroupBy(static region => region.ISOCurrencySymbol, StringComparer.Ordinal)
        .ToDictionary(static group => group.Key, static group => group.First().CurrencyEnglishName, StringComparer.Ordinal));

    public static IReadOnlyList<Choice> Countries { get; } =
        [.. CallingCodes.Countries.Select(Country).OrderBy(static choice => choice.Text, StringComparer.Ordinal)];

    /// <summary>With the offset of the moment: "Europe/Oslo (UTC+1:00)".</summary>
    public static IReadOnlyList<Choice> TimeZones(string current, Instant now) =>
        [.. With(Locales.TimeZones, current).Select(zone => new Choice(zone, $"{zone.Replace('_', ' ')} (UTC{OffsetOf(zone, now)})"))];

    public static IReadOnlyList<Choice> Currencies(string current) =>
        [.. With(Locales.Currencies, current).Select(static code => new Choice(code, CurrencyText(code)))];

    private static IEnumerable<string> With(IReadOnlyList<string> all, string current) =>
        all.Contains(current, StringComparer.Ordinal) ? all : all.Append(current).Order(StringComparer.Ordinal);

    private static string OffsetOf(string zone, Instant now) =>
        OffsetText.Format(DateTimeZoneProviders.Tzdb[zone].GetUtcOffset(now));

    private static string CurrencyText(string code) =>
        CurrencyNames.Value.TryGetValue(code, out var name) ? $"{code}, {name}" : code;

    private static Choice Country(string code)
    {
        var name = RegionOf(code)?.EnglishName ?? code;
        return new Choice(code, CallingCodes.TryGet(code, out var calling) ? $"{name} (+{calling.Code})" : name);
    }

    private static RegionInfo? RegionOf(string country)
    {
        try
        {
            return new RegionInfo(country);
        }
        catch (ArgumentException)
        {
            // The operating system's locale data doesn't know the country.
            return null;
        }
    }
}
