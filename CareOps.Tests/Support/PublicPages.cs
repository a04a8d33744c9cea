using AngleSharp.Html.Parser;

namespace CareOps.Tests.Support;

/// <summary>What a stranger does on the public pages, without script.</summary>
internal static class PublicPages
{
    /// <summary>The addresses of the free slots that a service's page offers first, earliest first.</summary>
    public static async Task<IReadOnlyList<string>> SlotsAsync(HttpClient client, string workspace, string service, string query = "")
    {
        var html = await client.GetStringAsync(new Uri($"/book/{workspace}/{service}{query}", UriKind.Relative));
        return [.. new HtmlParser().ParseDocument(html).QuerySelectorAll("a[href*='start=']")
            .Select(static link => link.GetAttribute("href")!)];
    }

    /// <summary>Chooses the first free slot, or the one at <paramref name="start"/> (local ISO), and opens the details form.</summary>
    public static async Task<WebForm> OpenBookingFormAsync(
        HttpClient client, string workspace, string service = "appointment", string? start = null) =>
        await WebForm.OpenAsync(
            client,
            start is null
                ? (await SlotsAsync(client, workspace, service))[0]
                : $"/book/{workspace}/{service}?start={start}");
}
