using CareOps.Core.Bookings;

using NodaTime;

namespace CareOps.Web.Components.Calendar;

/// <summary>What is left of the time to think after a change: never more than the whole of it, never less than nothing.</summary>
public readonly record struct ThinkingTime(TimeSpan Rest)
{
    /// <summary>As it is said: a second that has begun counts.</summary>
    public int Seconds => (int)Math.Ceiling(Rest.TotalSeconds);

    /// <summary>How long <see cref="Seconds"/> holds; a millisecond more, so that it has changed by then.</summary>
    public TimeSpan ToNextSecond => Rest - TimeSpan.FromSeconds(Seconds - 1) + TimeSpan.FromMilliseconds(1);

    /// <param name="until">The moment that the change promised.</param>
    /// <param name="now">The moment in which it is shown.</param>
    public static ThinkingTime Left(Instant until, Instant now) => Of((until - now).ToTimeSpan());

    public ThinkingTime After(TimeSpan elapsed) => Of(Rest - elapsed);

    private static ThinkingTime Of(TimeSpan rest) =>
        new(TimeSpan.FromTicks(Math.Clamp(rest.Ticks, 0, Booking.TimeToThink.ToTimeSpan().Ticks)));
}
