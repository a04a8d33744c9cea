using CareOps.Bench.Framework;
using CareOps.Bench.Load;

namespace CareOps.Bench.Baseline;

/// <summary>The baseline's side of <c>booking-throughput</c>.</summary>
public sealed class BaselineBookings(int callers) : ISide
{
    private const int BookingsARound = 1_500;

    private readonly BaselineServer _server = new();
    private long _booked;

    public string Name => "baseline";

    public Task PrepareAsync(CancellationToken cancellationToken) => _server.StartAsync(cancellationToken);

    public async Task<Measurement> RunRoundAsync(CancellationToken cancellationToken)
    {
        var all = Enumerable.Range(0, callers)
            .Select(_ => new BaselineBookingCaller(_server.EndPoint, _booked))
            .ToArray();
        var measured = await LoadDriver.RunAsync(all, LoadLimit.Of(BookingsARound), cancellationToken);

        _booked += measured.Operations;
        var stored = await _server.CountBookingsAsync(cancellationToken);
        return stored == _booked
            ? measured
            : throw new BenchmarkException($"The baseline acknowledged {_booked} bookings but stored {stored}.");
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
