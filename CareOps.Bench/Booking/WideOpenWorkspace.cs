using CareOps.Core.Bookings;
using CareOps.Core.Data;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

using NodaTime;

namespace CareOps.Bench.Booking;

/// <summary>Opens the demo's first service around the clock for two years: 35,000 slots that nobody has taken yet.</summary>
internal static class WideOpenWorkspace
{
    private const int SlotMinutes = 30;

    public static async Task PrepareAsync(string file, CancellationToken cancellationToken)
    {
        await using var services = Open(file);
        await using var db = await services.GetRequiredService<ReadDoor>().OpenUnfilteredAsync(cancellationToken);
        var owner = (await db.Set<Member>().IgnoreQueryFilters().SingleAsync(member => member.Role == MemberRole.Owner, cancellationToken))
            .AsCaller();
        var service = (await services.GetRequiredService<SlotQueries>().ServicesAsync(owner, cancellationToken))[0];
        (await services.GetRequiredService<ChangeHoursHandler>().HandleAsync(
            owner,
            new ChangeHours(
                owner.Id,
                [.. Enumerable.Range(1, 7).Select(static day => new OpenInterval((IsoDayOfWeek)day, 0, WeeklyHours.MinutesOfADay))]),
            cancellationToken)).Required();
        (await services.GetRequiredService<SaveServiceHandler>().HandleAsync(
            owner,
            new SaveService(
                service.Id, service.Name, null, SlotMinutes, 0, 0, SlotMinutes, 0, Service.MaxHorizonDays, 0, null, service.Location, null, true),
            cancellationToken)).Required();
    }

    public static async Task<int> CountBookingsAsync(string file, CancellationToken cancellationToken)
    {
        await using var services = Open(file);
        await using var db = await services.GetRequiredService<ReadDoor>().OpenUnfilteredAsync(cancellationToken);
        return await db.Set<Core.Bookings.Booking>().IgnoreQueryFilters().CountAsync(cancellationToken);
    }

    public static async Task<int> CountWaitingAsync(string file, CancellationToken cancellationToken)
    {
        await using var services = Open(file);
        await using var db = await services.GetRequiredService<ReadDoor>().OpenUnfilteredAsync(cancellationToken);
        return await db.OutboxEvents.CountAsync(stored => stored.ProcessedAt == null && stored.DeadAt == null, cancellationToken)
            + await db.Set<Core.Messaging.Delivery>().IgnoreQueryFilters()
                .CountAsync(
                    delivery => delivery.Status == Core.Messaging.DeliveryStatus.Queued || delivery.Status == Core.Messaging.DeliveryStatus.Sending,
                    cancellationToken);
    }

    private static ServiceProvider Open(string file)
    {
        var services = new ServiceCollection();
        services.AddLogging(static logging => logging.SetMinimumLevel(LogLevel.None));
        services.AddData(new DatabaseLocation(null, file));
        services.AddBookings();
        return services.BuildServiceProvider();
    }
}
