using CareOps.Core.Bookings;
using CareOps.Core.Foundation;

using NodaTime;

namespace CareOps.Web.Components.Calendar;

/// <summary>What was just done to a booking, for as long as it can be taken back and its message be stopped.</summary>
/// <param name="Done">"Moved to Thu 26 Nov, 14:00".</param>
/// <param name="Booking">As it is now.</param>
/// <param name="Change">What the customer is told of.</param>
/// <param name="Until">When the message goes out; null where none does.</param>
/// <param name="Undo">Takes it back.</param>
public sealed record BookingNotice(string Done, Booking Booking, BookingChange Change, Instant? Until, Func<Task<Error?>> Undo)
{
    /// <summary>All that were changed with it: more than itself where the rest of a series was cancelled.</summary>
    public IReadOnlyList<Guid> Bookings { get; init; } = [Booking.Id];

    public string FirstName => Booking.Name.Split(' ', 2)[0];

    /// <summary>Where the customer can be written to: "lena@example.org".</summary>
    public string? Address => Booking.Email ?? Booking.Phone;
}
