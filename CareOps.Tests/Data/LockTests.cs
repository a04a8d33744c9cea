using CareOps.Core.Bookings;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;
using CareOps.Tests.Support;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Tests.Data;

/// <summary>Locks travel with the statement after them, whichever kind that is.</summary>
public sealed class LockTests
{
    private const int Writers = 12;

    [EachEngine]
    public async Task Who_reads_under_a_lock_sees_what_the_one_before_committed(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();

        // Each reads and adds one to what it read: without the lock, or with a look from before it, some would be lost.
        await AllAtOnceAsync(business, async (db, token) =>
        {
            await db.LockAsync("count", token);
            var minutes = await db.Services().AsNoTracking().Select(static row => row.DurationMinutes).SingleAsync(token);
            await db.Services().ExecuteUpdateAsync(set => set.SetProperty(row => row.DurationMinutes, minutes + 1), token);
        });

        Assert.Equal(
            business.Service.DurationMinutes + Writers,
            await house.ReadAsync(business.Id, static db => db.Services().Select(static row => row.DurationMinutes).SingleAsync()));
    }

    [EachEngine]
    public async Task What_is_to_run_under_the_locks_runs_before_the_next_statement_and_is_not_counted_with_it(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var service = business.Service.Id;

        await house.Get<IWriteDoor>().RunAsync(
            business.Owner,
            async (db, token) =>
            {
                await db.LockAllAsync(["b", "a", "b"], Add(db, 1), token);
                Assert.Equal(business.Service.DurationMinutes + 1, await MinutesAsync(db, token));
                await db.LockAllAsync(["c"], Add(db, 1), token);
                Assert.Equal(1, await db.Services().ExecuteUpdateAsync(set => set.SetProperty(row => row.Position, 7), token));
                Assert.Equal(business.Service.DurationMinutes + 2, await MinutesAsync(db, token));
                await db.LockAllAsync(["d"], Add(db, 1), token);
                db.Append(Submission.Of(db, Guid.NewGuid(), "anything", service));
                await db.SaveChangesAsync(token);
                Assert.Equal(business.Service.DurationMinutes + 3, await MinutesAsync(db, token));
                await db.LockAllAsync(["e"], Add(db, 1), token);
                var tracked = await db.Workspaces().SingleAsync(token);
                await db.LockAsync("f", token);
                db.Remove(await db.ServiceMembers().FirstAsync(token));
                await db.LockAsync("g", token);
                await db.SaveChangesAsync(token);
                Assert.Equal(business.Id, tracked.Id);
                return Done.It;
            },
            CancellationToken.None);

        Assert.Equal(business.Service.DurationMinutes + 4, await house.ReadAsync(business.Id, static db => MinutesAsync(db, CancellationToken.None)));
        Assert.Equal(0, await house.ReadAsync(business.Id, static db => db.ServiceMembers().CountAsync()));
    }

    private static Task<int> MinutesAsync(CareOpsDb db, CancellationToken cancellationToken) =>
        db.Services().AsNoTracking().Select(static row => row.DurationMinutes).SingleAsync(cancellationToken);

    private static IReadOnlyList<FormattableString> Add(CareOpsDb db, int minutes) =>
        [$"""UPDATE "Services" SET "DurationMinutes" = "DurationMinutes" + {minutes} WHERE "WorkspaceId" = {db.Sql(db.Workspace.Value)}"""];

    private static Task AllAtOnceAsync(TestBusiness business, Func<CareOpsDb, CancellationToken, Task> work) =>
        Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => business.House.Get<IWriteDoor>().RunAsync(
            business.Owner,
            async (db, token) =>
            {
                await work(db, token);
                return Done.It;
            },
            CancellationToken.None)));
}
