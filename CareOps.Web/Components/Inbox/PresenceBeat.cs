namespace CareOps.Web.Components.Inbox;

/// <summary>Repeats to other nodes who is here, so that they forget a node that died.</summary>
internal sealed class PresenceBeat(InboxPresence presence) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(InboxPresence.Beat);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                presence.Repeat();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }
}
