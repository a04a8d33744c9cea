using System.Net;

using CareOps.Core.Bookings;
using CareOps.Core.Data;
using CareOps.Core.Data.Postgres;
using CareOps.Core.Data.Sqlite;
using CareOps.Core.Messaging;
using CareOps.Tests.Support;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Tests.Faults;

public sealed class KillTests
{
    private const int Kills = 10;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [EachEngine]
    public async Task Kill_9_between_a_booking_and_its_confirmation_loses_and_doubles_nothing(Engine engine)
    {
        var folder = Directory.CreateTempSubdirectory("careops-kill-").FullName;
        var postgres = engine == Engine.Postgres ? await TestHouse.EmptyPostgresAsync() : null;
        var (code, output) = await AppProcess.RunAsync(folder, postgres, "demo", "--password", "correct horse");
        Assert.True(code == 0, output);
        var before = await CountAsync(folder, postgres);
        var random = new Random(20261121);
        var caughtInBetween = 0;

        for (var kill = 0; kill < Kills; kill++)
        {
            await using var app = await AppProcess.StartAsync(folder, postgres);
            await BookAsync(app.Address, $"killed{kill}@example.org");

            // The answer came after the commit; the confirmation follows within some milliseconds.
            await WaitMillisecondsAsync(random.Next(0, 12));
            await app.KillAsync();
            caughtInBetween += await CountAsync(folder, postgres) is var at && at.Confirmed - before.Confirmed <= kill ? 1 : 0;
        }

        await using var last = await AppProcess.StartAsync(folder, postgres);
        await Eventually.TrueAsync(
            async () => (await CountAsync(folder, postgres)).Confirmed >= before.Confirmed + Kills, Patience, "all confirmations");
        await BookAsync(last.Address, "afterwards@example.org");
        await Eventually.TrueAsync(
            async () => (await CountAsync(folder, postgres)).Confirmed > before.Confirmed + Kills, Patience, "the last confirmation");

        var after = await CountAsync(folder, postgres);
        Assert.Equal(before.Booked + Kills + 1, after.Booked);
        Assert.Equal(before.Confirmed + Kills + 1, after.Confirmed);
        Assert.True(caughtInBetween > 0, "No kill came before the confirmation: the test proved nothing.");
    }

    private static async Task BookAsync(Uri address, string email)
    {
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = address };
        var form = await PublicPages.OpenBookingFormAsync(client, "demo", "follow-up");
        using var response = await form.Fill(("Name", "Anna Berg"), ("Email", email)).PostAsync();
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
    }

    private static async Task WaitMillisecondsAsync(int milliseconds)
    {
        // Not a wait for something to happen: the moment of the kill is what is being varied.
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(milliseconds + 1));
        await timer.WaitForNextTickAsync();
    }

    private static async Task<(int Booked, int Confirmed)> CountAsync(string folder, string? postgres)
    {
        if (postgres is null)
        {
            await using var sqlite = ((ICareOpsContexts)new SqliteContexts(Path.Combine(folder, "careops.db"))).CreateDbContext();
            return await CountAsync(sqlite);
        }

        await using var contexts = new PostgresContexts(postgres);
        await using var db = contexts.CreateDbContext();
        return await CountAsync(db);
    }

    private static async Task<(int Booked, int Confirmed)> CountAsync(CareOpsDb db) => (
        await db.Bookings().IgnoreQueryFilters().CountAsync(),
        await db.LocalOutboxEntries().IgnoreQueryFilters().CountAsync(entry => entry.Subject!.StartsWith("You're booked")));
}
