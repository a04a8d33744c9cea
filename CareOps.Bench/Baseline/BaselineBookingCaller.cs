using System.Globalization;
using System.Net;

using CareOps.Bench.Framework;
using CareOps.Bench.Load;

namespace CareOps.Bench.Baseline;

/// <summary>Books a free slot of the baseline with each call.</summary>
/// <param name="server">Where it listens.</param>
/// <param name="firstSlot">The first slot of this round; earlier rounds took those before it.</param>
public sealed class BaselineBookingCaller(IPEndPoint server, long firstSlot) : ILoadCaller
{
    private const int SlotsADay = 16;

    private static readonly DateTime FirstDay = new(2030, 1, 7, 9, 0, 0, DateTimeKind.Utc);

    private readonly HttpConnection _connection = new(server);

    public async Task PrepareAsync(CancellationToken cancellationToken) =>
        await _connection.SendAsync(HttpRequest.Get($"{server}", "/health"), cancellationToken);

    public async Task CallAsync(long number, CancellationToken cancellationToken)
    {
        var slot = firstSlot + number;

        // Neighbouring numbers go to different members, so callers seldom wait for the same row lock.
        var member = 1 + (slot % BaselineServer.Members);
        var (day, ofDay) = Math.DivRem(slot / BaselineServer.Members, SlotsADay);
        var start = FirstDay.AddDays(day).AddMinutes(30 * ofDay).ToString("s", CultureInfo.InvariantCulture);
        var body = $$"""
            {"member":{{member}},"start":"{{start}}Z","name":"Visitor {{slot}}","email":"visitor{{slot}}@bench.example","phone":"+4930{{slot:0000000}}","notes":"First visit"}
            """;

        var reply = await _connection.SendAsync(
            HttpRequest.Post($"{server}", "/bookings", "application/json", body), cancellationToken);
        if (reply.Status != 201)
        {
            throw new BenchmarkException($"The baseline answered {reply.Status} to a booking of a free slot: {reply.Text}");
        }
    }

    public ValueTask DisposeAsync()
    {
        _connection.Dispose();
        return ValueTask.CompletedTask;
    }
}
