using System.Net.Http.Headers;
using System.Text.Json;

namespace CareOps.Core.Messaging;

/// <summary>
/// Fetches mail that Resend received: its callback says only that there is some
/// (resend.com/docs/api-reference/emails/retrieve-received-email).
/// </summary>
public sealed class ResendInbox(ProviderHttp http, ProviderAddresses addresses)
{
    /// <returns>Null where Resend doesn't hand it over now.</returns>
    public async Task<InboundMail?> FetchAsync(WebhookAccount account, string emailId, CancellationToken cancellationToken)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(addresses.Resend, $"/emails/receiving/{Uri.EscapeDataString(emailId)}"));
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
        };
        return root.TryGetProperty("headers", out var headers) && headers.ValueKind == JsonValueKind.Object
            ? mail.WithHeaders(headers.EnumerateObject()
                .Where(static header => header.Value.ValueKind == JsonValueKind.String)
                .Select(static header => KeyValuePair.Create(header.Name, header.Value.GetString()!)))
            : mail;
    }

    private static string? Field(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
