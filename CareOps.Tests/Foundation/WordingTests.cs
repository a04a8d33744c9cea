using CareOps.Core.Foundation;

using NodaTime;

namespace CareOps.Tests.Foundation;

public sealed class WordingTests
{
    private static readonly Wording German = Wording.Of(Language.German);
    private static readonly Wording English = Wording.Of(Language.English);

    [Theory]
    [InlineData(2026, 3, 3, "Di., 3. März, 09:05 Uhr", "Dienstag, 3. März 2026")]
    [InlineData(2026, 11, 26, "Do., 26. Nov., 09:05 Uhr", "Donnerstag, 26. November 2026")]
    [InlineData(2026, 9, 6, "So., 6. Sept., 09:05 Uhr", "Sonntag, 6. September 2026")]
    public void A_moment_reads_as_germans_say_it(int year, int month, int day, string moment, string longDay)
    {
        var date = new LocalDate(year, month, day);

        Assert.Equal(moment, German.Moment(date.At(new LocalTime(9, 5))));
        Assert.Equal(longDay, German.LongDay(date));
    }

    [Theory]
    [InlineData(45, "45 Min.", "45 min")]
    [InlineData(90, "1 Std. 30 Min.", "1 h 30 min")]
    [InlineData(1440, "1 Tag", "1 day")]
    [InlineData(2880, "2 Tage", "2 days")]
    public void A_length_reads_in_both_languages(int minutes, string german, string english)
    {
        Assert.Equal(german, German.Minutes(minutes));
        Assert.Equal(english, English.Minutes(minutes));
    }

    [Theory]
    [InlineData(4950, "EUR", "49,50 EUR", "49.50 EUR")]
    [InlineData(149_000, "NOK", "1.490 NOK", "1,490 NOK")]
    [InlineData(1500, "JPY", "1.500 JPY", "1,500 JPY")]
    [InlineData(12_345, "KWD", "12,345 KWD", "12.345 KWD")]
    public void An_amount_reads_in_both_languages(long minor, string currency, string german, string english)
    {
        Assert.Equal(german, German.Price(new Money(minor, currency)));
        Assert.Equal(english, English.Price(new Money(minor, currency)));
    }

    [Fact]
    public void A_moment_is_said_in_the_zone_it_is_asked_for()
    {
        var moment = Instant.FromUtc(2026, 7, 1, 22, 30);

        Assert.Equal("Do., 2. Juli, 00:30 Uhr", German.Moment(moment, DateTimeZoneProviders.Tzdb["Europe/Berlin"]));
        Assert.Equal("Wed 1 Jul, 18:30", English.Moment(moment, DateTimeZoneProviders.Tzdb["America/New_York"]));
    }
}
