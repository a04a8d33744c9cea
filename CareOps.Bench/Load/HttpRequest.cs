using System.Text;

namespace CareOps.Bench.Load;

/// <summary>Writes whole requests as bytes.</summary>
public static class HttpRequest
{
    public static byte[] Get(string host, string path, string? cookies = null) =>
        Encoding.UTF8.GetBytes($"GET {path} HTTP/1.1\r\nHost: {host}\r\n{Cookie(cookies)}\r\n");

    public static byte[] Post(string host, string path, string contentType, string body, string? cookies = null) =>
        Encoding.UTF8.GetBytes(
            $"POST {path} HTTP/1.1\r\nHost: {host}\r\n{Cookie(cookies)}Content-Type: {contentType}\r\n" +
            $"Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");

    private static string Cookie(string? cookies) => string.IsNullOrEmpty(cookies) ? "" : $"Cookie: {cookies}\r\n";
}
