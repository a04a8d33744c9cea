using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Reflection;

using CareOps.Bench.Framework;
using CareOps.Bench.Load;
using CareOps.Bench.Processes;

namespace CareOps.Bench.Bare;

/// <summary>The other side of what is measured against Kestrel alone: one request, sent again and again to <see cref="BareKestrel"/>.</summary>
/// <param name="callers">Callers at a time.</param>
/// <param name="request">The bytes that CareOps is sent too; asked for after CareOps was prepared.</param>
/// <param name="page">What a GET answers.</param>
internal sealed class BareRequests(int callers, Func<byte[]> request, Func<byte[]> page) : ISide
{
    private static readonly LoadLimit Limit = LoadLimit.For(TimeSpan.FromSeconds(3));

    private readonly TemporaryDirectory _directory = new();
    private readonly IPEndPoint _server = new(IPAddress.Loopback, Ports.Free());
    private ChildProcess? _process;

    public string Name => "Kestrel";

    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        var file = _directory.File("page");
        await File.WriteAllBytesAsync(file, page(), cancellationToken);
        var port = _server.Port.ToString(CultureInfo.InvariantCulture);
        _process = ChildProcess.Start(
            "bare Kestrel",
            new ProcessStartInfo(Programs.Find("dotnet", "Install the .NET SDK."), [Assembly.GetExecutingAssembly().Location, BareKestrel.Verb, port, file]));
        await _process.WaitUntilReadyAsync(
            new UriBuilder(Uri.UriSchemeHttp, "127.0.0.1", _server.Port).Uri, TimeSpan.FromSeconds(60), cancellationToken);
    }

    public async Task<Measurement> RunRoundAsync(CancellationToken cancellationToken)
    {
        var before = _process!.ProcessorTime;
        var all = Enumerable.Range(0, callers).Select(_ => new SameRequest(_server, request())).ToArray();
        var measured = await LoadDriver.RunAsync(all, Limit, cancellationToken);
        return measured with { Processor = _process.ProcessorTime - before };
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        _directory.Dispose();
    }
}
