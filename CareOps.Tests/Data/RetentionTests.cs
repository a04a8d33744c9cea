using CareOps.Core.Bookings;
using CareOps.Core.Data;
using CareOps.Core.Data.Outbox;
using CareOps.Core.Foundation;
using CareOps.Core.Messaging;
using CareOps.Core.Workspaces;
using CareOps.Tests.Support;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Tests.Data;

public sealed class RetentionTests
{
    [EachEngine]
    public async Task Handled_events_go_when_their_log_time_is_over_and_no_others(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var (old, waiting, young) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        await RaiseAsync(house, business, old, 2500);
        await HandleAsync(house, business, old);
        await RaiseAsync(house, business, waiting, 1);
        house.Clock.Advance(Duration.FromSeconds(1));
        await RaiseAsync(house, business, young, 1);
        await HandleAsync(house, business, young);
        house.Clock.Advance(Retention.LogTime);

        var gone = await house.Get<Retention>().SweepAsync(CancellationToken.None);

        var kept = await house.ReadAsync(business.Id, db => db.OutboxEvents.Select(row => row.SubjectId).ToListAsync());
        Assert.Equal(2500, gone);
        Assert.Equal([waiting, young], kept.Order(Comparer<Guid>.Create((left, _) => left == waiting ? -1 : 1)));
        Assert.Equal(0, await house.Get<Retention>().SweepAsync(CancellationToken.None));
    }

    [EachEngine]
    public async Task Keys_and_ended_links_go_in_their_time_and_receipts_stay(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        await business.BookAsync(TestBusiness.Tuesday);
        await house.DrainAsync();
        var connection = await house.Get<IWriteDoor>().RunAsync(
            business.Owner, static (db, _) => Task.FromResult(db.NewId()), CancellationToken.None);
        Task<bool> IsFirstAsync() => house.Get<IWriteDoor>().RunAsync(
            business.Owner, (db, token) => ProviderReceipt.IsFirstAsync(db, connection, "event", token), CancellationToken.None);
        Assert.True(await IsFirstAsync());
        var links = await house.ReadAsync(business.Id, static db => db.PublicLinks().CountAsync());

        house.Clock.Advance(Duration.FromDays(29));
        await house.Get<Retention>().SweepAsync(CancellationToken.None);
        Assert.Equal(1, await house.ReadAsync(business.Id, static db => db.Submissions().CountAsync()));

        house.Clock.Advance(Duration.FromDays(2));
        await house.Get<Retention>().SweepAsync(CancellationToken.None);
        Assert.False(await IsFirstAsync());
        Assert.Equal(0, await house.ReadAsync(business.Id, static db => db.Submissions().CountAsync()));
        Assert.Equal(links, await house.ReadAsync(business.Id, static db => db.PublicLinks().CountAsync()));

        // 90 days after the booking its links end, 90 days later they go; the one to unsubscribe by lasts longer.
        house.Clock.Advance(Duration.FromDays(180));
        await house.Get<Retention>().SweepAsync(CancellationToken.None);
        Assert.Equal(
            LinkPurposes.Unsubscribe, await house.ReadAsync(business.Id, static db => db.PublicLinks().Select(row => row.Purpose).SingleAsync()));
    }

    private static Task HandleAsync(TestHouse house, TestBusiness business, Guid subject) => house.Get<IWriteDoor>().RunAsync(
        business.Owner,
        (db, token) =>
        {
            Instant? now = db.Now;
            return db.OutboxEvents.Where(row => row.SubjectId == subject)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.ProcessedAt, now), token);
        },
        CancellationToken.None);

    private static Task RaiseAsync(TestHouse house, TestBusiness business, Guid subject, int count) => house.Get<IWriteDoor>().RunAsync(
        business.Owner,
        (db, _) =>
        {
            for (var number = 0; number < count; number++)
            {
                db.Raise(new BookingCancelled(subject, 2));
            }

            return Task.FromResult(Done.It);
        },
        CancellationToken.None);
}
