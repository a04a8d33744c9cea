using System.Net;

using CareOps.Core.Bookings;
using CareOps.Tests.Support;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Tests.Public;

/// <summary>What a customer finds on the way to a time, without script.</summary>
public sealed class ChoosingTests(ServedBusiness served) : IClassFixture<ServedBusiness>
{
    private const string Day = "2026-03-05";

    [Fact]
    public async Task Where_there_is_one_service_its_page_opens_at_once_and_the_address_keeps_what_it_said()
    {
        var business = await served.House.OpenBusinessAsync("One Service");
        using var client = served.Server.Browse();

        using var plain = await client.GetAsync(new Uri($"/book/{business.Slug}", UriKind.Relative));
        using var embedded = await client.GetAsync(new Uri($"/book/{business.Slug}?embed=1", UriKind.Relative));

        Assert.Equal($"/book/{business.Slug}/appointment", plain.Headers.Location?.OriginalString);
        Assert.Equal($"/book/{business.Slug}/appointment?embed=1", embedded.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Nobody_is_to_be_chosen_where_one_person_does_it_or_the_owner_decides()
    {
        var business = await served.House.OpenBusinessAsync("No Choice");
        using var client = served.Server.Browse();
        var alone = await AnsweredPage.GetAsync(client, $"/book/{business.Slug}/appointment");
        var noah = await business.HireForServiceAsync();
        await business.SaveAsync(business.Form with { Members = [business.Owner.Id, noah], CustomersChooseMember = false });

        var decided = await AnsweredPage.GetAsync(client, $"/book/{business.Slug}/appointment?with={noah.Value}");

        Assert.Empty(alone.All(".who"));
        Assert.Equal((HttpStatusCode.OK, 0), (decided.Status, decided.All(".who").Count));
        Assert.Contains("with Mia Kvam or Noah Lind", decided.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_chosen_member_is_kept_through_days_months_times_and_the_booking()
    {
        var business = await served.House.OpenBusinessAsync("Choice");
        var noah = await business.HireForServiceAsync();
        using var client = served.Server.Browse();
        var page = await AnsweredPage.GetAsync(client, $"/book/{business.Slug}/appointment?day={Day}");
        Assert.Equal(["Anyone", "Mia Kvam", "Noah Lind"], page.All(".who a").Select(static link => link.TextContent.Trim()));

        var chosen = await AnsweredPage.GetAsync(client, page.All(".who a")[2].GetAttribute("href")!);
        var links = chosen.All(".month-pane a, .slots a").Select(static link => link.GetAttribute("href")!).ToList();
        Assert.All(links, link => Assert.Contains($"with={noah.Value}", link, StringComparison.Ordinal));
        Assert.Contains(links, static link => link.Contains("month=2026-04", StringComparison.Ordinal));
        var form = await WebForm.OpenAsync(client, chosen.All(".slots a")[0].GetAttribute("href")!);
        using var booked = await form.Fill(("Name", "Anna Berg"), ("Email", "anna@example.org")).PostAsync();

        Assert.Equal(HttpStatusCode.Redirect, booked.StatusCode);
        Assert.Equal(noah, await served.House.ReadAsync(business.Id, static db => db.Bookings().Select(row => row.MemberId).SingleAsync()));
        var taken = await AnsweredPage.GetAsync(client, chosen.All(".slots a")[0].GetAttribute("href")!);
        Assert.Contains("Someone else just booked this time", taken.Alert, StringComparison.Ordinal);
        var anyone = await AnsweredPage.GetAsync(client, $"/book/{business.Slug}/appointment?start={Day}T09:00");
        Assert.Empty(anyone.Alert);
    }

    [Fact]
    public async Task Somebody_who_does_not_do_it_is_not_found_wherever_they_are_named()
    {
        var (business, other) = (await served.House.OpenBusinessAsync("Ours"), await served.House.OpenBusinessAsync("Theirs"));
        var noah = await business.HireForServiceAsync();
        using var client = served.Server.Browse();
        var form = await PublicPages.OpenBookingFormAsync(client, business.Slug, start: $"{Day}T10:00");
        form.Fill(("Name", "Anna Berg"), ("Email", "anna@example.org"));

        foreach (var stranger in new[] { other.Owner.Id.Value.ToString(), Guid.NewGuid().ToString(), "Mia" })
        {
            (await AnsweredPage.GetAsync(client, $"/book/{business.Slug}/appointment?with={stranger}")).AssertRefused(HttpStatusCode.NotFound);
            (await AnsweredPage.GetAsync(client, $"/book/{business.Slug}/appointment/waitlist?with={stranger}")).AssertRefused(HttpStatusCode.NotFound);
            (await AnsweredPage.PostAsync(form.Copy().Fill(("With", stranger)))).AssertRefused(HttpStatusCode.NotFound);
        }

        Assert.Equal(HttpStatusCode.OK, (await AnsweredPage.GetAsync(client, $"/book/{business.Slug}/appointment?with={noah.Value}")).Status);
        Assert.Equal(0, await served.House.ReadAsync(business.Id, static db => db.Bookings().CountAsync()));
    }

    [Fact]
    public async Task A_group_says_how_many_places_each_time_has_left()
    {
        var business = await served.House.OpenBusinessAsync("Group");
        await business.SaveAsync(business.Form with { Seats = 3 });
        await business.BookAsync(TestBusiness.Tuesday);
        using var client = served.Server.Browse();

        var page = await AnsweredPage.GetAsync(client, $"/book/{business.Slug}/appointment?day=2026-03-03");

        Assert.Contains("Group of up to 3", page.Text, StringComparison.Ordinal);
        Assert.Equal("3 places left", page.All("a.slot[href*='T09:00']")[0].GetAttribute("aria-description"));
        Assert.Equal("2 places left", page.All("a.slot[href*='T09:30']")[0].GetAttribute("aria-description"));
        Assert.Equal("2 places left", page.All("a.slot[href*='T09:30'] .places")[0].TextContent);
        await business.BookAsync(TestBusiness.Tuesday, "jon@example.org");
        await business.BookAsync(TestBusiness.Tuesday, "ida@example.org");
        var full = await AnsweredPage.GetAsync(client, $"/book/{business.Slug}/appointment?day=2026-03-03");
        Assert.Empty(full.All("a.slot[href*='T09:30']"));
    }

    [Fact]
    public async Task What_has_to_be_confirmed_says_so_before_and_after()
    {
        var business = await served.House.OpenBusinessAsync("Careful");
        await business.SaveAsync(business.Form with { NeedsApproval = true });
        using var client = served.Server.Browse();

        var times = await AnsweredPage.GetAsync(client, $"/book/{business.Slug}/appointment");
        var form = await PublicPages.OpenBookingFormAsync(client, business.Slug);
        using var requested = await form.Fill(("Name", "Anna Berg"), ("Email", "anna@example.org")).PostAsync();
        var result = await AnsweredPage.GetAsync(client, requested.Headers.Location!.OriginalString);

        Assert.Contains("The business confirms each request", times.Text, StringComparison.Ordinal);
        Assert.Equal("Request received", result.All("h1")[0].TextContent);
        Assert.Equal(
            BookingStatus.Pending, await served.House.ReadAsync(business.Id, static db => db.Bookings().Select(row => row.Status).SingleAsync()));
    }

    [Fact]
    public async Task Where_nothing_is_free_within_a_week_what_was_typed_is_still_there_beside_two_ways_on()
    {
        var business = await served.House.OpenBusinessAsync("Rare");
        await business.OpenOnceOnAsync(new(2026, 3, 10), new(2026, 3, 30));
        using var client = served.Server.Browse();
        var form = await PublicPages.OpenBookingFormAsync(client, business.Slug, start: "2026-03-10T09:00");
        await business.BookAsync(new(2026, 3, 10, 9, 0), "faster@example.org");

        var lost = await AnsweredPage.PostAsync(
            form.Fill(("Name", "<b>Anna</b> Berg"), ("Email", "anna@example.org"), ("Notes", "My knee hurts.")));

        lost.AssertRefused(HttpStatusCode.Conflict);
        Assert.Contains("Someone else just booked this time", lost.Alert, StringComparison.Ordinal);
        Assert.Equal(
            ["<b>Anna</b> Berg", "anna@example.org", "My knee hurts."], lost.All("[data-typed]").Select(static value => value.TextContent));
        Assert.Equal(
            ["See all free times", "Tell me when a time becomes free"], lost.All(".form .actions a").Select(static link => link.TextContent.Trim()));
        Assert.All(lost.All(".form .actions a"), link => Assert.StartsWith(
            $"/book/{business.Slug}/appointment", link.GetAttribute("href"), StringComparison.Ordinal));
    }
}
