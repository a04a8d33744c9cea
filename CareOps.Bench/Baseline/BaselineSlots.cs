using System.Globalization;

using CareOps.Bench.Framework;
using CareOps.Bench.Load;

namespace CareOps.Bench.Baseline;

/// <summary>The baseline's side of <c>slots</c>: the free times of a week as JSON.</summary>
internal sealed class BaselineSlots(int callers, int bookings) : ISide
{
    private static readonly LoadLimit Limit = LoadLimit.For(TimeSpan.FromSeconds(3));

    private readonly BaselineServer _server = new(bookings);

    public string Name => "baseline";

    public Task PrepareAsync(CancellationToken cancellationToken) => _server.StartAsync(cancellationToken);

    public Task<Measurement> RunRoundAsync(CancellationToken cancellationToken)
    {
        var day = TimeProvider.System.GetUtcNow().AddDays(7).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var request = HttpRequest.Get($"{_server.EndPoint}", $"/slots?day={day}&days=7");
        return LoadDriver.RunAsync(
            [.. Enumerable.Range(0, callers).Select(_ => new SameRequest(_server.EndPoint, request))], Limit, cancellationToken);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
