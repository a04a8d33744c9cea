using CareOps.Core.Foundation;

using NodaTime;

namespace CareOps.Tests.Foundation;

public sealed class SayTests
{
    private static readonly DateTimeZone Berlin = DateTimeZoneProviders.Tzdb["Europe/Berlin"];

    [Fact]
    public void Moments_are_said_in_the_business_s_wall_time()
    {
        Assert.Equal("Thu 26 Nov, 09:30", Say.Moment(Instant.FromUtc(2026, 11, 26, 8, 30), Berlin));
        Assert.Equal("Sun 29 Mar, 03:00", Say.Moment(Instant.FromUtc(2026, 3, 29, 1, 0), Berlin));
        Assert.Equal("00:05", Say.Time(Instant.FromUtc(2026, 6, 30, 22, 5), Berlin));
    }

    [Fact]
    public void Days_are_said_short_and_long()
    {
        var day = new LocalDate(2026, 11, 5);

        Assert.Equal("Thu 5 Nov", Say.Day(day));
        Assert.Equal("Thursday, 5 November 2026", Say.LongDay(day));
    }

    [Theory]
    [InlineData(0, "0 min")]
    [InlineData(45, "45 min")]
    [InlineData(60, "1 h")]
    [InlineData(90, "1 h 30 min")]
    [InlineData(1440, "1 day")]
    [InlineData(2880, "2 days")]
    [InlineData(1500, "25 h")]
    [InlineData(1501, "25 h 1 min")]
    public void Spans_are_said_in_the_units_people_use(int minutes, string said) => Assert.Equal(said, Say.Minutes(minutes));

    [Theory]
    [InlineData(0, "0 bookings")]
    [InlineData(1, "1 booking")]
    [InlineData(1200, "1,200 bookings")]
    public void One_is_not_many(int count, string said) => Assert.Equal(said, Say.Count(count, "booking", "bookings"));

    [Theory]
    [InlineData("Europe/Oslo", "Oslo")]
    [InlineData("America/Argentina/Buenos_Aires", "Buenos Aires")]
    [InlineData("UTC", "UTC")]
    public void A_zone_is_called_by_its_city(string zone, string place) => Assert.Equal(place, Say.Place(zone));

    [Fact]
    public void What_is_said_does_not_depend_on_the_machine_s_language()
    {
        var before = System.Globalization.CultureInfo.CurrentCulture;
        System.Globalization.CultureInfo.CurrentCulture = new System.Globalization.CultureInfo("ar-SA");
        try
        {
            Assert.Equal("Thu 26 Nov, 09:30", Say.Moment(new LocalDateTime(2026, 11, 26, 9, 30)));
            Assert.Equal("1,200 bookings", Say.Count(1200, "booking", "bookings"));
            Assert.Equal("1,234.50 EUR", new Money(123450, "EUR").ToString());
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = before;
        }
    }
}
