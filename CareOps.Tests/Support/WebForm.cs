using System.Net;

using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace CareOps.Tests.Support;

/// <summary>A form as a browser without script would send it: every field of the page, hidden ones included.</summary>
public sealed class WebForm
{
    private readonly HttpClient _client;
    private readonly Uri _action;
    private readonly Dictionary<string, string> _fields;

    private WebForm(HttpClient client, Uri action, Dictionary<string, string> fields)
    {
        _client = client;
        _action = action;
        _fields = fields;
    }

    public string this[string field]
    {
        get => _fields[field];
        set => _fields[field] = value;
    }

    /// <summary>Opens a page and takes its posting form.</summary>
    /// <param name="client">Keeps the cookies.</param>
    /// <param name="path">The page.</param>
    /// <param name="selector">Which form, where a page has several.</param>
    public static async Task<WebForm> OpenAsync(HttpClient client, string path, string selector = "form[method=post]")
    {
        var address = new Uri(client.BaseAddress!, path);
        using var response = await client.GetAsync(address);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return Parse(client, address, await response.Content.ReadAsStringAsync(), selector);
    }

    public static WebForm Parse(HttpClient client, Uri page, string html, string selector = "form[method=post]")
    {
        var document = new HtmlParser().ParseDocument(html);
        var form = document.QuerySelector(selector)
            ?? throw new InvalidOperationException($"{page} has no form {selector}.");
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var input in form.QuerySelectorAll("input[name]").OfType<IHtmlInputElement>().Where(static input =>
            input.Type is not ("radio" or "checkbox") || input.IsChecked))
        {
            fields[input.Name!] = input.Value;
        }

        foreach (var area in form.QuerySelectorAll("textarea[name]").OfType<IHtmlTextAreaElement>())
        {
            fields[area.Name!] = area.Value;
        }

        foreach (var select in form.QuerySelectorAll("select[name]").OfType<IHtmlSelectElement>())
        {
            fields[select.Name!] = select.Value ?? string.Empty;
        }

        var action = form.GetAttribute("action");
        return new WebForm(client, string.IsNullOrEmpty(action) ? page : new Uri(page, action), fields);
    }

    /// <summary>Sets several fields at once.</summary>
    public WebForm Fill(params (string Field, string Value)[] values)
    {
        foreach (var (field, value) in values)
        {
            _fields[field] = value;
        }

        return this;
    }

    public WebForm Without(string field)
    {
        _fields.Remove(field);
        return this;
    }

    /// <summary>The same fields, to be changed apart.</summary>
    public WebForm Copy() => new(_client, _action, new Dictionary<string, string>(_fields, StringComparer.Ordinal));

    /// <summary>The same fields, sent to another address.</summary>
    public WebForm To(string path) => new(_client, new Uri(_client.BaseAddress!, path), _fields);

    /// <summary>With files, as a browser sends them.</summary>
    public async Task<HttpResponseMessage> PostFilesAsync(params (string Field, string Name, byte[] Content)[] files)
    {
        using var content = new MultipartFormDataContent();
        foreach (var (field, value) in _fields)
        {
            content.Add(new StringContent(value), field);
        }

        foreach (var (field, name, bytes) in files)
        {
            content.Add(new ByteArrayContent(bytes), field, name);
        }

        return await _client.PostAsync(_action, content);
    }

    public async Task<HttpResponseMessage> PostAsync()
    {
        using var content = new FormUrlEncodedContent(_fields);
        return await _client.PostAsync(_action, content);
    }
}
