using CareOps.Core.Bookings;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Tests.Support;

using NodaTime;

namespace CareOps.Tests.Bookings;

/// <summary>A day is marked free exactly when it has a time to choose, however few members were read to know it.</summary>
public sealed class FreeDaysTests
{
    private const int DaysAhead = 50;

    public static TheoryData<Engine, int> Worlds => new()
    {
        { Engine.Sqlite, 1 }, { Engine.Sqlite, 2 }, { Engine.Sqlite, 3 }, { Engine.Sqlite, 4 }, { Engine.Sqlite, 5 }, { Engine.Postgres, 6 },
    };

    [PostgresTheory]
    [MemberData(nameof(Worlds))]
    public async Task The_free_days_are_those_with_a_free_time(Engine engine, int seed)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        List<MemberId> team = [business.Owner.Id, (await business.HireAsync()).Id, (await business.HireAsync("Ida Vik")).Id];
        var service = await business.SaveAsync(business.Form with { Members = team, HorizonDays = DaysAhead });
        var today = house.Clock.Now.InUtc().Date;
        await CloseSomeDaysAsync(business, team, today, new Random(seed));

        var workspace = await business.WorkspaceAsync();
        var slots = house.Get<SlotQueries>();
        foreach (var wish in team.Select(static member => new SlotWish(member)).Prepend(default))
        {
            var withTimes = new HashSet<LocalDate>();
            for (var date = today; date <= today.PlusDays(DaysAhead); date = date.PlusDays(1))
            {
                if ((await slots.OnAsync(business.Visitor, workspace, service, date, wish, CancellationToken.None)).Count > 0)
                {
                    withTimes.Add(date);
                }
            }

            var first = await slots.PageAsync(business.Visitor, workspace, service, null, null, wish, CancellationToken.None);
            var next = await slots.PageAsync(
                business.Visitor, workspace, service, null, new LocalDate(2026, 4, 1), wish, CancellationToken.None);

            Assert.Equal(withTimes.Order(), first.FreeDays.Concat(next.FreeDays).Distinct().Order());
            Assert.Equal(withTimes.Min(), first.Day);
            Assert.NotEmpty(first.Slots);
        }
    }

    // Some days for one of them, some for all.
    private static async Task CloseSomeDaysAsync(TestBusiness business, List<MemberId> team, LocalDate today, Random random)
    {
        var hours = business.House.Get<SetDayHoursHandler>();
        for (var ahead = 0; ahead < DaysAhead; ahead++)
        {
            var closed = random.Next(5) switch
            {
                0 => team,
                1 or 2 => [team[random.Next(team.Count)], team[0]],
                _ => (IReadOnlyList<MemberId>)[],
            };
            foreach (var member in closed.Distinct())
            {
                (await hours.HandleAsync(
                    business.Owner, new SetDayHours(member, today.PlusDays(ahead), []), CancellationToken.None)).Required();
            }
        }
    }
}
