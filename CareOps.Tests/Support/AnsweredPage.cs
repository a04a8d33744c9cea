using System.Net;
using System.Text.RegularExpressions;

using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace CareOps.Tests.Support;

/// <summary>A page as it was answered, read the way a person or a screen reader does.</summary>
internal sealed partial class AnsweredPage
{
    // What an exception, a stack trace or a database would leave behind.
    private static readonly string[] Insides = ["Exception", "   at ", ".cs:line", "CareOps.Core", "Sqlite", "SQLite", "Npgsql", "SELECT "];

    private readonly IHtmlDocument _document;

    private AnsweredPage(HttpStatusCode status, string html)
    {
        Status = status;
        Html = html;
        _document = new HtmlParser().ParseDocument(html);
    }

    public HttpStatusCode Status { get; }

    public string Html { get; }

    /// <summary>What the page says, its frame left out.</summary>
    public string Text => Plain(_document.QuerySelector("main"));

    /// <summary>The sentence over the form.</summary>
    public string Alert => Plain(_document.QuerySelector("[role=alert]"));

    public static async Task<AnsweredPage> GetAsync(HttpClient client, string path)
    {
        using var response = await client.GetAsync(new Uri(client.BaseAddress!, path));
        return await ReadAsync(response);
    }

    public static async Task<AnsweredPage> PostAsync(WebForm form)
    {
        using var response = await form.PostAsync();
        return await ReadAsync(response);
    }

    public static async Task<AnsweredPage> ReadAsync(HttpResponseMessage response) =>
        new(response.StatusCode, await response.Content.ReadAsStringAsync());

    /// <summary>Refused with words in the page, and without a look inside.</summary>
    public void AssertRefused(HttpStatusCode status)
    {
        Assert.Equal(status, Status);
        Assert.NotEmpty(Text);
        Assert.All(Insides, inside => Assert.DoesNotContain(inside, Html, StringComparison.Ordinal));
    }

    /// <summary>The sentence beside a field, found as a screen reader finds it.</summary>
    public string Beside(string field)
    {
        var input = Input(field);
        Assert.Equal("true", input.GetAttribute("aria-invalid"));
        var described = (input.GetAttribute("aria-describedby") ?? string.Empty).Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(id => Plain(_document.GetElementById(id))).ToList();
        Assert.NotEmpty(described);
        Assert.All(described, static sentence => Assert.NotEmpty(sentence));
        return described[0];
    }

    /// <summary>What stands in a field.</summary>
    public string Typed(string field) => Input(field) switch
    {
        IHtmlInputElement input => input.GetAttribute("value") ?? string.Empty,
        IHtmlTextAreaElement area => area.DefaultValue,
        IHtmlSelectElement select => select.Value ?? string.Empty,
        var other => throw new InvalidOperationException($"{field} is a {other.LocalName}."),
    };

    public IReadOnlyList<string> Choices(string field) =>
        [.. _document.QuerySelectorAll($"input[type=radio][name={field}]").Select(static input => input.GetAttribute("value")!)];

    public IReadOnlyList<IElement> All(string selector) => [.. _document.QuerySelectorAll(selector)];

    private static string Plain(IElement? element) => Space().Replace(element?.TextContent ?? string.Empty, " ").Trim();

    private IElement Input(string field) =>
        _document.QuerySelector($"[name={field}]") ?? throw new InvalidOperationException($"The page has no field {field}.");

    [GeneratedRegex(@"\s+", RegexOptions.None, 1000)]
    private static partial Regex Space();
}
