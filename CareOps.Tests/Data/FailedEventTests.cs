using CareOps.Core.Data;
using CareOps.Core.Data.Outbox;
using CareOps.Core.Files;
using CareOps.Core.Foundation;
using CareOps.Core.LiveUpdates;
using CareOps.Tests.Support;

using NodaTime;

namespace CareOps.Tests.Data;

/// <summary>What follows an event and fails for good is shown, and can be tried again.</summary>
public sealed class FailedEventTests
{
    private const string NoPlace = "n";

    [EachEngine]
    public async Task What_failed_eight_times_is_listed_and_a_retry_starts_anew(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var (business, other) = (await house.OpenBusinessAsync(), await house.OpenBusinessAsync("Other Physio"));
        await RaiseAsync(house, business);
        var heard = new List<LiveSubject>();
        using var here = house.Get<LiveUpdateHub>().Subscribe(business.Id, heard.AddRange);
        await FailAsync(house);

        var failed = Assert.Single(await ListAsync(house, business));
        Assert.Equal("file.removed", failed.Name);
        Assert.NotEmpty(failed.Error!);
        Assert.Contains(new LiveSubject(nameof(OutboxEvent), failed.EventId), heard);
        Assert.Empty(await ListAsync(house, other));
        Assert.Equal(ErrorKind.NotFound, (await RetryAsync(house, other, failed.EventId)).Error?.Kind);

        (await RetryAsync(house, business, failed.EventId)).Required();
        Assert.Empty(await ListAsync(house, business));
        Assert.Equal(ErrorKind.NotFound, (await RetryAsync(house, business, failed.EventId)).Error?.Kind);
        await FailAsync(house);
        Assert.Equal(failed.EventId, Assert.Single(await ListAsync(house, business)).EventId);
    }

    // A place so short is none: taking it from the disk fails each time.
    private static Task RaiseAsync(TestHouse house, TestBusiness business) => house.Get<IWriteDoor>().RunAsync(
        business.Owner,
        (db, _) =>
        {
            db.Raise(new FileRemoved(db.NewId(), NoPlace));
            return Task.FromResult(Done.It);
        },
        CancellationToken.None);

    private static async Task FailAsync(TestHouse house)
    {
        for (var attempt = 0; attempt < 9; attempt++)
        {
            await house.DrainAsync();
            house.Clock.Advance(Duration.FromMinutes(20));
        }
    }

    private static Task<IReadOnlyList<FailedEvent>> ListAsync(TestHouse house, TestBusiness business) =>
        house.Get<FailedEventQueries>().ListAsync(business.Owner, 10, CancellationToken.None);

    private static Task<Result<Done>> RetryAsync(TestHouse house, TestBusiness business, Guid failed) =>
        house.Get<RetryEventHandler>().HandleAsync(business.Owner, new RetryEvent(failed), CancellationToken.None);
}
