using System.Globalization;

using CareOps.Core.Automation;
using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Data.Postgres;
using CareOps.Core.Data.Sqlite;
using CareOps.Core.Foundation;
using CareOps.Core.Messaging;
using CareOps.Core.Workspaces;
using CareOps.Tests.Support;

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CareOps.Tests.Faults;

/// <summary>
/// Events that wait for rules, and a server that is killed while they look at them: on SQLite the only one, on PostgreSQL one of two.
/// Each event has its run and its message exactly once. CAREOPS_RULE_KILLS says how often; some forty events for each kill.
/// </summary>
public sealed class RuleKillTests
{
    private const int UsualKills = 4;
    private const int EventsEach = 40;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(300);

    [EachEngine]
    public async Task Each_event_has_each_of_its_runs_once_however_often_the_server_is_killed(Engine engine)
    {
        var kills = int.TryParse(Environment.GetEnvironmentVariable("CAREOPS_RULE_KILLS"), CultureInfo.InvariantCulture, out var wished) ? wished : UsualKills;
        var postgres = engine == Engine.Postgres ? await TestHouse.EmptyPostgresAsync() : null;
        var events = postgres is null ? kills * EventsEach : 0;
        var folders = Enumerable.Range(0, 2).Select(static _ => Directory.CreateTempSubdirectory("careops-kill-").FullName).ToList();
        var (code, output) = await AppProcess.RunAsync(folders[0], postgres, "demo", "--password", "correct horse");
        Assert.True(code == 0, output);
        await FillAsync(folders[0], postgres, Enumerable.Range(0, events));

        var random = new Random(20261129);
        var nodes = new List<AppProcess> { await AppProcess.StartAsync(folders[0], postgres) };
        if (postgres is not null)
        {
            nodes.Add(await AppProcess.StartAsync(folders[1], postgres));
        }

        var inTheMidst = 0;
        var ran = 0;
        for (var kill = 0; kill < kills; kill++)
        {
            // PostgreSQL takes writes from here as well. They go on until the node is dead: a fixed number could all be done before.
            using var killed = new CancellationTokenSource();
            var filling = postgres is null ? Task.CompletedTask : FillAsync(folders[0], postgres, Until(killed.Token));
            var enough = ran + random.Next(1, EventsEach);
            await Eventually.TrueAsync(async () => (await CountAsync(folders[0], postgres)).Runs >= enough, Patience, $"{enough} runs");
            var victim = random.Next(nodes.Count);
            await nodes[victim].KillAsync();
            var left = await CountAsync(folders[0], postgres);
            inTheMidst += left.Waiting > 0 ? 1 : 0;
            ran = postgres is null ? ran + EventsEach : left.Runs;
            await killed.CancelAsync();
            await filling;
            await nodes[victim].DisposeAsync();
            nodes[victim] = await AppProcess.StartAsync(folders[victim], postgres);
        }

        await Eventually.TrueAsync(async () => (await CountAsync(folders[0], postgres)).Kept >= events, Patience, "every message");
        await Eventually.TrueAsync(async () => (await CountAsync(folders[0], postgres)).Settled >= events, Patience, "every run to be settled");
        var counts = await CountAsync(folders[0], postgres);
        foreach (var node in nodes)
        {
            await node.DisposeAsync();
        }

        Assert.Equal((events, events, events, events, 0), (counts.Runs, counts.Subjects, counts.Kept, counts.Addresses, counts.Dead));
        Assert.True(inTheMidst > 0, "No kill came before the last run: the test proved nothing.");

        IEnumerable<int> Until(CancellationToken end)
        {
            while (!end.IsCancellationRequested)
            {
                yield return events++;
            }
        }
    }

    private static async Task FillAsync(string folder, string? postgres, IEnumerable<int> numbers)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddData(new DatabaseLocation(postgres, Path.Combine(folder, "careops.db")));
        await using var provider = services.BuildServiceProvider();
        WorkspaceId workspace;
        await using (var db = await provider.GetRequiredService<ReadDoor>().OpenUnfilteredAsync(CancellationToken.None))
        {
            workspace = await db.AllWorkspaces<Workspace>().Select(static row => row.Id).SingleAsync();
        }

        var door = provider.GetRequiredService<IWriteDoor>();
        await Parallel.ForEachAsync(numbers, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (number, cancellation) => await door.RunAsync(
            new Caller.SystemWork(workspace, "test"),
            async (write, token) =>
            {
                var details = new ContactDetails($"Killed {number}", EmailAddress.Parse($"killed{number}@example.org"), null);
                await ContactMatching.FindOrCreateAsync(write, details, ContactSource.Member, token);
                return Done.It;
            },
            cancellation));
    }

    private static async Task<Counts> CountAsync(string folder, string? postgres)
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

    private static async Task<Counts> CountAsync(CareOpsDb db)
    {
        var runs = db.AutomationRuns().IgnoreQueryFilters()
            .Where(run => db.Set<Rule>().IgnoreQueryFilters().Any(rule => rule.Id == run.RuleId && rule.Trigger == RuleTrigger.ContactCreated))
            .Where(run => db.Set<Contact>().IgnoreQueryFilters().Any(contact => contact.Id == run.ContactId && contact.Name.StartsWith("Killed ")));
        var kept = db.LocalOutboxEntries().IgnoreQueryFilters().Where(static entry => entry.Address.StartsWith("killed"));
        var waiting = db.Set<Contact>().IgnoreQueryFilters()
            .Where(contact => contact.Name.StartsWith("Killed ") && !runs.Any(run => run.ContactId == contact.Id));
        return new Counts(
            await waiting.CountAsync(),
            await runs.CountAsync(),
            await runs.Select(static run => run.SubjectId).Distinct().CountAsync(),
            await runs.CountAsync(static run => run.Status == RunStatus.Sent),
            await kept.CountAsync(),
            await kept.Select(static entry => entry.Address).Distinct().CountAsync(),
            await db.OutboxEvents.CountAsync(static stored => stored.DeadAt != null));
    }

    private sealed record Counts(int Waiting, int Runs, int Subjects, int Settled, int Kept, int Addresses, int Dead);
}
