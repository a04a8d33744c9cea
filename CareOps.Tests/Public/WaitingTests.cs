using System.Net;

using CareOps.Core.Bookings;
using CareOps.Core.Workspaces;
using CareOps.Tests.Support;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Tests.Public;

/// <summary>What a customer does who finds no free time, without script.</summary>
public sealed class WaitingTests : IAsyncLifetime
{
    private static readonly LocalDate FullDay = new(2026, 3, 5);

    private readonly FakeClock _clock = new();
    private TestBusiness _business = null!;
    private string _booked = null!;

    private TestServer Server { get; set; } = null!;

    private HttpClient Client { get; set; } = null!;

    /// <summary>A business with one appointment on one day, which is taken.</summary>
    public async Task InitializeAsync()
    {
        Server = new TestServer(clock: _clock);
        Client = Server.Browse();
        _business = await TestHouse.Inside(Server, _clock).OpenBusinessAsync();
        await _business.OpenOnceOnAsync(FullDay);
        _booked = (await _business.TryBookAsync(FullDay.At(new LocalTime(9, 0)), "first@example.org")).Required().Link.Value;
    }

    public async Task DisposeAsync()
    {
        Client.Dispose();
        await Server.DisposeAsync();
    }

    [Fact]
    public async Task A_day_without_free_times_offers_the_waitlist_for_that_day_and_the_six_after_it()
    {
        var day = await AnsweredPage.GetAsync(Client, $"/book/{_business.Slug}/appointment?day=2026-03-05");
        var link = day.All("a[href*='waitlist']")[0];

        var form = await AnsweredPage.GetAsync(Client, link.GetAttribute("href")!);

        Assert.Equal("Tell me when a time becomes free", link.TextContent.Trim());
        Assert.Equal(("2026-03-05", "2026-03-11"), (form.Typed("FirstDay"), form.Typed("LastDay")));
    }

    [Fact]
    public async Task Who_joins_sees_their_place_and_who_joins_later_sees_who_is_before_them()
    {
        var first = await JoinAsync("anna@example.org");
        _clock.Advance(Duration.FromMinutes(1));
        var second = await JoinAsync("jon@example.org");

        Assert.Equal("You're on the waitlist", (await PlaceAsync(first)).All("h1")[0].TextContent);
        Assert.Contains("Nobody is before you", (await PlaceAsync(first)).Text, StringComparison.Ordinal);
        Assert.Contains("1 person is before you", (await PlaceAsync(second)).Text, StringComparison.Ordinal);
        Assert.Contains("Thu 5 Mar to Wed 11 Mar", (await PlaceAsync(second)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_freed_time_is_offered_kept_and_taken()
    {
        var place = await JoinAsync("anna@example.org");
        await CancelAsync();
        await OfferedAsync();

        var offered = await PlaceAsync(place);
        Assert.Equal("A time is free for you", offered.All("h1")[0].TextContent);
        Assert.Contains("Thu 5 Mar, 09:00", offered.Text, StringComparison.Ordinal);
        Assert.Contains("Kept for you until 12:00", offered.Text, StringComparison.Ordinal);
        Assert.Empty(await PublicPages.SlotsAsync(Client, _business.Slug, "appointment", "?day=2026-03-05"));
        var take = await WebForm.OpenAsync(Client, place, "form[action*=Take]");
        using var taken = await take.PostAsync();
        using var again = await take.PostAsync();

        Assert.StartsWith("/booking/", taken.Headers.Location?.OriginalString, StringComparison.Ordinal);
        Assert.StartsWith("/booking/", again.Headers.Location?.OriginalString, StringComparison.Ordinal);
        Assert.Equal("You're booked", (await AnsweredPage.GetAsync(Client, taken.Headers.Location!.OriginalString)).All("h1")[0].TextContent);
        Assert.Equal("You took the time", (await PlaceAsync(place)).All("h1")[0].TextContent);
        Assert.Equal(1, await _business.House.ReadAsync(_business.Id, static db => db.Bookings().CountAsync(row => row.Email == "anna@example.org")));
    }

    [Fact]
    public async Task An_offer_that_is_let_go_is_not_made_again_and_its_customer_waits_on()
    {
        var place = await JoinAsync("anna@example.org");
        await CancelAsync();
        await OfferedAsync();

        using var declined = await (await WebForm.OpenAsync(Client, place, "form[action*=Decline]")).PostAsync();

        Assert.Equal(place, declined.Headers.Location?.OriginalString);
        Assert.Equal("You're on the waitlist", (await PlaceAsync(place)).All("h1")[0].TextContent);
    }

    [Fact]
    public async Task An_offer_that_ran_out_is_refused_with_a_sentence()
    {
        var place = await JoinAsync("anna@example.org");
        await CancelAsync();
        await OfferedAsync();
        var take = await WebForm.OpenAsync(Client, place, "form[action*=Take]");
        _clock.Advance(WaitlistEntry.OfferTime);

        var late = await AnsweredPage.PostAsync(take);

        late.AssertRefused(HttpStatusCode.Conflict);
        Assert.Contains("This offer is over", late.Alert, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Leaving_is_one_button_and_can_be_pressed_twice()
    {
        var place = await JoinAsync("anna@example.org");
        var leave = await WebForm.OpenAsync(Client, place, "form[action*=Leave]");

        using var left = await leave.PostAsync();
        using var again = await leave.PostAsync();

        Assert.Equal((place, place), (left.Headers.Location?.OriginalString, again.Headers.Location?.OriginalString));
        Assert.Equal("You're off the waitlist", (await PlaceAsync(place)).All("h1")[0].TextContent);
    }

    [Fact]
    public async Task Where_times_are_free_after_all_the_form_leads_to_them()
    {
        var form = await FormAsync("anna@example.org");
        await CancelAsync();

        using var answer = await form.PostAsync();
        var times = await AnsweredPage.GetAsync(Client, answer.Headers.Location!.OriginalString);

        Assert.Equal($"/book/{_business.Slug}/appointment?day=2026-03-05&free=1", answer.Headers.Location.OriginalString);
        Assert.Contains("There are free times on these days", times.Text, StringComparison.Ordinal);
        Assert.Single(times.All("a.slot"));
    }

    [Fact]
    public async Task Knowing_an_address_opens_nobodys_place_and_tells_nobody_that_one_is_there()
    {
        var hers = await JoinAsync("anna@example.org");

        using var stranger = await (await FormAsync("anna@example.org")).Fill(("Name", "Someone Else")).PostAsync();
        using var nobody = await (await FormAsync("unknown@example.org")).Fill(("Name", "Someone Else")).PostAsync();
        using var herself = await (await FormAsync("ANNA@example.org")).Fill(("LastDay", "2026-03-20")).PostAsync();

        var beside = stranger.Headers.Location!.OriginalString;
        Assert.Equal(nobody.StatusCode, stranger.StatusCode);
        Assert.DoesNotContain("Anna Berg", (await PlaceAsync(beside)).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Fri 20 Mar", (await PlaceAsync(beside)).Text, StringComparison.Ordinal);
        Assert.Contains("Fri 20 Mar", (await PlaceAsync(herself.Headers.Location!.OriginalString)).Text, StringComparison.Ordinal);
        Assert.Contains("Fri 20 Mar", (await PlaceAsync(hers)).Text, StringComparison.Ordinal);
        Assert.Equal(3, await _business.House.ReadAsync(_business.Id, static db => db.WaitlistEntries().CountAsync()));
    }

    [Theory]
    [InlineData("Name", "", "Enter your name")]
    [InlineData("Email", "anna", "not a complete email address")]
    [InlineData("Email", "", "email address or a phone number")]
    [InlineData("Phone", "12", "not a complete phone number")]
    [InlineData("FirstDay", "soon", "Enter a date")]
    [InlineData("LastDay", "", "Enter a date")]
    [InlineData("LastDay", "2026-03-01", "can't lie before")]
    [InlineData("LastDay", "2026-06-01", "at most 60 days")]
    [InlineData("FirstDay", "2026-03-01", "from today")]
    public async Task What_is_wrong_is_told_beside_its_field_and_what_was_typed_stays(string field, string value, string sentence)
    {
        var refused = await AnsweredPage.PostAsync((await FormAsync("anna@example.org")).Fill((field, value)));

        refused.AssertRefused(HttpStatusCode.BadRequest);
        Assert.Contains(sentence, refused.Beside(field), StringComparison.Ordinal);
        Assert.Equal(field == "Name" ? value : "Anna Berg", refused.Typed("Name"));
        Assert.Equal(0, await _business.House.ReadAsync(_business.Id, static db => db.WaitlistEntries().CountAsync()));
    }

    [Theory]
    [InlineData("Website", "https://spam.example")]
    [InlineData("SubmissionKey", "none")]
    public async Task A_program_that_fills_in_everything_is_turned_away(string field, string value)
    {
        (await AnsweredPage.PostAsync((await FormAsync("anna@example.org")).Fill((field, value)))).AssertRefused(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Without_a_waitlist_there_is_no_page_for_it()
    {
        await _business.SaveAsync(_business.Form with { HasWaitlist = false });

        var day = await AnsweredPage.GetAsync(Client, $"/book/{_business.Slug}/appointment?day=2026-03-05");
        var page = await AnsweredPage.GetAsync(Client, $"/book/{_business.Slug}/appointment/waitlist");

        Assert.Empty(day.All("a[href*='waitlist']"));
        page.AssertRefused(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_place_is_opened_by_its_own_link_only_and_by_that_until_it_is_over()
    {
        var place = await JoinAsync("anna@example.org");

        (await AnsweredPage.GetAsync(Client, $"/waitlist/{_booked}")).AssertRefused(HttpStatusCode.NotFound);
        (await AnsweredPage.GetAsync(Client, $"/booking/{place.Split('/')[^1]}")).AssertRefused(HttpStatusCode.NotFound);
        (await AnsweredPage.GetAsync(Client, $"/waitlist/{LinkToken.Create()}")).AssertRefused(HttpStatusCode.NotFound);
        _clock.Advance(Duration.FromDays(30));
        (await AnsweredPage.GetAsync(Client, place)).AssertRefused(HttpStatusCode.Gone);
    }

    private async Task<WebForm> FormAsync(string email) =>
        (await WebForm.OpenAsync(Client, $"/book/{_business.Slug}/appointment/waitlist?day=2026-03-05"))
        .Fill(("Name", "Anna Berg"), ("Email", email));

    private async Task<string> JoinAsync(string email)
    {
        using var joined = await (await FormAsync(email)).PostAsync();
        Assert.Equal(HttpStatusCode.Redirect, joined.StatusCode);
        return joined.Headers.Location!.OriginalString;
    }

    private Task<AnsweredPage> PlaceAsync(string path) => AnsweredPage.GetAsync(Client, path);

    private async Task CancelAsync()
    {
        var holder = (await _business.House.Get<PublicLinks>().ResolveAsync(_booked, LinkPurposes.ManageBooking, CancellationToken.None)).Required();
        (await _business.House.Get<CancelOwnBookingHandler>().HandleAsync(holder, new CancelOwnBooking(), CancellationToken.None)).Required();
    }

    // The server's own workers make the offer.
    private Task OfferedAsync() => Eventually.TrueAsync(
        () => _business.House.ReadAsync(_business.Id, static db => db.WaitlistEntries().AnyAsync(row => row.Status == WaitlistStatus.Offered)),
        TimeSpan.FromSeconds(30),
        "the offer");
}
