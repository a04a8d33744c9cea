using CareOps.Core.Bookings;
using CareOps.Core.Foundation;
using CareOps.Web.Components.Calendar;

using NodaTime;

namespace CareOps.Tests.Calendar;

public sealed class CalendarEntryTests
{
    private static readonly MemberId Mia = new(Guid.NewGuid());
    private static readonly Guid Yoga = Guid.NewGuid();
    private static readonly Instant Start = Instant.FromUtc(2026, 11, 26, 9, 0);

    private static readonly IReadOnlyDictionary<Guid, int> Seats = new Dictionary<Guid, int> { [Yoga] = 8 };

    [Fact]
    public void Who_share_a_session_lie_in_one_block()
    {
        var entry = Assert.Single(CalendarEntry.Of([Row("Anna"), Row("Omar"), Row("Lena")], Seats));

        Assert.Equal(("Yoga", "3 of 8"), (entry.Name, entry.Seats));
        Assert.Equal(["Anna", "Omar", "Lena"], entry.Attendees.Select(static attendee => attendee.Name));
        Assert.All(entry.Attendees, attendee => Assert.True(entry.Holds(attendee.Id)));
    }

    [Fact]
    public void A_session_of_one_is_a_session_still()
    {
        var entry = Assert.Single(CalendarEntry.Of([Row("Anna")], Seats));

        Assert.Equal("1 of 8", entry.Seats);
    }

    [Fact]
    public void Another_time_or_another_member_is_another_session()
    {
        var later = Row("Omar") with { StartsAt = Start + Duration.FromHours(2), EndsAt = Start + Duration.FromHours(3) };
        var elsewhere = Row("Lena") with { MemberId = new MemberId(Guid.NewGuid()) };

        Assert.Equal(3, CalendarEntry.Of([Row("Anna"), later, elsewhere], Seats).Count);
    }

    [Fact]
    public void A_session_stands_as_the_one_who_needs_most()
    {
        var pending = Row("Omar") with { Status = BookingStatus.Pending };

        Assert.Equal(BookingStatus.Pending, Assert.Single(CalendarEntry.Of([Row("Anna"), pending], Seats)).Status);
    }

    [Fact]
    public void Who_cancelled_lies_beside_the_session()
    {
        var cancelled = Row("Omar") with { Status = BookingStatus.Cancelled };

        var entries = CalendarEntry.Of([Row("Anna"), cancelled], Seats);

        Assert.Equal(["1 of 8", null], entries.Select(static entry => entry.Seats));
    }

    [Fact]
    public void Bookings_of_their_own_stay_their_own()
    {
        var entries = CalendarEntry.Of([Row("Anna"), Row("Omar")], new Dictionary<Guid, int> { [Yoga] = 1 });

        Assert.Equal(["Anna", "Omar"], entries.Select(static entry => entry.Name));
        Assert.All(entries, static entry => Assert.Empty(entry.Attendees));
    }

    [Fact]
    public void What_the_customer_wrote_is_there_for_the_preview_and_of_a_group_who_comes()
    {
        var own = CalendarEntry.Of([Row("Anna") with { Notes = "Left knee" }], new Dictionary<Guid, int>());
        var group = CalendarEntry.Of([.. Enumerable.Range(1, 10).Select(static number => Row($"Guest {number}"))], Seats);

        Assert.Equal(("Left knee", null), (own[0].Notes, own[0].People));
        Assert.Equal("Guest 1, Guest 2, Guest 3, Guest 4, Guest 5, Guest 6, Guest 7 and 3 more", group[0].People);
    }

    [Fact]
    public void Who_is_here_and_what_repeats_can_be_seen()
    {
        var row = Row("Anna") with { ArrivedAt = Start, SeriesId = Guid.NewGuid() };

        var entry = Assert.Single(CalendarEntry.Of([row], new Dictionary<Guid, int>()));

        Assert.True(entry is { HasArrived: true, IsRepeated: true, Minutes: 60 });
    }

    private static BookingRow Row(string name) => new(
        Guid.NewGuid(),
        "ABC234",
        name,
        "Yoga",
        Yoga,
        Mia,
        Guid.NewGuid(),
        Start,
        Start + Duration.FromHours(1),
        BookingStatus.Confirmed,
        BookingSource.Online,
        null,
        null,
        1,
        null);
}
