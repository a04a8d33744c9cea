using System.Net;
using System.Net.Http.Headers;

using CareOps.Core.Bookings;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;
using CareOps.Tests.Support;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Tests.Public;

/// <summary>A calendar program asks for a member's feed, again and again, and reads it with software that is not ours.</summary>
public sealed class CalendarFeedPageTests(ServedBusiness served) : IClassFixture<ServedBusiness>
{
    private const string Awkward = "Anna; \"the Swift\" Berg, née Ærø: Straßen\u00adbahn-Übergröße, Ψυχή 🎉";

    [CalendarFact]
    public async Task It_reads_each_booking_with_the_customer_and_how_to_reach_them()
    {
        var business = await served.House.OpenBusinessAsync("Readable");
        var booked = (await business.TryBookAsync(
            TestBusiness.Tuesday, "anna@example.org", Awkward, "+4722123456", "My knee; it hurts,\nwhen I take the stairs. " + new string('ø', 80))).Required();

        var calendar = await ReadAsync(await MakeAsync(business));

        var read = Assert.Single(calendar.Events);
        Assert.Equal(("Readable, Mia Kvam", "Readable, Mia Kvam"), (calendar.Name, calendar.ShownName));
        Assert.Equal((15, "PT15M"), (calendar.RefreshMinutes, calendar.PublishedTtl));
        Assert.StartsWith($"{booked.BookingId}@", read.Uid, StringComparison.Ordinal);
        Assert.Equal(new DateTimeOffset(2026, 3, 3, 8, 30, 0, TimeSpan.Zero), read.Start);
        Assert.Equal(new DateTimeOffset(2026, 3, 3, 9, 0, 0, TimeSpan.Zero), read.End);
        Assert.Equal($"{Awkward}, Appointment", read.Summary);
        Assert.Contains("+4722123456\nanna@example.org\nMy knee; it hurts,\nwhen I take", read.Description, StringComparison.Ordinal);
        Assert.EndsWith($"/app/{business.Slug}/calendar?booking={booked.BookingId}", read.Url, StringComparison.Ordinal);
        Assert.Equal("CONFIRMED", read.Status);
        Assert.Empty(read.Errors);
    }

    [CalendarFact]
    public async Task It_reads_the_right_moments_on_both_sides_of_a_change_of_clocks_by_half_an_hour()
    {
        var business = await served.House.OpenBusinessAsync("Island", "Australia/Lord_Howe");
        await business.BookAsync(new LocalDateTime(2026, 4, 3, 10, 0));
        await business.BookAsync(new LocalDateTime(2026, 4, 7, 10, 0), "jon@example.org");

        var calendar = await ReadAsync(await MakeAsync(business));

        Assert.Equal(
            [new DateTimeOffset(2026, 4, 2, 23, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 4, 6, 23, 30, 0, TimeSpan.Zero)],
            calendar.Events.Select(static read => read.Start));
    }

    [CalendarFact]
    public async Task It_keeps_the_id_of_a_booking_that_is_asked_for_confirmed_and_cancelled_and_each_says_so()
    {
        var business = await served.House.OpenBusinessAsync("Changing");
        var booking = await business.BookAsync(TestBusiness.Tuesday);
        var path = await MakeAsync(business);
        await SetStatusAsync(business, booking.Id, BookingStatus.Pending);
        var asked = Assert.Single((await ReadAsync(path)).Events);
        await SetStatusAsync(business, booking.Id, BookingStatus.Confirmed);
        var confirmed = Assert.Single((await ReadAsync(path)).Events);
        (await served.House.Get<CancelBookingHandler>().HandleAsync(business.Owner, new CancelBooking(booking.Id), default)).Required();
        var cancelled = Assert.Single((await ReadAsync(path)).Events);

        Assert.Equal(["TENTATIVE", "CONFIRMED", "CANCELLED"], new[] { asked.Status, confirmed.Status, cancelled.Status });
        Assert.Equal((asked.Uid, confirmed.Uid), (cancelled.Uid, cancelled.Uid));
        Assert.True(cancelled.Sequence > confirmed.Sequence, "A calendar would keep what it has.");
        Assert.Equal(confirmed.Start, cancelled.Start);
    }

    [CalendarFact]
    public async Task The_customers_file_of_a_booking_that_is_only_asked_for_is_tentative_and_names_the_same_event()
    {
        var business = await served.House.OpenBusinessAsync("Asking");
        var booked = (await business.TryBookAsync(TestBusiness.Tuesday)).Required();
        await SetStatusAsync(business, booked.BookingId, BookingStatus.Pending);
        using var client = served.Server.Browse();

        var own = await CalendarReader.ReadAsync(await client.GetStringAsync(new Uri($"/booking/{booked.Link}/calendar.ics", UriKind.Relative)));
        var members = Assert.Single((await ReadAsync(await MakeAsync(business))).Events);

        Assert.Equal("TENTATIVE", own.Status);
        Assert.Equal((members.Uid, members.Sequence, members.Start), (own.Uid, own.Sequence, own.Start));
    }

    [Fact]
    public async Task It_is_told_that_nothing_changed_by_tag_or_by_date_until_something_did()
    {
        var business = await served.House.OpenBusinessAsync("Patient");
        await business.BookAsync(TestBusiness.Tuesday);
        var path = await MakeAsync(business);
        using var client = served.Server.Browse();

        using var first = await client.GetAsync(path);
        using var byTag = await AskAgainAsync(client, path, headers => headers.IfNoneMatch.Add(first.Headers.ETag!));
        using var byDate = await AskAgainAsync(client, path, headers => headers.IfModifiedSince = first.Content.Headers.LastModified);
        await business.BookAsync(TestBusiness.Tuesday.PlusHours(2), "jon@example.org");
        using var newByTag = await AskAgainAsync(client, path, headers => headers.IfNoneMatch.Add(first.Headers.ETag!));
        using var newByDate = await AskAgainAsync(client, path, headers => headers.IfModifiedSince = first.Content.Headers.LastModified);

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal("text/calendar; charset=utf-8; method=PUBLISH", first.Content.Headers.ContentType?.ToString());
        Assert.Equal((HttpStatusCode.NotModified, HttpStatusCode.NotModified), (byTag.StatusCode, byDate.StatusCode));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (newByTag.StatusCode, newByDate.StatusCode));
        Assert.NotEqual(first.Headers.ETag, newByTag.Headers.ETag);
    }

    [Fact]
    public async Task It_is_kept_by_the_program_that_asked_and_passed_on_by_nobody()
    {
        using var client = served.Server.Browse();

        using var response = await client.GetAsync(await MakeAsync(served.Business));

        Assert.True(response.Headers.CacheControl is { Private: true, NoCache: true, Public: false });
        Assert.Equal("no-referrer", Assert.Single(response.Headers.GetValues("Referrer-Policy")));
        Assert.False(response.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task An_unknown_address_is_not_found_and_one_that_was_replaced_is_gone()
    {
        var business = await served.House.OpenBusinessAsync("Rotating");
        var first = await MakeAsync(business);
        var second = await MakeAsync(business);
        var booked = (await business.TryBookAsync(TestBusiness.Tuesday)).Required();
        using var client = served.Server.Browse();

        (await AnsweredPage.GetAsync(client, first.OriginalString)).AssertRefused(HttpStatusCode.Gone);
        (await AnsweredPage.GetAsync(client, "/calendar/AAAAAAAAAAAAAAAAAAAAAA.ics")).AssertRefused(HttpStatusCode.NotFound);
        (await AnsweredPage.GetAsync(client, $"/calendar/{booked.Link}.ics")).AssertRefused(HttpStatusCode.NotFound);
        using var answer = await client.GetAsync(second);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Asking_too_often_is_refused_as_on_other_public_pages()
    {
        await using var server = new TestServer(settings: ("CareOps:RateLimits:Public", "2"));
        using var client = server.Browse();
        var path = new Uri("/calendar/AAAAAAAAAAAAAAAAAAAAAA.ics", UriKind.Relative);

        using var first = await client.GetAsync(path);
        using var second = await client.GetAsync(path);
        using var third = await client.GetAsync(path);

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (first.StatusCode, second.StatusCode));
        Assert.Equal(HttpStatusCode.TooManyRequests, third.StatusCode);
    }

    private async Task<Uri> MakeAsync(TestBusiness business)
    {
        var token = (await served.House.Get<MakeCalendarFeedHandler>()
            .HandleAsync(business.Owner, new MakeCalendarFeed(), default)).Required();
        return new Uri(new Uri(served.Server.Get<PublicAddress>().CalendarFeed(token)).AbsolutePath, UriKind.Relative);
    }

    private async Task<ReadCalendar> ReadAsync(Uri path)
    {
        using var client = served.Server.Browse();
        return await CalendarReader.ReadAllAsync(await client.GetStringAsync(path));
    }

    private static async Task<HttpResponseMessage> AskAgainAsync(HttpClient client, Uri path, Action<HttpRequestHeaders> condition)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        condition(request.Headers);
        return await client.SendAsync(request);
    }

    private Task<int> SetStatusAsync(TestBusiness business, Guid booking, BookingStatus status) => served.House.Get<IWriteDoor>().RunAsync(
        new Caller.SystemWork(business.Id, "test"),
        (db, token) => db.Bookings().Where(row => row.Id == booking)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Status, status), token),
        default);
}
