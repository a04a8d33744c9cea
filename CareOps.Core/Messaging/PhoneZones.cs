using CareOps.Core.Foundation;

using NodaTime;
using NodaTime.TimeZones;

namespace CareOps.Core.Messaging;

/// <summary>The zone of a phone number, where everywhere that its code is dialled has the same time.</summary>
internal static class PhoneZones
{
    private static readonly ILookup<string, DateTimeZone> ZonesOf = TzdbDateTimeZoneSource.Default.ZoneLocations!
        .ToLookup(static location => location.CountryCode, static location => DateTimeZoneProviders.Tzdb[location.ZoneId], StringComparer.Ordinal);

    /// <param name="phone">E.164; null for who has no number.</param>
    /// <param name="now">When the times are compared.</param>
    /// <returns>Null where the number doesn't tell.</returns>
    public static DateTimeZone? Of(string? phone, Instant now)
    {
        var zones = phone is null ? [] : CallingCodes.CountriesOf(phone).SelectMany(country => ZonesOf[country]).ToList();
        return zones.Select(zone => zone.GetUtcOffset(now)).Distinct().Count() == 1 ? zones[0] : null;
    }
}
