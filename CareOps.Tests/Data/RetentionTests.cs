using CareOps.Core.Bookings;
using CareOps.Core.Data;
using CareOps.Core.Data.Outbox;
using CareOps.Core.Foundation;
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
