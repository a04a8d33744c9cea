using System.Diagnostics;
using System.Net;

using CareOps.Bench.Booking;
using CareOps.Bench.Framework;

namespace CareOps.Bench.Live;

/// <summary>The demo business while someone writes to it and a member looks at the inbox.</summary>
internal sealed class LiveBusiness : IDisposable
{
    private const string Writer = "Ines Moreau";

    private readonly CareOpsServer _written;
    private readonly CareOpsServer _watched;
    private readonly CookieContainer _cookies = new();
    private readonly HttpClient _visitor = new(new HttpClientHandler { AllowAutoRedirect = false });
    private readonly HttpClient _member;

    /// <param name="written">The node that visitors reach.</param>
    /// <param name="watched">The node that the member is on.</param>
    public LiveBusiness(CareOpsServer written, CareOpsServer watched)
    {
        _written = written;
        _watched = watched;
        _member = new HttpClient(new HttpClientHandler { CookieContainer = _cookies, AllowAutoRedirect = false });
    }

    public async Task SignInAsync(string password, CancellationToken cancellationToken)
    {
        var address = _watched.Address("/account/login");
        using var answer = await _member.PostAsync(
            address,
            await FormAsync(_member, address, [new("Email", "owner@demo.example"), new("Password", password)], cancellationToken),
            cancellationToken);
        if (answer.StatusCode is not (HttpStatusCode.Found or HttpStatusCode.SeeOther))
        {
            throw new BenchmarkException($"Signing in was answered with {(int)answer.StatusCode}; a redirect to the workspace was expected.");
        }
    }

    /// <summary>Opens the inbox, which shows who writes by then. What they wrote gives way to the answer that the business sends by itself.</summary>
    public async Task<IReadOnlyList<OpenScreen>> OpenInboxAsync(int screens, CancellationToken cancellationToken)
    {
        await (await WriteAsync(NewText(), cancellationToken)).Sent;
        var open = new List<OpenScreen>(screens);
        while (open.Count < screens)
        {
            try
            {
                open.Add(await OpenScreen.OpenAsync(
                    _member, _cookies, _watched.Address($"/app/{CareOpsServer.Workspace}/inbox"), Writer, cancellationToken));
            }
            catch (TimeoutException exception)
            {
                throw new BenchmarkException($"Screen {open.Count + 1} of {screens} did not show the inbox within a minute.", exception);
            }
        }

        return open;
    }

    /// <summary>Sends a message, and waits until each screen was sent it.</summary>
    /// <returns>From the moment the visitor's post left to the last screen: more than from the commit.</returns>
    public async Task<TimeSpan> WriteAndWatchAsync(IReadOnlyList<OpenScreen> screens, CancellationToken cancellationToken)
    {
        var text = NewText();
        var seen = screens.Select(screen => screen.UntilAsync(text)).ToArray();
        var (started, sent) = await WriteAsync(text, cancellationToken);
        await sent;
        var last = (await Task.WhenAll(seen).WaitAsync(TimeSpan.FromMinutes(2), cancellationToken)).Max();
        return Stopwatch.GetElapsedTime(started, last);
    }

    public void Dispose()
    {
        _visitor.Dispose();
        _member.Dispose();
    }

    private static string NewText() => $"Do you have time for {Guid.NewGuid():N}?";

    private async Task<(long Started, Task Sent)> WriteAsync(string text, CancellationToken cancellationToken)
    {
        var address = _written.Address($"/contact/{CareOpsServer.Workspace}");
        var form = await FormAsync(
            _visitor,
            address,
            [new("Name", Writer), new("Email", "ines@bench.example"), new("Message", text)],
            cancellationToken);
        var started = Stopwatch.GetTimestamp();
        return (started, SendAsync());

        async Task SendAsync()
        {
            using var answer = await _visitor.PostAsync(address, form, cancellationToken);
            if (answer.StatusCode is not (HttpStatusCode.Found or HttpStatusCode.SeeOther))
            {
                throw new BenchmarkException($"A message was answered with {(int)answer.StatusCode}; a redirect was expected.");
            }
        }
    }

    private static async Task<FormUrlEncodedContent> FormAsync(
        HttpClient client, Uri address, IEnumerable<KeyValuePair<string, string>> typed, CancellationToken cancellationToken)
    {
        var page = await client.GetStringAsync(address, cancellationToken);
        var hidden = PageHtml.HiddenFields(page) ?? throw new BenchmarkException($"{address} has no form that posts.");
        return new FormUrlEncodedContent([.. hidden, .. typed]);
    }
}
