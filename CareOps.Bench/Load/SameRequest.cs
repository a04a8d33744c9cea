using System.Net;

using CareOps.Bench.Framework;

namespace CareOps.Bench.Load;

/// <summary>Sends the same bytes again and again; every answer must be a success or a redirect.</summary>
internal sealed class SameRequest(IPEndPoint server, byte[] request) : ILoadCaller
{
    private readonly HttpConnection _connection = new(server);

    public Task PrepareAsync(CancellationToken cancellationToken) => CallAsync(0, cancellationToken);

    public async Task CallAsync(long number, CancellationToken cancellationToken)
    {
        var reply = await _connection.SendAsync(request, cancellationToken);
        if (reply.Status is not (200 or 302))
        {
            throw new BenchmarkException($"{server} answered {reply.Status} to a request it has to serve: {reply.Text}");
        }
    }

    public ValueTask DisposeAsync()
    {
        _connection.Dispose();
        return ValueTask.CompletedTask;
    }
}
