using System.Globalization;
using System.Net;
using System.Text;
using System.Web;

using CareOps.Core.Bookings;
using CareOps.Core.Workspaces;
using CareOps.Tests.Support;
using CareOps.Web.Public;

using NodaTime;
using NodaTime.Text;

namespace CareOps.Tests.Calendar;

/// <summary>What a customer adds to their calendar, read by software that is not ours.</summary>
public sealed class CalendarFileTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 3, 2, 9, 0);
    private static readonly Uri Address = new("https://book.example/booking/abc");
    private static readonly Uri Business = new("https://book.example/book/riverside");

    private static readonly CalendarEvent Appointment = new(
        Guid.Parse("019cadc6-9a83-7eab-adae-8278ae4a969a"),
        0,
        "First assessment, Riverside Physio",
        "Reference ABC234, with Mia Kvam",
        "12 Quay Street, Oslo",
        Instant.FromUtc(2026, 3, 3, 8, 30),
        Instant.FromUtc(2026, 3, 3, 9, 15),
        CalendarStatus.Confirmed,
        "Riverside Physio",
        "hello@riverside.example");

    [CalendarFact]
    public async Task A_calendar_reads_what_was_booked()
    {
        var read = await ReadAsync(Appointment);

        Assert.Equal("PUBLISH", read.Method);
        Assert.Equal("2.0", read.Version);
        Assert.Equal("019cadc6-9a83-7eab-adae-8278ae4a969a@book.example", read.Uid);
        Assert.Equal(0, read.Sequence);
        Assert.Equal(Now.ToDateTimeOffset(), read.Stamp);
        Assert.Equal(Appointment.Start.ToDateTimeOffset(), read.Start);
        Assert.Equal(Appointment.End.ToDateTimeOffset(), read.End);
        Assert.Equal(Appointment.Title, read.Summary);
        Assert.Equal(Appointment.Description, read.Description);
        Assert.Equal(Appointment.Place, read.Location);
        Assert.Equal(Address.AbsoluteUri, read.Url);
        Assert.Equal("mailto:hello@riverside.example", read.Organizer);
        Assert.Equal("Riverside Physio", read.OrganizerName);
        Assert.Equal("CONFIRMED", read.Status);
        Assert.Empty(read.Errors);
    }

    [CalendarTheory]
    [InlineData("Hands; feet, and C:\\backs\nall of it")]
    [InlineData("Ärztliche Beratung für Grüße, Straßen und Übergrößen: ein Termin, der in keiner Zeile Platz findet, ob lang oder kurz")]
    [InlineData("東京都渋谷区神宮前一丁目二番三号東京都渋谷区神宮前一丁目二番三号東京都渋谷区神宮前一丁目二番三号")]
    [InlineData("🎉👩‍👩‍👧🎉👩‍👩‍👧🎉👩‍👩‍👧🎉👩‍👩‍👧🎉👩‍👩‍👧🎉👩‍👩‍👧🎉👩‍👩‍👧")]
    [InlineData("END:VEVENT\r\nBEGIN:VALARM")]
    public async Task Whatever_a_business_writes_is_read_as_written(string text)
    {
        var appointment = Appointment with { Title = text, Description = text, Place = text };

        var read = await ReadAsync(appointment);

        var expected = text.ReplaceLineEndings("\n");
        Assert.Equal((expected, expected, expected), (read.Summary, read.Description, read.Location));
        Assert.Equal("CONFIRMED", read.Status);
    }

    [Fact]
    public void A_backslash_is_doubled_so_that_the_letter_after_it_means_itself()
    {
        // Not read by Python's icalendar, which takes the second backslash for the start of an escape.
        var file = CalendarFile.Write(Appointment with { Title = @"C:\new; \," }, Address, Business, Now);

        Assert.Contains("\r\nSUMMARY:C:\\\\new\\; \\\\\\,\r\n", file, StringComparison.Ordinal);
    }

    [CalendarFact]
    public async Task A_name_with_quotes_stays_one_parameter()
    {
        var read = await ReadAsync(Appointment with { OrganizerName = "The \"Best\"; Physio: Oslo, Norway" });

        Assert.Equal("The 'Best'; Physio: Oslo, Norway", read.OrganizerName);
        Assert.Equal("mailto:hello@riverside.example", read.Organizer);
    }

    [CalendarFact]
    public async Task A_business_without_an_email_address_is_named_by_its_page() =>
        Assert.Equal(Business.AbsoluteUri, (await ReadAsync(Appointment with { OrganizerEmail = null })).Organizer);

    [CalendarTheory]
    [InlineData("Europe/Berlin", "2026-03-28", "2026-03-28T11:00Z")] // the day before the clocks go forward
    [InlineData("Europe/Berlin", "2026-03-29", "2026-03-29T10:00Z")]
    [InlineData("Europe/Berlin", "2026-10-24", "2026-10-24T10:00Z")] // the day before they go back
    [InlineData("Europe/Berlin", "2026-10-25", "2026-10-25T11:00Z")]
    [InlineData("America/St_Johns", "2026-03-07", "2026-03-07T15:30Z")]
    [InlineData("America/St_Johns", "2026-03-08", "2026-03-08T14:30Z")]
    [InlineData("America/St_Johns", "2026-11-02", "2026-11-02T15:30Z")]
    [InlineData("Australia/Lord_Howe", "2026-04-04", "2026-04-04T01:00Z")] // goes back by half an hour
    [InlineData("Australia/Lord_Howe", "2026-04-06", "2026-04-06T01:30Z")]
    [InlineData("Australia/Lord_Howe", "2026-10-05", "2026-10-05T01:00Z")]
    [InlineData("Pacific/Chatham", "2026-04-04", "2026-04-03T22:15Z")]
    [InlineData("Pacific/Chatham", "2026-04-06", "2026-04-05T23:15Z")]
    [InlineData("Asia/Kathmandu", "2026-06-01", "2026-06-01T06:15Z")]
    [InlineData("Africa/Casablanca", "2026-03-01", "2026-03-01T12:00Z")] // an hour earlier for the month of Ramadan
    [InlineData("Africa/Casablanca", "2026-06-01", "2026-06-01T11:00Z")]
    public async Task Noon_is_written_as_the_moment_it_means_there(string zone, string day, string moment)
    {
        var start = LocalDatePattern.Iso.Parse(day).Value.At(LocalTime.Noon).InZoneStrictly(DateTimeZoneProviders.Tzdb[zone]).ToInstant();

        var read = await ReadAsync(Appointment with { Start = start, End = start + Duration.FromMinutes(45) });

        Assert.Equal(DateTimeOffset.Parse(moment, CultureInfo.InvariantCulture), read.Start);
        Assert.Equal(TimeSpan.FromMinutes(45), read.End - read.Start);
    }

    [CalendarTheory]
    [InlineData(CalendarStatus.Tentative, "TENTATIVE")]
    [InlineData(CalendarStatus.Confirmed, "CONFIRMED")]
    [InlineData(CalendarStatus.Cancelled, "CANCELLED")]
    public async Task A_calendar_is_told_whether_it_is_asked_for_agreed_or_off(CalendarStatus status, string expected) =>
        Assert.Equal(expected, (await ReadAsync(Appointment with { Status = status })).Status);

    [Fact]
    public void Lines_end_as_the_standard_says_are_folded_at_75_octets_and_cut_no_letter()
    {
        var file = CalendarFile.Write(
            Appointment with { Title = string.Concat(Enumerable.Repeat("ü🎉東a", 60)) }, Address, Business, Now);

        Assert.EndsWith("END:VCALENDAR\r\n", file, StringComparison.Ordinal);
        var lines = file.Split("\r\n")[..^1];
        Assert.All(lines, static line =>
        {
            Assert.DoesNotContain('\r', line);
            Assert.DoesNotContain('\n', line);
            Assert.InRange(Encoding.UTF8.GetByteCount(line), 1, 75);
            Assert.Equal(line, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(line)));
        });
        Assert.Contains(lines, static line => line.StartsWith(' '));
    }

    [CalendarFact]
    public async Task A_cancelled_booking_keeps_its_id_rises_its_sequence_and_says_so()
    {
        await using var server = new TestServer(clock: new FakeClock());
        var seeded = await SeededSite.SeedAsync(server);
        using var client = server.Browse();
        var path = new Uri($"/booking/{seeded.Link}/calendar.ics", UriKind.Relative);

        using var first = await client.GetAsync(path);
        var before = await CalendarReader.ReadAsync(await first.Content.ReadAsStringAsync());
        var holder = (await server.Get<PublicLinks>().ResolveAsync(seeded.Link, LinkPurposes.ManageBooking, CancellationToken.None)).Required();
        (await server.Get<CancelOwnBookingHandler>().HandleAsync(holder, new CancelOwnBooking(), CancellationToken.None)).Required();
        using var second = await client.GetAsync(path);
        var after = await CalendarReader.ReadAsync(await second.Content.ReadAsStringAsync());

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal("text/calendar; charset=utf-8; method=PUBLISH", first.Content.Headers.ContentType?.ToString());
        Assert.EndsWith(".ics", first.Content.Headers.ContentDisposition?.FileName, StringComparison.Ordinal);
        Assert.Equal("CONFIRMED", before.Status);
        Assert.Equal("CANCELLED", after.Status);
        Assert.Equal(before.Uid, after.Uid);
        Assert.Equal(before.Sequence + 1, after.Sequence);
        Assert.Equal(before.Start, after.Start);
    }

    [CalendarFact]
    public async Task A_booking_that_was_moved_keeps_its_id_rises_its_sequence_and_has_its_new_time()
    {
        await using var server = new TestServer(clock: new FakeClock());
        var seeded = await SeededSite.SeedAsync(server);
        using var client = server.Browse();
        var path = new Uri($"/booking/{seeded.Link}/calendar.ics", UriKind.Relative);
        var before = await CalendarReader.ReadAsync(await client.GetStringAsync(path));
        var booking = (await server.Get<BookingQueries>().ByIdAsync(seeded.Owner, seeded.BookingId, CancellationToken.None))!.Booking;

        (await server.Get<MoveBookingHandler>().HandleAsync(
            seeded.Owner,
            new MoveBooking(booking.Id, booking.Revision, new LocalDateTime(2026, 3, 5, 14, 0), booking.MemberId, 60),
            CancellationToken.None)).Required();
        var after = await CalendarReader.ReadAsync(await client.GetStringAsync(path));

        Assert.Equal((before.Uid, "CONFIRMED"), (after.Uid, after.Status));
        Assert.Equal(before.Sequence + 1, after.Sequence);
        Assert.Equal(DateTimeOffset.Parse("2026-03-05T13:00Z", CultureInfo.InvariantCulture), after.Start);
        Assert.Equal(TimeSpan.FromMinutes(60), after.End - after.Start);
        Assert.Empty(after.Errors);
    }

    [Fact]
    public void Web_calendars_get_the_same_moments_and_never_the_secret_link()
    {
        var google = HttpUtility.ParseQueryString(new Uri(CalendarLinks.Google(Appointment)).Query);
        var outlook = HttpUtility.ParseQueryString(new Uri(CalendarLinks.Outlook(Appointment)).Query);

        Assert.Equal("20260303T083000Z/20260303T091500Z", google["dates"]);
        Assert.Equal(("2026-03-03T08:30:00Z", "2026-03-03T09:15:00Z"), (outlook["startdt"], outlook["enddt"]));
        Assert.Equal((Appointment.Title, Appointment.Description, Appointment.Place), (google["text"], google["details"], google["location"]));
        Assert.Equal((Appointment.Title, Appointment.Description, Appointment.Place), (outlook["subject"], outlook["body"], outlook["location"]));
        Assert.DoesNotContain("/booking/", google + "&" + outlook, StringComparison.Ordinal);
    }

    private static Task<ReadEvent> ReadAsync(CalendarEvent appointment) =>
        CalendarReader.ReadAsync(CalendarFile.Write(appointment, Address, Business, Now));
}
