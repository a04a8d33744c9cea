using CareOps.Core.Bookings;
using CareOps.Core.Foundation;

using NodaTime;

namespace CareOps.Web.Components.Calendar;

/// <summary>What was just done to a booking, for as long as it can be taken back and its message be stopped.</summary>
/// <param name="Done">"Moved to Thu 26 Nov, 14:00".</param>
/// <param name="Bookings">All that were changed, as they are now, the earliest first: more than one where the rest of a series was cancelled.</param>
/// <param name="Change">What the customer is told of.</param>
/// <param name="Until">When the time to think is over, as the server promised it: the message goes out, the time is offered to others.</param>
/// <param name="Undo">Takes it back.</param>
public sealed record BookingNotice(
    string Done, IReadOnlyList<Booking> Bookings, BookingChange Change, Instant Until, Func<Task<Error?>> Undo)
{
    // More of them are not read one by one.
    private const int MostNamed = 6;

    // Dates are not torn apart at the end of a line.
    private const char NoBreak = '\u00A0';

    /// <summary>Whether the customer gets a message then.</summary>
    public bool IsTold { get; init; }

    public Booking Booking => Bookings[0];

    public string FirstName => Booking.Name.Split(' ', 2)[0];

    /// <summary>Where the customer can be written to: "lena@example.org".</summary>
    public string? Address => Booking.Email ?? Booking.Phone;

    /// <summary>"on Thu 26 Nov, 09:30", "on 2 dates: Thu 26 Nov, 09:30; Thu 3 Dec, 09:30" or "on 52 dates from … to …".</summary>
    public string When(DateTimeZone zone)
    {
        var moments = Bookings.Select(booking => Say.Moment(booking.StartsAt, zone).Replace(' ', NoBreak)).ToList();
        var dates = Say.Count(moments.Count, "date", "dates");
        return moments.Count switch
        {
            1 => $"on {moments[0]}",
            <= MostNamed => $"on {dates}: {string.Join("; ", moments)}",
            _ => $"on {dates} from {moments[0]} to {moments[^1]}",
        };
    }
}
