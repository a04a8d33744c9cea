using System.Collections.Concurrent;

using NodaTime;

namespace CareOps.Web.Public;

/// <summary>
/// Since when each calendar feed reads as it does, for programs that ask by date. A feed changes with its bookings, its services and
/// the calendar's own date, and no row holds that moment: it is when this process first served the new text. After a restart a
/// program gets what it has once more.
/// </summary>
public sealed class CalendarFeedVersions(IClock clock)
{
    private static readonly Duration ASecond = Duration.FromSeconds(1);

    private readonly ConcurrentDictionary<Guid, Version> _versions = new();

    /// <param name="member">Whose feed it is.</param>
    /// <param name="tag">What its text is told apart by.</param>
    public DateTimeOffset LastModified(Guid member, string tag)
    {
        var now = Instant.FromUnixTimeSeconds(clock.GetCurrentInstant().ToUnixTimeSeconds());
        return _versions.AddOrUpdate(
            member,
            _ => new Version(tag, now),

            // Headers tell whole seconds: a second change within one must not look like the first.
            (_, known) => known.Tag == tag ? known : new Version(tag, Instant.Max(now, known.Since + ASecond))).Since.ToDateTimeOffset();
    }

    private sealed record Version(string Tag, Instant Since);
}
