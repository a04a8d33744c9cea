using CareOps.Core.Bookings;
using CareOps.Core.Data;
using CareOps.Core.Workspaces;
using CareOps.Tests.Support;

namespace CareOps.Tests.Public;

/// <summary>Pages that were drawn once and are shown again say what is true now.</summary>
public sealed class KeptPageTests
{
    private const string Service = "appointment";
    private const string Times = "?day=2026-03-03";
    private const string Details = "?start=2026-03-03T09:30";

    [EachEngine]
    public async Task A_time_that_was_just_booked_is_free_on_no_page_of_any_node_and_one_that_was_given_up_is_again(Engine engine)
    {
        var clock = new FakeClock();
        var postgres = engine == Engine.Postgres ? await TestHouse.EmptyPostgresAsync() : null;
        await using (var server = new TestServer(postgres, clock))
        await using (var another = postgres is null ? null : new TestServer(postgres, clock))
        {
            var business = await TestHouse.Inside(server, clock).OpenBusinessAsync();
            var nodes = new[] { server, another }.OfType<TestServer>().Select(static node => node.Browse()).ToList();
            await AssertFreeAsync(nodes, business, isFree: true);

            var booked = await business.BookAsync(TestBusiness.Tuesday);
            await AssertFreeAsync(nodes, business, isFree: false);

            await business.House.Get<CancelBookingHandler>().HandleAsync(
                business.Owner, new CancelBooking(booked.Id), CancellationToken.None);
            await AssertFreeAsync(nodes, business, isFree: true);

            nodes.ForEach(static node => node.Dispose());
        }

        if (postgres is not null)
        {
            await (await PostgresCluster.SharedAsync()).DropDatabaseAsync(postgres);
        }
    }

    [EachEngine]
    public async Task What_the_owner_changes_is_shown_to_the_next_visitor(Engine engine)
    {
        var clock = new FakeClock();
        var postgres = engine == Engine.Postgres ? await TestHouse.EmptyPostgresAsync() : null;
        await using (var server = new TestServer(postgres, clock))
        {
            var business = await TestHouse.Inside(server, clock).OpenBusinessAsync();
            await business.SaveAsync(business.Form with { Id = null, Name = "Second look" });
            using var client = server.Browse();
            string[] pages = [$"/book/{business.Slug}", $"/book/{business.Slug}/{Service}{Times}", $"/book/{business.Slug}/{Service}{Details}"];
            await AssertOnAllAsync(client, pages, "Riverside Physio");

            (await business.House.Get<ChangeBusinessHandler>().HandleAsync(
                business.Owner,
                new ChangeBusiness("Hillside Physio", business.Slug, "Europe/Oslo", "NOK", "NO", null, null, null, 60),
                CancellationToken.None)).Required();
            await AssertOnAllAsync(client, pages, "Hillside Physio");

            await business.SaveAsync(business.Form with { Name = "First look" });
            await AssertOnAllAsync(client, pages, "First look");
        }

        if (postgres is not null)
        {
            await (await PostgresCluster.SharedAsync()).DropDatabaseAsync(postgres);
        }
    }

    [Fact]
    public async Task Each_visitor_gets_a_form_of_their_own()
    {
        var clock = new FakeClock();
        await using var server = new TestServer(clock: clock);
        var business = await TestHouse.Inside(server, clock).OpenBusinessAsync();
        using var anna = server.Browse();
        using var jon = server.Browse();

        var first = await PublicPages.OpenBookingFormAsync(anna, business.Slug, start: "2026-03-03T09:30");
        var second = await PublicPages.OpenBookingFormAsync(jon, business.Slug, start: "2026-03-03T10:00");

        Assert.Equal(("2026-03-03T09:30", "2026-03-03T10:00"), (first["Start"], second["Start"]));
        Assert.All(
            ["SubmissionKey", "HoldId", "__RequestVerificationToken"],
            field => Assert.NotEqual(first[field], second[field]));
        Assert.DoesNotContain(first["Start"], (await AnsweredPage.GetAsync(jon, $"/book/{business.Slug}/{Service}?start=2026-03-03T10:00")).Html, StringComparison.Ordinal);
        foreach (var form in new[] { first, second })
        {
            using var booked = await form.Fill(("Name", "Anna Berg"), ("Email", "anna@example.org")).PostAsync();
            Assert.StartsWith("/booking/", booked.Headers.Location?.OriginalString, StringComparison.Ordinal);
        }
    }

    // Twice: the first look may be the one that is kept.
    private static async Task AssertFreeAsync(IReadOnlyList<HttpClient> nodes, TestBusiness business, bool isFree)
    {
        foreach (var node in nodes.Concat(nodes))
        {
            var offered = await PublicPages.SlotsAsync(node, business.Slug, Service, Times);
            Assert.Equal(isFree, offered.Any(static link => link.EndsWith(Details, StringComparison.Ordinal)));
            var details = await AnsweredPage.GetAsync(node, $"/book/{business.Slug}/{Service}{Details}");
            Assert.Equal(isFree, details.Alert.Length == 0);
        }
    }

    private static async Task AssertOnAllAsync(HttpClient client, IEnumerable<string> pages, string words)
    {
        foreach (var page in pages.SelectMany(static page => new[] { page, page }))
        {
            Assert.Contains(words, (await AnsweredPage.GetAsync(client, page)).Html, StringComparison.Ordinal);
        }
    }
}
