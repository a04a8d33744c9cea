using System.Net.Http.Headers;
using System.Text.Json;

namespace CareOps.Core.Messaging;

/// <summary>
/// Fetches mail that Resend received: its callback says only that there is some
/// (resend.com/docs/api-reference/emails/retrieve-received-email). Pictures inside it are left where they are: its attachments name them, too.
/// </summary>
public sealed class ResendInbox(ProviderHttp http, ProviderAddresses addresses)
{
    /// <returns>Null where Resend doesn't hand it over now.</returns>
    public async Task<InboundMail?> FetchAsync(WebhookAccount account, string emailId, CancellationToken cancellationToken)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(addresses.Resend, $"/emails/receiving/{Uri.EscapeDataString(emailId)}?html_format=cid"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", account.Secret);
        try
        {
            var answer = await http.AskAsync(request, cancellationToken);
            return answer.Succeeded ? Read(emailId, answer.Body) : null;
        }
        catch (Exception exception) when (exception is HttpRequestException or JsonException or InvalidOperationException
            || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return null;
        }
    }

    private static InboundMail Read(string emailId, string body)
    {
        using var json = JsonDocument.Parse(body);
        var root = json.RootElement;
        var mail = new InboundMail(
            emailId,
            Field(root, "from"),
            root.TryGetProperty("to", out var to) && to.ValueKind == JsonValueKind.Array ? [.. to.EnumerateArray().Select(static one => one.GetString() ?? string.Empty)] : [],
            Field(root, "subject"),
            Field(root, "text"),
            Field(root, "html"))
        {
            MailId = Field(root, "message_id"),
            Files = [.. FilesIn(root, emailId)],
        };
        return root.TryGetProperty("headers", out var headers) && headers.ValueKind == JsonValueKind.Object
            ? mail.WithHeaders(headers.EnumerateObject()
                .Where(static header => header.Value.ValueKind == JsonValueKind.String)
                .Select(static header => KeyValuePair.Create(header.Name, header.Value.GetString()!)))
            : mail;
    }

    // Their content is asked for one by one, by AttachmentFetcher.
    private static IEnumerable<InboundFile> FilesIn(JsonElement root, string emailId) =>
        root.TryGetProperty("attachments", out var files) && files.ValueKind == JsonValueKind.Array
            ? files.EnumerateArray()
                .Where(static file => file.ValueKind == JsonValueKind.Object && Field(file, "id") is { Length: > 0 })
                .Select(file => new InboundFile(Field(file, "filename")) { Source = $"{emailId}/{Field(file, "id")}" })
            : [];

    private static string? Field(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
