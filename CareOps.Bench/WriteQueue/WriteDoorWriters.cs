using CareOps.Bench.Framework;
using CareOps.Bench.Load;
using CareOps.Core.Data.Outbox;
using CareOps.Core.Data.Sqlite;
using CareOps.Core.Foundation;

using Microsoft.Extensions.DependencyInjection;

using NodaTime;

namespace CareOps.Bench.WriteQueue;

/// <summary>CareOps' side of <c>write-queue</c>: 64 callers through the one write door.</summary>
internal sealed class WriteDoorWriters : ISide
{
    private const int Callers = 64;

    private static readonly LoadLimit Limit = LoadLimit.For(TimeSpan.FromSeconds(5));

    private readonly WriteLoadFile _file = new();
    private SqliteWriteQueue? _queue;

    public string Name => "queue";

    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await _file.CreateAsync(cancellationToken);
        var clock = new MicrosecondClock(SystemClock.Instance);
        _queue = new SqliteWriteQueue(_file.Contexts, clock, new IdGenerator(clock), [], new JoinedHandlers(new ServiceCollection().BuildServiceProvider()));
    }

    public async Task<Measurement> RunRoundAsync(CancellationToken cancellationToken)
    {
        var callers = Enumerable.Range(0, Callers).Select(_ => new DoorCaller(_queue!)).ToArray();
        var before = Environment.CpuUsage.TotalTime;
        var measured = await LoadDriver.RunAsync(callers, Limit, cancellationToken);
        measured = measured with { Processor = Environment.CpuUsage.TotalTime - before };
        await _file.CheckStoredAsync(measured.Operations, cancellationToken);
        return measured;
    }

    public async ValueTask DisposeAsync()
    {
        if (_queue is not null)
        {
            await _queue.DisposeAsync();
        }

        _file.Dispose();
    }

    private sealed class DoorCaller(SqliteWriteQueue queue) : ILoadCaller
    {
        private static readonly Caller Someone = new Caller.Visitor(WriteLoad.Workspace);

        public Task PrepareAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task CallAsync(long number, CancellationToken cancellationToken) => queue.RunAsync(
            Someone,
            static (db, _) =>
            {
                WriteLoad.Add(db);
                return Task.FromResult(Done.It);
            },
            cancellationToken);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
