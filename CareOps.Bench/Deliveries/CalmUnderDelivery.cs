using System.Diagnostics;

using CareOps.Bench.Booking;
using CareOps.Bench.Framework;

namespace CareOps.Bench.Deliveries;

/// <summary>
/// Whether visitors who book notice that a hundred thousand reminders fell due: the same bookings at the same pace, with the queue put
/// off to tomorrow and with the queue due, in turns on one server.
/// </summary>
public sealed class CalmUnderDelivery : IBenchmark
{
    private const int Reminders = 100_000;
    private const int BookingsASample = 500;

    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(10);

    public string Name => "delivery-calm";

    public string Description => "p99 of a booking while 100,000 reminders are due ÷ while none is";

    public Bar Bar => Bar.AtMost(1.5, goal: 1.2);

    public async Task<Verdict> RunAsync(BenchmarkOptions options, CancellationToken cancellationToken)
    {
        await using var provider = await CountingProvider.StartAsync(cancellationToken);
        await using var server = new CareOpsServer(null, null, null, ("CareOps__Providers__SendGrid", provider.Address.AbsoluteUri));
        await server.PrepareAsync(cancellationToken);
        await server.StartAsync(cancellationToken);
        await server.WaitUntilQuietAsync(cancellationToken);
        await using var queue = new ReminderQueue(server.Database);
        await queue.PrepareAsync(Reminders, cancellationToken);
        await queue.FillAsync(cancellationToken);
        using var visitor = new CareOpsBookingClient(server.EndPoint, CareOpsServer.Workspace);
        var rounds = options.Rounds + Rounds.WarmingUp;
        var slots = new Queue<BookingSlot>(await visitor.FindSlotsAsync(2 * rounds * BookingsASample, cancellationToken));
        await visitor.OpenFormAsync(slots.Peek(), cancellationToken);
        var ratios = new List<double>();
        for (var round = 1; round <= rounds; round++)
        {
            await queue.HoldBackAsync(cancellationToken);
            await queue.UntilNoneIsBeingSentAsync(cancellationToken);
            var idle = await SampleAsync(visitor, slots, cancellationToken);
            await queue.ReleaseAsync(cancellationToken);
            var sentBefore = provider.Count;
            var busy = await SampleAsync(visitor, slots, cancellationToken);
            var sent = provider.Count - sentBefore;
            if (await queue.CountDueAsync(cancellationToken) == 0)
            {
                throw new BenchmarkException("The queue was empty before the bookings were made: nothing was measured.");
            }

            await options.Output.WriteLineAsync(
                $"Round {round}: p99 {idle.TotalMilliseconds:0.0} ms idle, {busy.TotalMilliseconds:0.0} ms while {sent} reminders went out");
            ratios.AddRange(round > Rounds.WarmingUp ? [busy / idle] : Array.Empty<double>());
        }

        var worst = ratios.Index().MaxBy(static ratio => ratio.Item);
        return new Verdict(Name, Verdict.MedianOf(ratios), worst.Item, worst.Index + 1, Bar);
    }

    /// <summary>Books one after the other, at most one each 10 ms.</summary>
    private static async Task<TimeSpan> SampleAsync(CareOpsBookingClient visitor, Queue<BookingSlot> slots, CancellationToken cancellationToken)
    {
        var latencies = new long[BookingsASample];
        using var timer = new PeriodicTimer(Pace);
        for (var number = 0; number < BookingsASample; number++)
        {
            await timer.WaitForNextTickAsync(cancellationToken);
            var started = Stopwatch.GetTimestamp();
            await visitor.BookAsync(slots.Dequeue(), cancellationToken);
            latencies[number] = Stopwatch.GetTimestamp() - started;
        }

        return new Latencies(latencies).Percentile(0.99);
    }
}
