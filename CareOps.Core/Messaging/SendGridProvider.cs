using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace CareOps.Core.Messaging;

/// <summary>
/// Sends through SendGrid: twilio.com/docs/sendgrid/api-reference/mail-send/mail-send. There is no key that makes a repetition safe;
/// custom_args come back with each event.
/// </summary>
public sealed class SendGridProvider(ProviderHttp http, ProviderAddresses addresses) : IMessageProvider
{
    private const string Name = "SendGrid";

    public ProviderKind Kind => ProviderKind.SendGrid;

    public Task<SendOutcome> SendAsync(ProviderAccount account, OutgoingMessage message, CancellationToken cancellationToken)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(addresses.SendGrid, "/v3/mail/send"))
        {
            Content = new MailBody(BodyOf(account.Connection, message), [.. MailParts.FilesOf(message).Select(static file => (file, FieldsOf(file)))]),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", account.Secret);
        return http.SendAsync(request, Name, knowsRepetitions: false, Read, cancellationToken);
    }

    private static JsonObject BodyOf(ProviderConnection connection, OutgoingMessage message)
    {
        var body = new JsonObject
        {
            ["personalizations"] = new JsonArray(new JsonObject
            {
                ["to"] = new JsonArray(new JsonObject { ["email"] = message.To }),
                ["headers"] = MailHeaders.Of(connection, message),
                ["custom_args"] = new JsonObject { ["delivery"] = message.Key },
            }),
            ["from"] = new JsonObject { ["email"] = connection.FromAddress, ["name"] = connection.FromName },
            ["subject"] = message.Subject,
            ["content"] = new JsonArray(
                new JsonObject { ["type"] = "text/plain", ["value"] = message.Text },
                new JsonObject { ["type"] = "text/html", ["value"] = MailParts.Html(message.Text, message.Look) }),
        };
        if (message.ReplyTo is { } address)
        {
            body["reply_to"] = new JsonObject { ["email"] = address };
        }

        return body;
    }

    // SendGrid refuses a type with parameters; a calendar's method stands in the file.
    private static JsonObject FieldsOf(OutgoingFile file) =>
        new() { ["type"] = file.ContentType, ["filename"] = file.Name, ["disposition"] = "attachment" };

    private static SendOutcome? Read(ProviderAnswer answer) => answer.Status switch
    {
        HttpStatusCode.Accepted => new(SendOutcomeKind.Accepted, ProviderMessageId: answer.Headers.GetValueOrDefault("X-Message-Id")),
        _ when answer.Succeeded => null,
        HttpStatusCode.Forbidden => new(
            SendOutcomeKind.TryAgain, "SendGrid refused: the key may not send mail, or the sender isn't verified there."),
        _ => new(SendOutcomeKind.Refused, "SendGrid refused the message or its address."),
    };
}
