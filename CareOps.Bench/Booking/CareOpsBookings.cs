using CareOps.Bench.Framework;
using CareOps.Bench.Load;

namespace CareOps.Bench.Booking;

/// <summary>CareOps' side of <c>booking-throughput</c>: visitors who post the public booking form.</summary>
/// <param name="callers">Visitors at a time.</param>
/// <param name="rounds">Rounds that count.</param>
/// <param name="fill">What the workspace holds before; nothing where it is null.</param>
public sealed class CareOpsBookings(int callers, int rounds, Func<string, CancellationToken, Task>? fill = null) : ISide
{
    private const int BookingsARound = 2_500;

    private readonly CareOpsServer _server = new(fill);
    private IReadOnlyList<BookingSlot> _slots = [];
    private int _booked;
    private int _storedBefore;

    public string Name => "CareOps";

    /// <summary>A booking as a visitor posts it, to be sent to something else.</summary>
    public byte[] SampleRequest { get; private set; } = [];

    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        var needed = BookingsARound * (rounds + Rounds.WarmingUp);
        await _server.PrepareAsync(cancellationToken);
        _storedBefore = await _server.CountBookingsAsync(cancellationToken);
        await _server.StartAsync(cancellationToken);
        using var visitor = new CareOpsBookingClient(_server.EndPoint, CareOpsServer.Workspace);
        _slots = await visitor.FindSlotsAsync(needed, cancellationToken);
        await visitor.OpenFormAsync(_slots[0], cancellationToken);
        SampleRequest = visitor.RequestFor(_slots[0]);
    }

    public async Task<Measurement> RunRoundAsync(CancellationToken cancellationToken)
    {
        var slots = _slots.Skip(_booked).Take(BookingsARound).ToArray();
        var all = Enumerable.Range(0, callers)
            .Select(caller => new CareOpsBookingCaller(NewVisitor(), slots, caller % slots.Length))
            .ToArray();
        var before = _server.ProcessorTime;
        var measured = await LoadDriver.RunAsync(all, LoadLimit.Of(slots.Length), cancellationToken);
        _booked += slots.Length;

        // Confirmations are written behind the bookings; the other side's round must not pay for them.
        await _server.WaitUntilQuietAsync(cancellationToken);
        measured = measured with { Processor = _server.ProcessorTime - before };
        var stored = await _server.CountBookingsAsync(cancellationToken);
        return stored == _storedBefore + _booked
            ? measured
            : throw new BenchmarkException($"{_booked} bookings were acknowledged but {stored - _storedBefore} are stored.");
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private CareOpsBookingClient NewVisitor() => new(_server.EndPoint, CareOpsServer.Workspace);
}
