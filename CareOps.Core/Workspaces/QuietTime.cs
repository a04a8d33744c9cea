using NodaTime;

namespace CareOps.Core.Workspaces;

/// <summary>A time of every day during which nothing automatic is sent: 21:00 to 08:00. It may span midnight.</summary>
/// <param name="FromMinute">Of the day, 0 to 1439.</param>
/// <param name="UntilMinute">Of the day, 0 to 1439; another one than the beginning.</param>
public sealed record QuietTime(int FromMinute, int UntilMinute)
{
    public const int MinutesOfADay = 24 * 60;

    /// <summary>
    /// The end of the quiet time that <paramref name="now"/> lies in; null where it lies in none. A wall time that is skipped by a clock
    /// change is over at the change, one that is repeated at its first moment.
    /// </summary>
    public Instant? EndAfter(Instant now, DateTimeZone zone)
    {
        var local = now.InZone(zone).LocalDateTime;
        var minute = (local.Hour * 60) + local.Minute;
        var spansMidnight = FromMinute > UntilMinute;
        var isQuiet = spansMidnight ? minute >= FromMinute || minute < UntilMinute : minute >= FromMinute && minute < UntilMinute;
        if (!isQuiet)
        {
            return null;
        }

        var date = spansMidnight && minute >= FromMinute ? local.Date.PlusDays(1) : local.Date;
        var end = date.At(LocalTime.FromMinutesSinceMidnight(UntilMinute))
            .InZone(zone, NodaTime.TimeZones.Resolvers.CreateMappingResolver(
                NodaTime.TimeZones.Resolvers.ReturnEarlier, NodaTime.TimeZones.Resolvers.ReturnStartOfIntervalAfter))
            .ToInstant();

        // In an hour that is repeated, the first of the two ends can lie behind.
        return end > now ? end : null;
    }
}
