using System.Net;

using CareOps.Core.Bookings;
using CareOps.Core.Data;
using CareOps.Tests.Support;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Tests.Public;

public sealed class SlotRaceTests
{
    private const int Visitors = 200;

    [EachEngine]
    public async Task Of_200_visitors_who_book_one_time_at_once_one_gets_it_and_the_others_the_nearest(Engine engine)
    {
        var clock = new FakeClock();
        var postgres = engine == Engine.Postgres ? await TestHouse.EmptyPostgresAsync() : null;
        await using (var server = new TestServer(postgres, clock))
        {
            var house = TestHouse.Inside(server, clock);
            var business = await house.OpenBusinessAsync();
            using var client = server.Browse();
            var form = await PublicPages.OpenBookingFormAsync(client, business.Slug, start: "2026-03-03T09:30");

            var answers = await Task.WhenAll(Enumerable.Range(0, Visitors).Select(number => BookAsync(form, number)));

            Assert.Equal(
                "302 × 1, 409 × 199",
                string.Join(", ", answers.GroupBy(static page => (int)page.Status).OrderBy(static page => page.Key)
                    .Select(static page => $"{page.Key} × {page.Count()}")));
            Assert.All(answers.Where(static page => page.Status == HttpStatusCode.Conflict), static page =>
            {
                page.AssertRefused(HttpStatusCode.Conflict);
                Assert.Contains("Someone else just booked this time", page.Alert, StringComparison.Ordinal);
                Assert.Equal(["2026-03-03T09:00", "2026-03-03T10:00", "2026-03-03T10:30"], page.Choices("Start"));
                Assert.Equal("Anna Berg", page.Typed("Name"));
            });
            Assert.Equal(1, await house.ReadAsync(business.Id, static db => db.Bookings().CountAsync()));
            Assert.Equal(1, await house.ReadAsync(business.Id, static db => db.Occupancies().CountAsync()));
        }

        if (postgres is not null)
        {
            await (await PostgresCluster.SharedAsync()).DropDatabaseAsync(postgres);
        }
    }

    private static Task<AnsweredPage> BookAsync(WebForm form, int number) => Task.Run(() => AnsweredPage.PostAsync(form.Copy().Fill(
        ("SubmissionKey", Guid.NewGuid().ToString()), ("Name", "Anna Berg"), ("Email", $"visitor{number}@example.org"))));
}
