using System.Net;

using CareOps.Core.Bookings;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Tests.Support;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Tests.Public;

/// <summary>A member shares a link at which a customer finds their details filled in.</summary>
public sealed class SharedLinkTests(ServedBusiness served) : IClassFixture<ServedBusiness>
{
    private const string Start = "2026-03-05T09:30";

    [EachEngine]
    public async Task It_names_the_page_or_the_service_and_holds_nothing_of_the_customer(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        await business.AskAsync();
        var contact = (await business.ConversationAsync("jon@example.org")).ContactId;

        var page = await ShareAsync(business, contact, service: null);
        var service = await ShareAsync(business, contact, business.Service.Id);

        Assert.Matches($"/book/{business.Slug}\\?for=[A-Za-z0-9_-]{{22}}$", page);
        Assert.Matches($"/book/{business.Slug}/appointment\\?for=[A-Za-z0-9_-]{{22}}$", service);
        Assert.Equal(2, await house.ReadAsync(business.Id, static db => db.Set<Core.Workspaces.PublicLink>().CountAsync()));
    }

    [EachEngine]
    public async Task A_contact_or_a_service_that_is_not_there_is_refused(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        await business.AskAsync();
        var contact = (await business.ConversationAsync("jon@example.org")).ContactId;
        var share = house.Get<ShareBookingLinkHandler>();

        var nobody = await share.HandleAsync(business.Owner, new ShareBookingLink(Guid.NewGuid(), null), default);
        var nothing = await share.HandleAsync(business.Owner, new ShareBookingLink(contact, Guid.NewGuid()), default);

        Assert.Equal((ErrorKind.NotFound, ErrorKind.NotFound), (nobody.Error?.Kind, nothing.Error?.Kind));
    }

    [Fact]
    public async Task The_customer_finds_their_details_and_books_with_them()
    {
        var (business, link) = await SharedAsync("Knowing");
        using var client = served.Server.Browse();
        var times = await AnsweredPage.GetAsync(client, $"{link}&day=2026-03-05");
        var slot = times.All($"a.slot[href*='{Start}']")[0].GetAttribute("href")!;

        var details = await AnsweredPage.GetAsync(client, slot);
        using var booked = await (await WebForm.OpenAsync(client, slot)).PostAsync();

        Assert.Equal(("Jon Dahl", "jon@example.org"), (details.Typed("Name"), details.Typed("Email")));
        Assert.Contains("Not you?", details.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, booked.StatusCode);
        Assert.Equal(1, await served.House.ReadAsync(business.Id, static db => db.Set<Core.Contacts.Contact>().CountAsync()));
    }

    [Theory]
    [InlineData("&for=x")]
    [InlineData("&setup=1")]
    public async Task However_it_is_asked_for_a_page_that_was_filled_in_is_shown_to_nobody_else(string twist)
    {
        var (business, link) = await SharedAsync($"Telling {twist[1]}");
        using var client = served.Server.Browse();
        using var stranger = served.Server.Browse();

        await AnsweredPage.GetAsync(client, $"{link}&start={Start}{twist}");
        var theirs = await AnsweredPage.GetAsync(stranger, $"/book/{business.Slug}/appointment?start={Start}");

        Assert.DoesNotContain("Jon Dahl", theirs.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("jon@example.org", theirs.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_said_to_somebody_signed_in_is_on_nobody_elses_page()
    {
        var business = await served.House.OpenBusinessAsync("Bannered");
        using var member = await served.SignInAsync(served.Business);
        using var stranger = served.Server.Browse();

        await AnsweredPage.GetAsync(member, $"/book/{business.Slug}/appointment?setup=1");
        var theirs = await AnsweredPage.GetAsync(stranger, $"/book/{business.Slug}/appointment");

        Assert.DoesNotContain("test booking", theirs.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Clearing_forgets_them()
    {
        var (_, link) = await SharedAsync("Forgetting");
        using var client = served.Server.Browse();
        var details = await AnsweredPage.GetAsync(client, $"{link}&start={Start}");

        var cleared = await AnsweredPage.GetAsync(client, details.All(".prefilled a").Single().GetAttribute("href")!);

        Assert.Equal((string.Empty, string.Empty), (cleared.Typed("Name"), cleared.Typed("Email")));
        Assert.DoesNotContain("jon@example.org", cleared.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("&amp;for=", cleared.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_kept_on_the_way_in_a_frame_too()
    {
        var (_, link) = await SharedAsync("Framing");
        using var client = served.Server.Browse();

        var times = await AnsweredPage.GetAsync(client, $"{link}&embed=1");

        var token = link[(link.IndexOf("for=", StringComparison.Ordinal) + 4)..];
        Assert.NotEmpty(times.All("a.slot"));
        Assert.All(times.All("a.slot, table a"), slot => Assert.EndsWith($"embed=1&for={token}", slot.GetAttribute("href"), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_link_of_another_business_one_that_has_ended_or_none_at_all_fills_in_nothing()
    {
        var clock = new FakeClock();
        await using var server = new TestServer(clock: clock);
        var house = TestHouse.Inside(server, clock);
        var (mine, theirs) = (await house.OpenBusinessAsync("Mine"), await house.OpenBusinessAsync("Theirs"));
        await theirs.AskAsync();
        var shared = new Uri(await ShareAsync(theirs, (await theirs.ConversationAsync("jon@example.org")).ContactId, theirs.Service.Id)).PathAndQuery;
        using var client = server.Browse();

        var elsewhere = await AnsweredPage.GetAsync(client, $"{shared.Replace(theirs.Slug, mine.Slug, StringComparison.Ordinal)}&start={Start}");
        var forged = await AnsweredPage.GetAsync(client, $"/book/{theirs.Slug}/appointment?start={Start}&for=%22%3E%3Cscript%3E");
        var fresh = await AnsweredPage.GetAsync(client, $"{shared}&start={Start}");
        clock.Advance(Duration.FromDays(60));
        var ended = await AnsweredPage.GetAsync(client, $"{shared}&start=2026-05-05T09:30");

        Assert.Equal("Jon Dahl", fresh.Typed("Name"));
        Assert.All([elsewhere, forged, ended], static page => Assert.Equal((HttpStatusCode.OK, string.Empty), (page.Status, page.Typed("Name"))));
        Assert.DoesNotContain("<script>", forged.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_that_shows_them_is_neither_cached_nor_passed_on()
    {
        var (_, link) = await SharedAsync("Quiet");
        using var client = served.Server.Browse();

        using var response = await client.GetAsync(new Uri($"{link}&start={Start}", UriKind.Relative));

        Assert.True(response.Headers.CacheControl?.NoStore);
        Assert.Equal("no-referrer", Assert.Single(response.Headers.GetValues("Referrer-Policy")));
    }

    private static async Task<string> ShareAsync(TestBusiness business, Guid contact, Guid? service) =>
        (await business.House.Get<ShareBookingLinkHandler>().HandleAsync(business.Owner, new ShareBookingLink(contact, service), default)).Required();

    private async Task<(TestBusiness Business, string Path)> SharedAsync(string name)
    {
        var business = await served.House.OpenBusinessAsync(name);
        await business.AskAsync();
        var contact = (await business.ConversationAsync("jon@example.org")).ContactId;
        return (business, new Uri(await ShareAsync(business, contact, business.Service.Id)).PathAndQuery);
    }
}
