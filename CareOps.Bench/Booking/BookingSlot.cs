using System.Net;

namespace CareOps.Bench.Booking;

/// <summary>A free time as the public page offers it: the link to its form. Its query says which slot it is.</summary>
public sealed record BookingSlot(string Path)
{
    /// <summary>The slot's own values by name, decoded: what its form repeats in hidden fields.</summary>
    public IReadOnlyDictionary<string, string> Query { get; } = Read(Path);

    public bool IsSlot => Query.ContainsKey("start");

    private static Dictionary<string, string> Read(string path)
    {
        var query = path.IndexOf('?', StringComparison.Ordinal);
        return query < 0
            ? []
            : path[(query + 1)..]
                .Split('&', StringSplitOptions.RemoveEmptyEntries)
                .Select(pair => pair.Split('=', 2))
                .DistinctBy(pair => pair[0], StringComparer.OrdinalIgnoreCase)
                .ToDictionary(
                    pair => pair[0],
                    pair => pair.Length == 2 ? WebUtility.UrlDecode(pair[1]) : "",
                    StringComparer.OrdinalIgnoreCase);
    }
}
