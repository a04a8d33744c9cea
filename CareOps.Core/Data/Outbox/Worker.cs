using System.Threading.Channels;

using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CareOps.Core.Data.Outbox;

/// <summary>Works off what is due until nothing is, then sleeps until it is woken. One bad pass doesn't end it.</summary>
public abstract partial class Worker(WorkSignal signal, ILogger logger) : BackgroundService
{
    private static readonly TimeSpan LongestSleep = TimeSpan.FromSeconds(1);

    /// <returns>How many things were worked on; 0 lets the worker sleep.</returns>
    protected abstract Task<int> WorkAsync(CancellationToken cancellationToken);

    /// <summary>Runs once, before the first pass.</summary>
    protected virtual Task RecoverAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var calls = signal.Listen();
        await TryAsync(RecoverAsync, stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            var worked = 0;
            await TryAsync(async token => worked = await WorkAsync(token), stoppingToken);
            if (worked == 0)
            {
                await SleepAsync(calls, stoppingToken);
            }
        }
    }

    // Woken by a commit of this process, or else by the tick: for what became due by time or was left by another node.
    private static async Task SleepAsync(ChannelReader<bool> calls, CancellationToken stoppingToken)
    {
        using var tick = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        tick.CancelAfter(LongestSleep);
        try
        {
            await calls.ReadAsync(tick.Token);
        }
        catch (OperationCanceledException)
        {
            // Time to look again, or the host stops and the loop above ends.
        }
    }

    private async Task TryAsync(Func<CancellationToken, Task> pass, CancellationToken stoppingToken)
    {
        try
        {
            await pass(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops: the loop above ends.
        }
        catch (Exception exception)
        {
            LogBadPass(GetType().Name, exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Worker} had a bad pass; it goes on at the next wake-up")]
    private partial void LogBadPass(string worker, Exception exception);
}
