using CareOps.Bench.Booking;
using CareOps.Bench.Framework;
using CareOps.Bench.Load;

namespace CareOps.Bench.Pages;

/// <summary>CareOps' side of what measures a public page: visitors, each with a cookie of their own, who look at it again and again.</summary>
/// <param name="callers">Visitors at a time.</param>
/// <param name="server">Prepared and started with this side, ended with it.</param>
/// <param name="choose">Finds the page's address.</param>
internal sealed class CareOpsPage(
    int callers, CareOpsServer server, Func<CareOpsBookingClient, CancellationToken, Task<string>> choose) : ISide
{
    private static readonly LoadLimit Limit = LoadLimit.For(TimeSpan.FromSeconds(3));

    private string _path = "";

    public string Name => "CareOps";

    /// <summary>The whole request of one visitor.</summary>
    public byte[] Request { get; private set; } = [];

    /// <summary>The page as that visitor got it.</summary>
    public byte[] Page { get; private set; } = [];

    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await server.PrepareAsync(cancellationToken);
        await server.StartAsync(cancellationToken);
        using var visitor = new CareOpsBookingClient(server.EndPoint, CareOpsServer.Workspace);
        _path = await choose(visitor, cancellationToken);
        Page = System.Text.Encoding.UTF8.GetBytes(await visitor.ReadAsync(_path, cancellationToken));
        Request = visitor.RequestFor(_path);
    }

    public async Task<Measurement> RunRoundAsync(CancellationToken cancellationToken)
    {
        var all = new List<SameRequest>(callers);
        for (var caller = 0; caller < callers; caller++)
        {
            using var visitor = new CareOpsBookingClient(server.EndPoint, CareOpsServer.Workspace);
            await visitor.ReadAsync(_path, cancellationToken);
            all.Add(new SameRequest(server.EndPoint, visitor.RequestFor(_path)));
        }

        var before = server.ProcessorTime;
        var measured = await LoadDriver.RunAsync(all, Limit, cancellationToken);
        return measured with { Processor = server.ProcessorTime - before };
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();
}
