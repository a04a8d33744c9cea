using System.Net;

using CareOps.Core.Bookings;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;
using CareOps.Tests.Support;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Tests.Public;

/// <summary>What a customer does with a booking by its secret link, without script.</summary>
public sealed class ManagingTests : IAsyncLifetime
{
    private readonly FakeClock _clock = new();
    private TestBusiness _business = null!;

    private TestServer Server { get; set; } = null!;

    private HttpClient Client { get; set; } = null!;

    public async Task InitializeAsync()
    {
        Server = new TestServer(clock: _clock);
        Client = Server.Browse();
        _business = await TestHouse.Inside(Server, _clock).OpenBusinessAsync();
    }

    public async Task DisposeAsync()
    {
        Client.Dispose();
        await Server.DisposeAsync();
    }

    [Fact]
    public async Task A_booking_is_moved_to_another_time_and_the_old_one_is_free()
    {
        var token = await BookAsync();

        var times = await AnsweredPage.GetAsync(Client, $"/booking/{token}/reschedule?day=2026-03-03");
        Assert.Equal("your time now", times.All(".slot.now .places")[0].TextContent);
        var form = await WebForm.OpenAsync(Client, times.All("a.slot[href*='T11:00']")[0].GetAttribute("href")!);
        using var moved = await form.PostAsync();
        using var again = await form.PostAsync();
        var result = await AnsweredPage.GetAsync(Client, moved.Headers.Location!.OriginalString);

        Assert.Equal($"/booking/{token}?moved=1", moved.Headers.Location.OriginalString);
        Assert.Equal(moved.Headers.Location, again.Headers.Location);
        Assert.Equal("Your booking was moved", result.All("h1")[0].TextContent);
        Assert.Contains("Tue 3 Mar, 11:00", result.Text, StringComparison.Ordinal);
        var booking = await BookingAsync();
        Assert.Equal((2, 2), (booking.StartVersion, booking.Revision));
        Assert.Contains(await PublicPages.SlotsAsync(Client, _business.Slug, "appointment", "?day=2026-03-03"),
            static link => link.Contains("T09:30", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Its_own_time_does_not_stand_in_the_way_of_one_that_overlaps_it()
    {
        await _business.SaveAsync(_business.Form with { DurationMinutes = 60 });
        var token = await BookAsync();

        var form = await WebForm.OpenAsync(Client, $"/booking/{token}/reschedule?start=2026-03-03T10:00");
        using var moved = await form.PostAsync();

        Assert.Equal($"/booking/{token}?moved=1", moved.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Its_member_is_kept_unless_the_customer_asks_for_anyone()
    {
        var noah = await _business.HireForServiceAsync();
        var token = await BookAsync(noah);

        var times = await AnsweredPage.GetAsync(Client, $"/booking/{token}/reschedule?day=2026-03-03");
        Assert.Equal("Noah Lind", times.All(".who [aria-current]")[0].TextContent.Trim());
        using var kept = await (await WebForm.OpenAsync(Client, times.All("a.slot[href*='T11:00']")[0].GetAttribute("href")!)).PostAsync();
        Assert.Equal(noah, (await BookingAsync()).MemberId);

        // Whoever has less to do that day.
        var anyone = await AnsweredPage.GetAsync(Client, times.All(".who a")[0].GetAttribute("href")!);
        using var moved = await (await WebForm.OpenAsync(Client, anyone.All("a.slot[href*='T13:00']")[0].GetAttribute("href")!)).PostAsync();

        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Redirect), (kept.StatusCode, moved.StatusCode));
        Assert.Equal(_business.Owner.Id, (await BookingAsync()).MemberId);
    }

    [Fact]
    public async Task A_lost_race_is_told_with_the_nearest_times_and_the_booking_stays()
    {
        var token = await BookAsync();
        var form = await WebForm.OpenAsync(Client, $"/booking/{token}/reschedule?start=2026-03-03T11:00");
        await _business.BookAsync(new(2026, 3, 3, 11, 0), "faster@example.org");

        var lost = await AnsweredPage.PostAsync(form);

        lost.AssertRefused(HttpStatusCode.Conflict);
        Assert.Contains("Someone else just booked this time", lost.Alert, StringComparison.Ordinal);
        Assert.Equal(["2026-03-03T10:00", "2026-03-03T10:30", "2026-03-03T11:30"], lost.Choices("Start").Order(StringComparer.Ordinal));
        Assert.Equal(1, (await BookingAsync()).Revision);
    }

    [Fact]
    public async Task Too_late_is_said_in_a_sentence_and_refused()
    {
        var token = await BookAsync();
        var form = await WebForm.OpenAsync(Client, $"/booking/{token}/reschedule?start=2026-03-04T11:00");
        var cancel = await WebForm.OpenAsync(Client, $"/booking/{token}?cancel=1");
        _clock.Now = Instant.FromUtc(2026, 3, 3, 8, 0);

        var page = await AnsweredPage.GetAsync(Client, $"/booking/{token}");
        using var times = await Client.GetAsync(new Uri($"/booking/{token}/reschedule", UriKind.Relative));
        var moved = await AnsweredPage.PostAsync(form);
        var cancelled = await AnsweredPage.PostAsync(cancel);

        Assert.Contains("It is too late to reschedule or cancel here.", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(page.All("a"), static link => link.TextContent is "Reschedule" or "Cancel booking");
        Assert.Equal($"/booking/{token}", times.Headers.Location?.OriginalString);
        moved.AssertRefused(HttpStatusCode.Conflict);
        Assert.Contains("too late to move", moved.Alert, StringComparison.Ordinal);
        cancelled.AssertRefused(HttpStatusCode.Conflict);
        Assert.Equal((BookingStatus.Confirmed, 1), ((await BookingAsync()).Status, (await BookingAsync()).Revision));
    }

    [Fact]
    public async Task What_may_still_be_done_is_said_with_its_last_moment()
    {
        await _business.SaveAsync(_business.Form with { RescheduleWindowMinutes = 120, CancellationWindowMinutes = 22 * 60 });
        var token = await BookAsync();

        var both = await AnsweredPage.GetAsync(Client, $"/booking/{token}");
        _clock.Now = Instant.FromUtc(2026, 3, 3, 5, 0);
        var one = await AnsweredPage.GetAsync(Client, $"/booking/{token}");

        Assert.Contains(
            "You can reschedule here until Tue 3 Mar, 07:30 and cancel until Mon 2 Mar, 11:30.", both.Text, StringComparison.Ordinal);
        Assert.Contains("It is too late to cancel here. You can reschedule until Tue 3 Mar, 07:30.", one.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reason_for_cancelling_is_kept_and_one_that_is_too_long_told_beside_its_field()
    {
        var token = await BookAsync();
        var form = await WebForm.OpenAsync(Client, $"/booking/{token}?cancel=1");

        var refused = await AnsweredPage.PostAsync(form.Copy().Fill(("Reason", new string('x', 201))));
        using var cancelled = await form.Fill(("Reason", "I have a cold.")).PostAsync();
        using var again = await form.PostAsync();
        var page = await AnsweredPage.GetAsync(Client, $"/booking/{token}");

        refused.AssertRefused(HttpStatusCode.BadRequest);
        Assert.Contains("too long", refused.Beside("Reason"), StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Redirect), (cancelled.StatusCode, again.StatusCode));
        Assert.Equal("This booking is cancelled", page.All("h1")[0].TextContent);
        Assert.Equal("I have a cold.", (await BookingAsync()).CancelReason);
    }

    [Theory]
    [InlineData("over", "This appointment is over")]
    [InlineData("completed", "This appointment is completed")]
    [InlineData("missed", "This appointment was missed")]
    public async Task What_lies_behind_can_be_looked_at_and_booked_again(string what, string heading)
    {
        var token = await BookAsync();
        _clock.Now = Instant.FromUtc(2026, 3, 3, 9, 30);
        var id = (await BookingAsync()).Id;
        if (what == "completed")
        {
            (await _business.House.Get<CompleteBookingHandler>().HandleAsync(_business.Owner, new CompleteBooking(id), CancellationToken.None)).Required();
        }
        else if (what == "missed")
        {
            (await _business.House.Get<MarkNoShowHandler>().HandleAsync(_business.Owner, new MarkNoShow(id), CancellationToken.None)).Required();
        }

        var page = await AnsweredPage.GetAsync(Client, $"/booking/{token}");

        Assert.Equal(heading, page.All("h1")[0].TextContent);
        Assert.Equal(["Book again", "Ask a question"], page.All(".ticket-actions a").Select(static link => link.TextContent));
    }

    [Theory]
    [InlineData("/booking/{token}")]
    [InlineData("/booking/{token}/reschedule")]
    public async Task A_link_that_was_revoked_is_gone_and_one_that_never_was_is_not_found(string path)
    {
        var token = await BookAsync();
        var id = (await BookingAsync()).Id;
        (await _business.House.Get<RevokeBookingLinkHandler>().HandleAsync(
            _business.Owner, new RevokeBookingLink(id), CancellationToken.None)).Required();

        var gone = await AnsweredPage.GetAsync(Client, path.Replace("{token}", token, StringComparison.Ordinal));
        gone.AssertRefused(HttpStatusCode.Gone);
        Assert.Contains("Your booking at Riverside Physio is not changed by that.", gone.Text, StringComparison.Ordinal);
        Assert.Equal("Riverside Physio", gone.All("header strong")[0].TextContent);
        Assert.Contains(gone.All("main a"), link => link.GetAttribute("href") == $"/contact/{_business.Slug}");
        (await AnsweredPage.GetAsync(Client, path.Replace("{token}", LinkToken.Create().Value, StringComparison.Ordinal)))
            .AssertRefused(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_new_link_opens_the_booking_and_ends_the_one_before()
    {
        var token = await BookAsync();
        var id = (await BookingAsync()).Id;

        var made = (await _business.House.Get<RenewBookingLinkHandler>().HandleAsync(
            _business.Owner, new RenewBookingLink(id), CancellationToken.None)).Required();

        (await AnsweredPage.GetAsync(Client, $"/booking/{token}")).AssertRefused(HttpStatusCode.Gone);
        Assert.Equal("You're booked", (await AnsweredPage.GetAsync(Client, $"/booking/{made}")).All("h1")[0].TextContent);
        var noted = await _business.House.ReadAsync(
            _business.Id, static db => db.Set<Core.Audit.AuditEntry>().Where(static row => row.Action == "booking.link_renewed").ToListAsync());
        Assert.Equal(id, Assert.Single(noted).SubjectId);
    }

    private async Task<string> BookAsync(MemberId? member = null) => (await _business.House.Get<BookSlotHandler>().HandleAsync(
        _business.Visitor,
        new BookSlot(_business.Service.Id, TestBusiness.Tuesday, "Anna Berg", "anna@example.org", null, null, Guid.NewGuid()) { MemberId = member },
        CancellationToken.None)).Required().Link.Value;

    private Task<Booking> BookingAsync() => _business.House.ReadAsync(
        _business.Id, static db => db.Bookings().SingleAsync(row => row.Email == "anna@example.org"));
}
