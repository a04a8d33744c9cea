using CareOps.Core.Bookings;
using CareOps.Core.Foundation;

using NodaTime;

namespace CareOps.Web.Components.Calendar;

/// <summary>What was just done to a booking, for as long as it can be taken back and its message be stopped.</summary>
/// <param name="Done">"Moved to Thu 26 Nov, 14:00".</param>
/// <param name="Bookings">All that were changed, as they are now, the earliest first: more than one of a series that was cancelled, or of a group that was moved.</param>
/// <param name="Change">What the customer is told of.</param>
/// <param name="Until">When the time to think is over, as the server promised it: the message goes out, the time is offered to others.</param>
/// <param name="Undo">Takes it back; a sentence where not all of it could be.</param>
public sealed record BookingNotice(
    string Done, IReadOnlyList<Booking> Bookings, BookingChange Change, Instant Until, Func<Task<string?>> Undo)
{
    // More of them are not read one by one.
    private const int MostNamed = 6;

    // Dates are not torn apart at the end of a line.
    private const char NoBreak = '\u00A0';

    /// <summary>Whether the customer gets a message then.</summary>
    public bool IsTold { get; init; }

    /// <summary>Whether they are of a customer each, at the same time.</summary>
    public bool IsGroup { get; init; }

    public Booking Booking => Bookings[0];

    /// <summary>"Lena gets", "8 customers get", "7 of 8 customers get": what a sentence about the message begins with.</summary>
    public string Gets => (IsGroup, Bookings.Count, Reached.Count) switch
    {
        (false, _, _) => $"{FirstName} gets",
        (_, 1, _) => "1 customer gets",
        (_, var all, var reached) when all == reached => $"{all} customers get",
        (_, var all, 1) => $"1 of {all} customers gets",
        (_, var all, var reached) => $"{reached} of {all} customers get",
    };

    /// <summary>"Lena gets no message".</summary>
    public string GetsNone => (IsGroup, Bookings.Count) switch
    {
        (false, _) => $"{FirstName} gets no message",
        (_, 1) => "The customer gets no message",
        _ => "The customers get no message",
    };

    public string NoAddress => (IsGroup, Bookings.Count) switch
    {
        (false, _) => $"{FirstName} left no address to write to",
        (_, 1) => "The customer left no address to write to",
        _ => "None of the customers left an address to write to",
    };

    /// <summary>Whose customers can be written to.</summary>
    public IReadOnlyList<Booking> Reached => [.. Bookings.Where(static booking => (booking.Email ?? booking.Phone) is not null)];

    public IReadOnlyList<Booking> Unreached => [.. Bookings.Except(Reached)];

    public bool HasAddress => IsGroup ? Reached.Count > 0 : Address is not null;

    public string FirstName => Booking.Name.Split(' ', 2)[0];

    /// <summary>Where the customer can be written to: "lena@example.org".</summary>
    public string? Address => Booking.Email ?? Booking.Phone;

    /// <summary>"on Thu 26 Nov, 09:30", "on 2 dates: Thu 26 Nov, 09:30; Thu 3 Dec, 09:30" or "on 52 dates from … to …".</summary>
    public string When(DateTimeZone zone)
    {
        var moments = Bookings.Select(static booking => booking.StartsAt).Distinct()
            .Select(start => Say.Moment(start, zone).Replace(' ', NoBreak)).ToList();
        var dates = Say.Count(moments.Count, "date", "dates");
        return moments.Count switch
        {
            1 => $"on {moments[0]}",
            <= MostNamed => $"on {dates}: {string.Join("; ", moments)}",
            _ => $"on {dates} from {moments[0]} to {moments[^1]}",
        };
    }
}
