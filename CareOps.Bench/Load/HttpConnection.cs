using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

using CareOps.Bench.Framework;

namespace CareOps.Bench.Load;

/// <summary>
/// One HTTP/1.1 keep-alive connection to this machine: write a request, read its answer, no pipelining, no pool, no handler
/// chain. On a machine that also runs the server, what the driver costs is taken from what it measures, and a general
/// client costs as much as a fast server; this one costs two system calls and a scan. Not thread-safe.
/// </summary>
public sealed class HttpConnection(IPEndPoint server) : IDisposable
{
    private static readonly byte[] LineEnd = [.. "\r\n"u8];
    private static readonly byte[] HeadEnd = [.. "\r\n\r\n"u8];

    private readonly ReplyBuffer _buffer = new();
    private Socket? _socket;

    /// <summary>Sends one whole request; the answer's body is valid until the next call.</summary>
    /// <exception cref="BenchmarkException">The server closed the connection or answered what is not HTTP/1.1.</exception>
    public async Task<HttpReply> SendAsync(ReadOnlyMemory<byte> request, CancellationToken cancellationToken)
    {
        try
        {
            _socket ??= await ConnectAsync(cancellationToken);
            await SendAllAsync(_socket, request, cancellationToken);
            var reply = await ReadAsync(_socket, cancellationToken);
            if (reply.ClosesConnection)
            {
                Dispose();
            }

            return reply;
        }
        catch (SocketException exception)
        {
            throw new BenchmarkException($"The connection to {server} broke: {exception.Message}", exception);
        }
    }

    public void Dispose()
    {
        _socket?.Dispose();
        _socket = null;
    }

    private async Task<Socket> ConnectAsync(CancellationToken cancellationToken)
    {
        var socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(server, cancellationToken);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static async Task SendAllAsync(
        Socket socket, ReadOnlyMemory<byte> request, CancellationToken cancellationToken)
    {
        while (!request.IsEmpty)
        {
            request = request[await socket.SendAsync(request, cancellationToken)..];
        }
    }

    private async Task<HttpReply> ReadAsync(Socket socket, CancellationToken cancellationToken)
    {
        _buffer.Clear();
        var headLength = await ReadThroughAsync(socket, HeadEnd, 0, cancellationToken);
        var reply = HttpReply.Parse(Encoding.Latin1.GetString(_buffer.Written.Span[..headLength]));
        return reply with { Body = await ReadBodyAsync(socket, reply, headLength, cancellationToken) };
    }

    private async Task<ReadOnlyMemory<byte>> ReadBodyAsync(
        Socket socket, HttpReply reply, int start, CancellationToken cancellationToken)
    {
        if (reply.HasNoBody)
        {
            return ReadOnlyMemory<byte>.Empty;
        }

        if (reply.IsChunked)
        {
            return await ReadChunksAsync(socket, start, cancellationToken);
        }

        var length = reply.ContentLength
            ?? throw new BenchmarkException($"{server} answered {reply.Status} without a length.");
        await ReadUntilAsync(socket, start + length, cancellationToken);
        return _buffer.Written.Slice(start, length);
    }

    private async Task<ReadOnlyMemory<byte>> ReadChunksAsync(
        Socket socket, int position, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        while (true)
        {
            var end = await ReadThroughAsync(socket, LineEnd, position, cancellationToken);
            var line = Encoding.Latin1.GetString(_buffer.Written.Span[position..(end - 2)]);
            var size = int.Parse(line.Split(';')[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            await ReadUntilAsync(socket, end + size + 2, cancellationToken);
            if (size == 0)
            {
                return body.ToArray();
            }

            await body.WriteAsync(_buffer.Written.Slice(end, size), cancellationToken);
            position = end + size + 2;
        }
    }

    // Answers the position behind the first mark at or after "from".
    private async Task<int> ReadThroughAsync(
        Socket socket, byte[] mark, int from, CancellationToken cancellationToken)
    {
        while (true)
        {
            var found = _buffer.Written.Span[from..].IndexOf(mark);
            if (found >= 0)
            {
                return from + found + mark.Length;
            }

            await ReadMoreAsync(socket, cancellationToken);
        }
    }

    private async Task ReadUntilAsync(Socket socket, int length, CancellationToken cancellationToken)
    {
        while (_buffer.Written.Length < length)
        {
            await ReadMoreAsync(socket, cancellationToken);
        }
    }

    private async Task ReadMoreAsync(Socket socket, CancellationToken cancellationToken)
    {
        var read = await socket.ReceiveAsync(_buffer.Free(), cancellationToken);
        if (read == 0)
        {
            throw new BenchmarkException($"{server} closed the connection in the middle of an answer.");
        }

        _buffer.Advance(read);
    }
}
