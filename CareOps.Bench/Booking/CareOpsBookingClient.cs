using System.Net;

using CareOps.Bench.Framework;
using CareOps.Bench.Load;

namespace CareOps.Bench.Booking;

/// <summary>
/// A visitor of the public booking pages, and the one place that knows how they look: where slots are linked, which form a
/// slot opens, what posting it answers. Whatever differs from that ends the run with a sentence, never with a figure.
/// </summary>
public sealed class CareOpsBookingClient(IPEndPoint server, string workspace) : IDisposable
{
    private const int MostPages = 1_200;

    private const string SubmissionKey = "SubmissionKey";

    private readonly HttpConnection _connection = new(server);
    private readonly Dictionary<string, string> _cookies = new(StringComparer.Ordinal);
    private IReadOnlyList<KeyValuePair<string, string>> _hidden = [];

    /// <summary>Walks the pages of the workspace's first service until enough free slots are found.</summary>
    /// <exception cref="BenchmarkException">Fewer are offered.</exception>
    public async Task<IReadOnlyList<BookingSlot>> FindSlotsAsync(int needed, CancellationToken cancellationToken)
    {
        var service = await FindServiceAsync(cancellationToken);
        var slots = new Dictionary<string, BookingSlot>(StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal) { service };
        var pages = new Queue<string>(seen);
        while (slots.Count < needed && pages.TryDequeue(out var page) && seen.Count <= MostPages)
        {
            foreach (var link in await LinksAsync(page, service, cancellationToken))
            {
                var slot = new BookingSlot(link);
                if (slot.IsSlot)
                {
                    slots.TryAdd(link, slot);
                }
                else if (seen.Add(link))
                {
                    pages.Enqueue(link);
                }
            }
        }

        return slots.Count >= needed
            ? [.. slots.Values.Take(needed)]
            : throw new BenchmarkException(
                $"{service} offers {slots.Count} free slots on {seen.Count} pages, the benchmark needs {needed}: " +
                $"give the workspace more members or a longer window in {nameof(CareOpsServer)}.{nameof(CareOpsServer.PrepareAsync)}.");
    }

    /// <summary>Fetches the form of a slot: its antiforgery token and cookie serve all later posts of this visitor.</summary>
    public async Task OpenFormAsync(BookingSlot slot, CancellationToken cancellationToken)
    {
        var page = await GetAsync(slot.Path, cancellationToken);
        _hidden = PageHtml.HiddenFields(page)
            ?? throw new BenchmarkException(
                $"The booking form was not found at {slot.Path}: the page has no posting form with an antiforgery token.");
    }

    /// <summary>Posts the form for a slot, under a name and address of its own.</summary>
    /// <exception cref="BenchmarkException">Anything but the redirect to the result page.</exception>
    public async Task BookAsync(BookingSlot slot, CancellationToken cancellationToken)
    {
        var reply = await _connection.SendAsync(RequestFor(slot), cancellationToken);
        if (reply.Status is not (302 or 303))
        {
            throw new BenchmarkException(
                $"CareOps answered {reply.Status} to a booking of the free slot {slot.Path}; a redirect to the result was expected.");
        }
    }

    /// <summary>The post of a slot's form by someone nobody knows yet.</summary>
    public byte[] RequestFor(BookingSlot slot)
    {
        var visitor = Guid.CreateVersion7().ToString("N");
        var body = Encode([
            .. _hidden.Select(field => KeyValuePair.Create(field.Key, ValueFor(field, slot, visitor))),
            new("Name", $"Visitor {visitor[^6..]}"),
            new("Email", $"visitor-{visitor}@bench.example"),
            new("Phone", ""),
            new("Notes", "First visit"),
        ]);
        return HttpRequest.Post($"{server}", slot.Path, "application/x-www-form-urlencoded", body, CookieHeader());
    }

    /// <summary>The look at a page by this visitor, with the cookies they were given.</summary>
    public byte[] RequestFor(string path) => HttpRequest.Get($"{server}", path, CookieHeader());

    /// <summary>A page's text.</summary>
    public Task<string> ReadAsync(string path, CancellationToken cancellationToken) => GetAsync(path, cancellationToken);

    public void Dispose() => _connection.Dispose();

    /// <summary>The address of the workspace's first service.</summary>
    public async Task<string> FindServiceAsync(CancellationToken cancellationToken)
    {
        var home = $"/book/{workspace}";
        var links = await LinksAsync(home, $"{home}/", cancellationToken);
        return links.Select(link => link.Split('?')[0]).FirstOrDefault()
            ?? throw new BenchmarkException($"No service was found at {home}: the page links none below {home}/.");
    }

    private async Task<IEnumerable<string>> LinksAsync(string page, string below, CancellationToken cancellationToken) =>
        PageHtml.Links(await GetAsync(page, cancellationToken))
            .Select(link => link.StartsWith('?') ? page.Split('?')[0] + link : link)
            .Where(link => link.StartsWith(below, StringComparison.OrdinalIgnoreCase));

    private async Task<string> GetAsync(string path, CancellationToken cancellationToken)
    {
        var reply = await _connection.SendAsync(RequestFor(path), cancellationToken);
        if (reply.Status != 200)
        {
            throw new BenchmarkException($"CareOps answered {reply.Status} to GET {path}; the booking page was expected.");
        }

        foreach (var cookie in reply.Values("Set-Cookie"))
        {
            var pair = cookie.Split(';')[0].Split('=', 2);
            _cookies[pair[0]] = pair[1];
        }

        return reply.Text;
    }

    // What the form repeats of its slot is replaced by the slot that is booked; each post is a submission of its own.
    private static string ValueFor(KeyValuePair<string, string> field, BookingSlot slot, string visitor)
    {
        if (field.Key.Equals(SubmissionKey, StringComparison.OrdinalIgnoreCase))
        {
            return visitor;
        }

        return slot.Query.TryGetValue(field.Key, out var own) ? own : field.Value;
    }

    private string CookieHeader() => string.Join("; ", _cookies.Select(cookie => $"{cookie.Key}={cookie.Value}"));

    private static string Encode(IEnumerable<KeyValuePair<string, string>> fields) =>
        string.Join('&', fields.Select(field => $"{Uri.EscapeDataString(field.Key)}={Uri.EscapeDataString(field.Value)}"));
}
