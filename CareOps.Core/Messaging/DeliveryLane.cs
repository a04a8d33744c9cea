using CareOps.Core.Foundation;

using NodaTime;

namespace CareOps.Core.Messaging;

/// <summary>
/// What one business sends by one channel at a time. No more than it has room for is taken on: what would only wait for its turn would
/// lose its lease, and fill hands that others need.
/// </summary>
internal sealed class DeliveryLane(WorkspaceId workspace, Channel channel)
{
    // What one provider has to bear at a time, and what a kill can leave unknown. Mail servers take few connections of one account:
    // Exchange Online three (learn.microsoft.com/exchange/troubleshoot/send-emails/smtp-submission-improvements).
    private const int MostBySmtp = 3;
    private const int MostByInterface = 16;
    private const int MostKeptHere = 64;

    // Until it is known who takes its messages, as few as any of them bears.
    private int _most = MostBySmtp;

    private int _underWay;

    private long _restsUntil;

    public WorkspaceId Workspace { get; } = workspace;

    public Channel Channel { get; } = channel;

    /// <summary>How many more it may take on.</summary>
    public int Room => Math.Max(0, Volatile.Read(ref _most) - Volatile.Read(ref _underWay));

    /// <summary>Its hands are more than half full: taking on one or two would not be worth a claim.</summary>
    public bool IsFull => 2 * Room <= Volatile.Read(ref _most);

    /// <summary>Takes on nothing before this moment.</summary>
    public void RestUntil(Instant moment) => Volatile.Write(ref _restsUntil, moment.ToUnixTimeTicks());

    public bool RestsAt(Instant now) => now.ToUnixTimeTicks() < Volatile.Read(ref _restsUntil);

    public void Enter() => Interlocked.Increment(ref _underWay);

    /// <returns>Whether it has room again.</returns>
    public bool Leave()
    {
        var wasFull = IsFull;
        Interlocked.Decrement(ref _underWay);
        return wasFull && !IsFull;
    }

    /// <param name="first">The provider that is asked first; null for the Local outbox, which bears everything.</param>
    public void GoesThrough(ProviderKind? first) => Volatile.Write(
        ref _most,
        first switch
        {
            null => MostKeptHere,
            ProviderKind.Smtp => MostBySmtp,
            _ => MostByInterface,
        });
}
