using System.Diagnostics;

using CareOps.Bench.Booking;
using CareOps.Bench.Framework;
using CareOps.Core.Messaging;

namespace CareOps.Bench.Deliveries;

/// <summary>A server that sends ten thousand reminders which fell due at one moment.</summary>
internal sealed class CareOpsDeliveries : ISide
{
    public const int Reminders = 10_000;

    private const int Kills = 5;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private CountingProvider? _provider;
    private CareOpsServer? _server;
    private ReminderQueue? _queue;

    public string Name => "CareOps";

    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        _provider = await CountingProvider.StartAsync(cancellationToken);
        _server = new CareOpsServer(
            static (_, _) => Task.CompletedTask, null, null, ("CareOps__Providers__SendGrid", _provider.Address.AbsoluteUri));
        await _server.PrepareAsync(cancellationToken);
        await _server.StartAsync(cancellationToken);
        await _server.WaitUntilQuietAsync(cancellationToken);
        _queue = new ReminderQueue(_server.Database);
        await _queue.PrepareAsync(Reminders, cancellationToken);
    }

    public async Task<Measurement> RunRoundAsync(CancellationToken cancellationToken)
    {
        await _queue!.FillAsync(cancellationToken);
        _provider!.Forget();
        var before = _server!.ProcessorTime;
        var released = Stopwatch.GetTimestamp();
        await _queue.ReleaseAsync(cancellationToken);
        await UntilAsync(() => _provider.Count >= Reminders, cancellationToken);
        await _server.WaitUntilQuietAsync(cancellationToken);
        if (_provider.Count != Reminders || _provider.Duplicates > 0)
        {
            throw new BenchmarkException($"{Reminders} reminders were queued; {_provider.Count} came, {_provider.Duplicates} of them again.");
        }

        var arrivals = _provider.Arrivals;
        var latencies = new Latencies([.. arrivals.Select(arrival => arrival - released)]);
        return new Measurement(Reminders, Stopwatch.GetElapsedTime(arrivals[0], arrivals[^1]), latencies)
        {
            Processor = _server.ProcessorTime - before,
        };
    }

    /// <summary>Sends the queue once more, while the server is killed again and again.</summary>
    public async Task<KilledRun> RunKilledAsync(CancellationToken cancellationToken)
    {
        var sentBefore = await _queue!.CountAsync(MessageStatus.Sent, cancellationToken);
        var unknownBefore = await _queue.CountAsync(MessageStatus.Unknown, cancellationToken);
        await _queue.FillAsync(cancellationToken);
        _provider!.Forget();
        await _queue.ReleaseAsync(cancellationToken);
        for (var kill = 1; kill <= Kills; kill++)
        {
            var enough = kill * Reminders / (Kills + 1);
            await UntilAsync(() => _provider.Count >= enough, cancellationToken);
            await _server!.KillAsync();
            await _server.StartAsync(cancellationToken);
        }

        await _server!.WaitUntilQuietAsync(cancellationToken);
        var sent = await _queue.CountAsync(MessageStatus.Sent, cancellationToken) - sentBefore;
        var unknown = await _queue.CountAsync(MessageStatus.Unknown, cancellationToken) - unknownBefore;
        return new KilledRun(Kills, sent, unknown, Lost: Reminders - sent - unknown, _provider.Duplicates);
    }

    public async ValueTask DisposeAsync()
    {
        await (_queue?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_server?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_provider?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    private static async Task UntilAsync(Func<bool> isSo, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (!isSo())
        {
            await timer.WaitForNextTickAsync(cancellationToken);
            if (Stopwatch.GetElapsedTime(started) > Patience)
            {
                throw new BenchmarkException("The queue did not drain.");
            }
        }
    }
}

/// <summary>What became of a queue whose server was killed.</summary>
internal sealed record KilledRun(int Kills, int Sent, int Unknown, int Lost, int Duplicates);
