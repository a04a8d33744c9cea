using CareOps.Tests.Support;

using Npgsql;

namespace CareOps.Tests.Faults;

/// <summary>The clockwork of two nodes: what one had taken up when it died, the other does.</summary>
public sealed class ClockworkTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan Handover = TimeSpan.FromSeconds(30);

    [PostgresFact]
    public async Task A_job_that_a_dead_node_had_taken_up_is_the_others_within_half_a_minute()
    {
        var postgres = await TestHouse.EmptyPostgresAsync();
        var folders = Enumerable.Range(0, 2).Select(static _ => Directory.CreateTempSubdirectory("careops-clockwork-").FullName).ToList();
        var first = await AppProcess.StartAsync(folders[0], postgres);
        await using var source = NpgsqlDataSource.Create(postgres);
        await Eventually.TrueAsync(async () => (await NodesAsync(source)).Count == 1, Patience, "the first node's sign of life");
        var nodes = new Dictionary<string, AppProcess>(StringComparer.Ordinal) { [(await NodesAsync(source)).Single()] = first };
        var second = await AppProcess.StartAsync(folders[1], postgres);
        await Eventually.TrueAsync(async () => (await NodesAsync(source)).Count == 2, Patience, "the second node's sign of life");
        nodes[(await NodesAsync(source)).Single(name => !nodes.ContainsKey(name))] = second;

        // Quartz takes a job up to half a minute before it is due.
        var taken = new List<(string Trigger, string Node)>();
        await Eventually.TrueAsync(
            async () =>
            {
                taken = await TakenAsync(source);
                return taken.Count > 0;
            },
            Patience,
            "a job that is taken up");
        var (trigger, victim) = taken[0];
        await nodes[victim].KillAsync();
        var due = await FiredAsync(source, trigger);

        await Eventually.TrueAsync(async () => !(await HoldersAsync(source, trigger)).Contains(victim), Handover, $"{trigger} to be let go");
        Assert.DoesNotContain(victim, await NodesAsync(source));
        await Eventually.TrueAsync(async () => await FiredAsync(source, trigger) > due, Patience, $"{trigger} to be done by the other");
        foreach (var node in nodes.Values)
        {
            await node.DisposeAsync();
        }
    }

    private static Task<List<string>> NodesAsync(NpgsqlDataSource source) =>
        ReadAsync(source, "SELECT instance_name FROM qrtz_scheduler_state", static row => row.GetString(0));

    private static Task<List<(string Trigger, string Node)>> TakenAsync(NpgsqlDataSource source) => ReadAsync(
        source,
        "SELECT trigger_name, instance_name FROM qrtz_fired_triggers WHERE state = 'ACQUIRED'",
        static row => (row.GetString(0), row.GetString(1)));

    private static Task<List<string>> HoldersAsync(NpgsqlDataSource source, string trigger) =>
        ReadAsync(source, $"SELECT instance_name FROM qrtz_fired_triggers WHERE trigger_name = '{trigger}'", static row => row.GetString(0));

    private static async Task<long> FiredAsync(NpgsqlDataSource source, string trigger) =>
        (await ReadAsync(source, $"SELECT prev_fire_time FROM qrtz_triggers WHERE trigger_name = '{trigger}'", static row => row.GetInt64(0))).Single();

    private static async Task<List<T>> ReadAsync<T>(NpgsqlDataSource source, string question, Func<NpgsqlDataReader, T> read)
    {
        await using var command = source.CreateCommand(question);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<T>();
        while (await reader.ReadAsync())
        {
            rows.Add(read(reader));
        }

        return rows;
    }
}
