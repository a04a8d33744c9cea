using CareOps.Bench.Framework;

namespace CareOps.Bench.WriteQueue;

/// <summary>
/// CareOps' side of <c>write-queue</c>: 64 callers through the one write door. It needs the door of CareOps.Core; until it
/// is connected here, <see cref="Catalogue"/> doesn't list the benchmark and this side refuses to give a figure.
/// </summary>
public sealed class WriteDoorWriters : ISide
{
    public string Name => "queue";

    public Task PrepareAsync(CancellationToken cancellationToken) => throw NotConnected();

    public Task<Measurement> RunRoundAsync(CancellationToken cancellationToken) => throw NotConnected();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static BenchmarkException NotConnected() => new("The write door is not connected to this benchmark.");
}
