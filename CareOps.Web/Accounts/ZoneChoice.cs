using CareOps.Core.Workspaces;

using NodaTime;
using NodaTime.TimeZones;

namespace CareOps.Web.Accounts;

/// <summary>A time zone to choose from.</summary>
/// <param name="Id">The IANA name.</param>
/// <param name="Text">"Europe/Oslo (UTC+1)".</param>
/// <param name="OtherNames">Older names, which browsers still report, between spaces.</param>
public sealed record ZoneChoice(string Id, string Text, string? OtherNames)
{
    private static readonly HashSet<string> Offered = new(Locales.TimeZones, StringComparer.Ordinal);

    public static IReadOnlyList<ZoneChoice> All(Instant now) => [.. Locales.TimeZones.Select(id => Of(id, now))];

    private static ZoneChoice Of(string id, Instant now)
    {
        var offset = DateTimeZoneProviders.Tzdb[id].GetUtcOffset(now);
        var hours = offset == Offset.Zero ? string.Empty : offset.ToString("g", System.Globalization.CultureInfo.InvariantCulture);
        var others = string.Join(' ', TzdbDateTimeZoneSource.Default.Aliases[id].Where(static name => !Offered.Contains(name)));
        return new ZoneChoice(id, $"{id.Replace('_', ' ')} (UTC{hours})", others.Length == 0 ? null : others);
    }
}
