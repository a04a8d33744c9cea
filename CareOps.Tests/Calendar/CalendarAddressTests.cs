using CareOps.Core.Bookings;
using CareOps.Core.Foundation;
using CareOps.Web.Components.Calendar;

using NodaTime;

namespace CareOps.Tests.Calendar;

public sealed class CalendarAddressTests
{
    private static readonly LocalDate Thursday = new(2026, 11, 26);
    private static readonly MemberId Mia = new(Guid.Parse("0193a5de-0000-7000-8000-000000000001"));

    [Fact]
    public void Turning_a_page_keeps_everything_else()
    {
        var address = new CalendarAddress("/app/demo/calendar", CalendarKind.Week, Thursday)
        {
            Member = Mia,
            IsByMember = true,
            HasAllHours = true,
            HasCancelled = true,
        };

        Assert.Equal(
            $"/app/demo/calendar?view=week&date=2026-12-03&member={Mia.Value}&colour=member&hours=all&cancelled=1", address.Turned(1).Url);
    }

    [Theory]
    [InlineData(CalendarKind.Day, 1, "2026-11-27")]
    [InlineData(CalendarKind.Week, -1, "2026-11-19")]
    [InlineData(CalendarKind.Month, 1, "2026-12-26")]
    public void Each_view_turns_by_its_own_length(CalendarKind kind, int by, string date) =>
        Assert.EndsWith(date, new CalendarAddress(string.Empty, kind, Thursday).Turned(by).Url, StringComparison.Ordinal);

    [Fact]
    public void A_form_begins_at_the_time_that_was_pointed_at()
    {
        var address = new CalendarAddress("/c", CalendarKind.Day, Thursday);

        Assert.Equal(
            $"/c?view=day&date=2026-11-26&do=new&at=2026-11-26T14:15&minutes=45&with={Mia.Value}",
            address.FormUrl("new", Thursday + new LocalTime(14, 15), 45, Mia));
        Assert.Equal(Thursday + new LocalTime(14, 15), CalendarAddress.MomentOf("2026-11-26T14:15"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("soon")]
    [InlineData("2026-11-31T10:00")]
    [InlineData("9999-01-01T10:00")]
    public void What_is_no_moment_is_none(string? text) => Assert.Null(CalendarAddress.MomentOf(text));

    [Fact]
    public void The_lists_address_keeps_what_was_chosen()
    {
        var address = new ListAddress("/b", ListScope.Past) { Search = "Å & b", Member = Mia, Status = BookingStatus.NoShow };

        Assert.Equal($"/b?show=past&q=%C3%85%20%26%20b&member={Mia.Value}&status=NoShow", address.Url);
    }

    [Fact]
    public void Each_part_of_the_list_asks_for_its_own_time()
    {
        var oslo = DateTimeZoneProviders.Tzdb["Europe/Oslo"];
        var now = Instant.FromUtc(2026, 11, 26, 12, 0);
        var midnight = Instant.FromUtc(2026, 11, 25, 23, 0);

        Assert.Equal((midnight, null), Span(ListScope.Upcoming));
        Assert.Equal((midnight, midnight + Duration.FromDays(1)), Span(ListScope.Today));
        Assert.Equal((null, now), Span(ListScope.Past));
        Assert.Equal(BookingStatus.Pending, new ListAddress("/b", ListScope.ToConfirm).FilterAt(now, oslo).Status);

        (Instant?, Instant?) Span(ListScope scope)
        {
            var filter = new ListAddress("/b", scope).FilterAt(now, oslo);
            return (filter.From, filter.Until);
        }
    }

    [Theory]
    [InlineData("2026-11-26", "14:05", "45", true)]
    [InlineData("2026-11-26", "14:05:00", "45", true)]
    [InlineData("2026-11-26", "", "45", false)]
    [InlineData("2026-02-30", "14:05", "45", false)]
    public void A_day_and_a_time_are_a_start(string day, string time, string minutes, bool isStart)
    {
        var wish = new TimeWish { Day = day, Time = time, Minutes = minutes };

        Assert.Equal(isStart, wish.Start is not null);
        Assert.Equal(45, wish.Length);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("-5")]
    [InlineData("half an hour")]
    public void What_is_no_length_is_none(string minutes) => Assert.Null(new TimeWish { Minutes = minutes }.Length);
}
