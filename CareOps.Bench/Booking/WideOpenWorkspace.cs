using System.Globalization;

using CareOps.Core.Bookings;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.Data.Sqlite;
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
        var owner = await OwnerAsync(db, cancellationToken);
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

    public static async Task<Caller.Member> OwnerAsync(CareOpsDb db, CancellationToken cancellationToken) =>
        (await db.Set<Member>().IgnoreQueryFilters().SingleAsync(member => member.Role == MemberRole.Owner, cancellationToken)).AsCaller();

    public static Task<int> CountBookingsAsync(string file, CancellationToken cancellationToken) =>
        CountAsync(file, """SELECT COUNT(*) FROM "Bookings";""", cancellationToken);

    // In microseconds, as instants are stored. Older versions of SQLite answer unixepoch('subsec') with NULL, before which nothing is due.
    private const string Now = "((julianday('now') - 2440587.5) * 86400000000)";

    /// <summary>What is left to do now: a form that falls due tomorrow is an event already, but waits for nobody here.</summary>
    public static Task<int> CountWaitingAsync(string file, CancellationToken cancellationToken) => CountAsync(
        file,
        $"""
        SELECT (SELECT COUNT(*) FROM "OutboxEvents" WHERE "ProcessedAt" IS NULL AND "DeadAt" IS NULL AND "DueAt" <= {Now})
             + (SELECT COUNT(*) FROM "Deliveries" WHERE "Status" IN ('Queued', 'Sending') AND "DueAt" <= {Now})
             + (SELECT COUNT(*) FROM "AutomationRuns" WHERE "Status" = 'Scheduled' AND "DueAt" <= {Now});
        """,
        cancellationToken);

    // Without the model, whose building would cost the server under measurement a core for a while.
    private static async Task<int> CountAsync(string file, string statement, CancellationToken cancellationToken)
    {
        await using var connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly");
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = statement;
        return Convert.ToInt32(await command.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture);
    }

    internal static ServiceProvider Open(string file)
    {
        var services = new ServiceCollection();
        services.AddLogging(static logging => logging.SetMinimumLevel(LogLevel.None));
        services.AddData(new DatabaseLocation(null, file));
        services.AddBookings();
        return services.BuildServiceProvider();
    }
}
