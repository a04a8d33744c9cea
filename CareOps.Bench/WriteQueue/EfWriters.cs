using CareOps.Bench.Framework;
using CareOps.Bench.Load;

namespace CareOps.Bench.WriteQueue;

/// <summary>Eight EF writers, each with a connection of its own, that meet at SQLite's write lock.</summary>
internal sealed class EfWriters : ISide
{
    private const int Writers = 8;

    private static readonly LoadLimit Limit = LoadLimit.For(TimeSpan.FromSeconds(5));

    private readonly WriteLoadFile _file = new();

    public string Name => "8 writers";

    public Task PrepareAsync(CancellationToken cancellationToken) => _file.CreateAsync(cancellationToken);

    public async Task<Measurement> RunRoundAsync(CancellationToken cancellationToken)
    {
        var writers = Enumerable.Range(0, Writers).Select(_ => new EfWriter(_file)).ToArray();
        var measured = await LoadDriver.RunAsync(writers, Limit, cancellationToken);
        await _file.CheckStoredAsync(measured.Operations, cancellationToken);
        return measured;
    }

    public ValueTask DisposeAsync()
    {
        _file.Dispose();
        return ValueTask.CompletedTask;
    }
}
