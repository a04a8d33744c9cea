using CareOps.Core.Bookings;
using CareOps.Core.Foundation;

using NodaTime;

namespace CareOps.Web.Components.Calendar;

/// <summary>What one block of the calendar stands for: a booking, or a group session with all who come to it.</summary>
/// <param name="Id">The booking's id; a session's first one.</param>
/// <param name="Name">Whose booking it is; a session's service.</param>
/// <param name="ServiceName">As it was called when it was booked.</param>
/// <param name="ServiceId">For its hue.</param>
/// <param name="MemberId">Who does it.</param>
/// <param name="StartsAt">When it begins.</param>
/// <param name="EndsAt">When it ends.</param>
/// <param name="Status">A session's is that of the one who needs most.</param>
public sealed record CalendarEntry(
    Guid Id,
    string Name,
    string ServiceName,
    Guid ServiceId,
    MemberId MemberId,
    Instant StartsAt,
    Instant EndsAt,
    BookingStatus Status)
{
    private const int MostNamed = 8;

    public bool HasArrived { get; init; }

    /// <summary>Part of a series.</summary>
    public bool IsRepeated { get; init; }

    /// <summary>"4 of 8" of a group session.</summary>
    public string? Seats { get; init; }

    /// <summary>What the customer wrote with it.</summary>
    public string? Notes { get; init; }

    /// <summary>"Anna Berg, Omar Haddad and 3 more" of a group session.</summary>
    public string? People => Attendees.Count <= MostNamed
        ? Text.Line(string.Join(", ", Attendees.Select(static row => row.Name)))
        : $"{string.Join(", ", Attendees.Take(MostNamed - 1).Select(static row => row.Name))} and {Attendees.Count - MostNamed + 1} more";

    public int Minutes => (int)(EndsAt - StartsAt).TotalMinutes;

    /// <summary>Whether it may still be moved.</summary>
    public bool IsOpen => CanBeMoved(Status);

    /// <summary>Whether it stands for a group, which is moved as a whole.</summary>
    public bool IsSession => Seats is not null;

    /// <summary>The bookings of a group session; empty for a booking of its own.</summary>
    public IReadOnlyList<BookingRow> Attendees { get; init; } = [];

    public static bool CanBeMoved(BookingStatus status) => status is BookingStatus.Pending or BookingStatus.Confirmed;

    /// <summary>Whether it stands for a booking, alone or with others.</summary>
    public bool Holds(Guid? bookingId) => Id == bookingId || Attendees.Any(attendee => attendee.Id == bookingId);

    /// <summary>Who share a session, the same service with the same member at the same time, lie in one block.</summary>
    /// <param name="rows">The bookings.</param>
    /// <param name="seats">How many seats each service has; one where it is not named.</param>
    public static IReadOnlyList<CalendarEntry> Of(IEnumerable<BookingRow> rows, IReadOnlyDictionary<Guid, int> seats) =>
    [
        .. rows
            .GroupBy(row => (row.ServiceId, row.MemberId, row.StartsAt, Own: IsShared(row, seats) ? Guid.Empty : row.Id))
            .Select(group => group.Key.Own == Guid.Empty ? Session([.. group], seats[group.Key.ServiceId]) : Of(group.First())),
    ];

    private static bool IsShared(BookingRow row, IReadOnlyDictionary<Guid, int> seats) =>
        row.Status != BookingStatus.Cancelled && seats.GetValueOrDefault(row.ServiceId, 1) > 1;

    private static CalendarEntry Of(BookingRow row) => new(
        row.Id, row.Name, row.ServiceName, row.ServiceId, row.MemberId, row.StartsAt, row.EndsAt, row.Status)
    {
        HasArrived = row.ArrivedAt is not null,
        IsRepeated = row.SeriesId is not null,
        Notes = row.Notes,
    };

    private static CalendarEntry Session(List<BookingRow> rows, int seats)
    {
        var first = rows[0];
        return new CalendarEntry(
            first.Id,
            first.ServiceName,
            Say.Count(rows.Count, "person", "people"),
            first.ServiceId,
            first.MemberId,
            first.StartsAt,
            rows.Max(static row => row.EndsAt),
            rows.Min(static row => row.Status))
        {
            Seats = $"{rows.Count} of {seats}",
            HasArrived = rows.TrueForAll(static row => row.ArrivedAt is not null),
            Attendees = rows,
        };
    }
}
