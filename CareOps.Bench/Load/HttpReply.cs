using System.Globalization;
using System.Text;

using CareOps.Bench.Framework;

namespace CareOps.Bench.Load;

/// <summary>Status, headers and body of one answer.</summary>
public sealed record HttpReply(int Status, IReadOnlyList<KeyValuePair<string, string>> Headers)
{
    public ReadOnlyMemory<byte> Body { get; init; }

    public string Text => Encoding.UTF8.GetString(Body.Span);

    public bool HasNoBody => Status is 204 or 304;

    public bool IsChunked => Values("Transfer-Encoding").Any(value => Names(value, "chunked"));

    public bool ClosesConnection => Values("Connection").Any(value => Names(value, "close"));

    public int? ContentLength =>
        Values("Content-Length").FirstOrDefault() is { } value
            ? int.Parse(value, NumberStyles.None, CultureInfo.InvariantCulture)
            : null;

    public IEnumerable<string> Values(string name) =>
        Headers.Where(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(header => header.Value);

    /// <summary>Reads the status line and headers, ending with the empty line.</summary>
    public static HttpReply Parse(string head)
    {
        var lines = head.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        if (!lines[0].StartsWith("HTTP/1.1 ", StringComparison.Ordinal)
            || !int.TryParse(lines[0].AsSpan(9, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var status))
        {
            throw new BenchmarkException($"Not an HTTP/1.1 answer: {lines[0]}");
        }

        return new HttpReply(status, [.. lines.Skip(1).Select(Header)]);
    }

    private static KeyValuePair<string, string> Header(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        return new KeyValuePair<string, string>(line[..colon], line[(colon + 1)..].Trim());
    }

    private static bool Names(string value, string token) => value.Contains(token, StringComparison.OrdinalIgnoreCase);
}
