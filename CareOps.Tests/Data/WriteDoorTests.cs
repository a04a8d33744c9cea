using CareOps.Core.Bookings;
using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.LiveUpdates;
using CareOps.Tests.Support;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Tests.Data;

public sealed class WriteDoorTests
{
    [EachEngine]
    public async Task What_throws_is_undone_and_its_neighbours_are_kept(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var door = house.Get<IWriteDoor>();

        var writes = await Task.WhenAll(Enumerable.Range(0, 60).Select(number => Task.Run(() => AddAsync(door, business, number))));

        Assert.Equal(20, writes.Count(static written => written));
        Assert.Equal(20, await house.ReadAsync(business.Id, static db => db.Contacts().CountAsync()));
    }

    [EachEngine]
    public async Task What_a_caller_is_told_is_what_is_stored_though_a_neighbour_is_taken_back(Engine engine)
    {
        const int Rounds = 10;
        const int Neighbours = 12;
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var told = new List<Guid>();
        for (var round = 0; round < Rounds; round++)
        {
            // Nobody is done before all of them wait, so that they share a commit where commits are shared.
            var all = new TaskCompletionSource();
            var first = WriteAsync(house, business, Neighbours * round, all.Task, fails: false);
            var others = Enumerable.Range((Neighbours * round) + 1, Neighbours - 1)
                .Select(number => WriteAsync(house, business, number, Task.CompletedTask, fails: number % 5 == 0)).ToList();
            all.SetResult();
            foreach (var write in others.Prepend(first))
            {
                told.AddRange(await write is { } id ? [id] : Array.Empty<Guid>());
            }
        }

        var stored = await house.ReadAsync(business.Id, static db => db.Contacts().Select(static row => row.Id).ToListAsync());
        Assert.Equal(told.Order(), stored.Order());
        Assert.InRange(told.Count, 1, (Rounds * Neighbours) - 1);
    }

    [EachEngine]
    public async Task A_row_that_is_refused_with_the_commit_takes_the_rows_before_it_along(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var door = house.Get<IWriteDoor>();

        await door.RunAsync(business.Owner, (db, _) => AppendAsync(db, 1), CancellationToken.None);
        await Assert.ThrowsAsync<DbUpdateException>(() => door.RunAsync(
            business.Owner,
            async (db, _) =>
            {
                await AppendAsync(db, 2);
                return await AppendAsync(db, 1);
            },
            CancellationToken.None));
        await door.RunAsync(business.Owner, (db, _) => AppendAsync(db, 3), CancellationToken.None);

        Assert.Equal(
            ["someone1@example.org", "someone3@example.org"],
            await house.ReadAsync(business.Id, static db => db.Contacts().Select(static row => row.Email!).Order().ToListAsync()));
    }

    [EachEngine]
    public async Task A_cancelled_caller_writes_nothing(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => house.Get<IWriteDoor>().RunAsync(
            business.Owner, (db, _) => Task.FromResult(db.Add(NewContact(db, 1)) is not null), cancelled.Token));

        Assert.Equal(0, await house.ReadAsync(business.Id, static db => db.Contacts().CountAsync()));
    }

    [EachEngine]
    public async Task A_write_into_another_workspace_throws(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var mine = await house.OpenBusinessAsync("Mine");
        var theirs = await house.OpenBusinessAsync("Theirs");

        await Assert.ThrowsAsync<InvalidOperationException>(() => house.Get<IWriteDoor>().RunAsync(
            mine.Owner,
            async (db, token) =>
            {
                var service = await db.AllWorkspaces<Service>().SingleAsync(row => row.Id == theirs.Service.Id, token);
                db.Update(service);
                return Done.It;
            },
            CancellationToken.None));
    }

    [EachEngine]
    public async Task A_context_for_reading_can_not_write(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();

        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => house.ReadAsync(
            business.Id, static db => db.Contacts().ExecuteDeleteAsync()));
    }

    [EachEngine]
    public async Task A_context_without_a_workspace_matches_nothing(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        await house.OpenBusinessAsync();

        Assert.Equal(0, await house.ReadAsync(WorkspaceId.None, static db => db.Services().CountAsync()));
    }

    [EachEngine]
    public async Task A_commit_is_told_to_its_own_workspace_only(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var mine = await house.OpenBusinessAsync("Mine");
        var theirs = await house.OpenBusinessAsync("Theirs");
        var (heardHere, heardThere) = (new List<LiveSubject>(), new List<LiveSubject>());
        using var here = house.Get<LiveUpdateHub>().Subscribe(mine.Id, heardHere.AddRange);
        using var there = house.Get<LiveUpdateHub>().Subscribe(theirs.Id, heardThere.AddRange);

        var booking = await mine.BookAsync(TestBusiness.Tuesday);

        Assert.Contains(new LiveSubject(nameof(Booking), booking.Id), heardHere);
        Assert.Empty(heardThere);
    }

    private static Task<Done> AppendAsync(CareOpsDb db, int number)
    {
        db.Append(NewContact(db, number));
        return Task.FromResult(Done.It);
    }

    private static async Task<Guid?> WriteAsync(TestHouse house, TestBusiness business, int number, Task until, bool fails)
    {
        try
        {
            return await house.Get<IWriteDoor>().RunAsync(
                business.Owner,
                async (db, token) =>
                {
                    await until.WaitAsync(token);
                    var contact = NewContact(db, number);
                    db.Add(contact);
                    await db.SaveChangesAsync(token);
                    return fails ? throw new TimeoutException("The work itself failed.") : contact.Id;
                },
                CancellationToken.None);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    private static async Task<bool> AddAsync(IWriteDoor door, TestBusiness business, int number)
    {
        try
        {
            var result = await door.RunAsync<Result<Done>>(
                business.Owner,
                async (db, token) =>
                {
                    db.Add(NewContact(db, number));
                    await db.SaveChangesAsync(token);
                    return (number % 3) switch
                    {
                        0 => Done.It,
                        1 => Error.NotFound("anything"),
                        _ => throw new TimeoutException("The work itself failed."),
                    };
                },
                CancellationToken.None);
            return result.Succeeded;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private static Contact NewContact(CareOpsDb db, int number) => Contact.Create(
        db, new ContactDetails("Someone", EmailAddress.Parse($"someone{number}@example.org"), null), ContactSource.Member);
}
