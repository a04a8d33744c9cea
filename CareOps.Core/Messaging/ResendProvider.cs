using System.Net;
using System.Net.Http.Headers;
using System.Net.Mail;
using System.Text.Json.Nodes;

namespace CareOps.Core.Messaging;

/// <summary>
/// Sends through Resend: resend.com/docs/api-reference/emails/send-email. The key in Idempotency-Key is remembered for 24 hours
/// (resend.com/docs/dashboard/emails/idempotency-keys), longer than a delivery is tried.
/// </summary>
public sealed class ResendProvider(ProviderHttp http, ProviderAddresses addresses) : IMessageProvider
{
    private const string Name = "Resend";

    public ProviderKind Kind => ProviderKind.Resend;

    public Task<SendOutcome> SendAsync(ProviderAccount account, OutgoingMessage message, CancellationToken cancellationToken)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(addresses.Resend, "/emails"))
        {
            Content = new MailBody(BodyOf(account.Connection, message), [.. MailParts.FilesOf(message).Select(static file => (file, FieldsOf(file)))]),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", account.Secret);
        request.Headers.Add("Idempotency-Key", message.Key);
        return http.SendAsync(request, Name, knowsRepetitions: true, Read, cancellationToken);
    }

    private static JsonObject BodyOf(ProviderConnection connection, OutgoingMessage message)
    {
        var body = new JsonObject
        {
            ["from"] = new MailAddress(connection.FromAddress, connection.FromName).ToString(),
            ["to"] = new JsonArray(message.To),
            ["subject"] = message.Subject,
            ["text"] = message.Text,
            ["html"] = MailParts.Html(message.Text, message.Look),
            ["headers"] = MailHeaders.Of(connection, message),
            ["tags"] = new JsonArray(new JsonObject { ["name"] = "delivery", ["value"] = message.Key }),
        };
        if (message.ReplyTo is { } address)
        {
            body["reply_to"] = address;
        }

        return body;
    }

    private static JsonObject FieldsOf(OutgoingFile file) => new() { ["filename"] = file.Name, ["content_type"] = file.ContentType };

    // resend.com/docs/api-reference/errors
    private static SendOutcome? Read(ProviderAnswer answer) => (answer.Status, answer.Field("name")) switch
    {
        _ when answer.Succeeded => answer.Field("id") is { } id ? new(SendOutcomeKind.Accepted, ProviderMessageId: id) : null,
        (HttpStatusCode.Conflict, "invalid_idempotent_request") => new(
            SendOutcomeKind.Ambiguous, "Resend got this message before in other words and may have sent it."),
        (HttpStatusCode.Conflict, _) => new(SendOutcomeKind.RepeatHere, "Resend is still working on this message."),
        (HttpStatusCode.Forbidden, _) => new(
            SendOutcomeKind.TryAgain, "Resend refused: the key may not send, or the sender's domain isn't verified there."),
        (HttpStatusCode.UnprocessableEntity, "invalid_from_address") => new(
            SendOutcomeKind.TryAgain, "Resend refused the sender's address. Check it in Settings, Channels."),
        _ => new(SendOutcomeKind.Refused, "Resend refused the message or its address."),
    };
}
