using System.Net;
using System.Net.Http.Headers;
using System.Text;

using CareOps.Core.Workspaces;

namespace CareOps.Core.Messaging;

/// <summary>
/// Sends text messages through Twilio: twilio.com/docs/messaging/api/message-resource. There is no key that makes a repetition
/// safe; what became of the message is told to the address in StatusCallback.
/// </summary>
public sealed class TwilioProvider(ProviderHttp http, ProviderAddresses addresses, PublicAddress address) : IMessageProvider
{
    private const string Name = "Twilio";
    private const string MessagingService = "MG";

    public ProviderKind Kind => ProviderKind.Twilio;

    public Task<SendOutcome> SendAsync(ProviderAccount account, OutgoingMessage message, CancellationToken cancellationToken)
    {
        var connection = account.Connection;
        var request = new HttpRequestMessage(
            HttpMethod.Post,
            new Uri(addresses.Twilio, $"/2010-04-01/Accounts/{Uri.EscapeDataString(connection.UserName!)}/Messages.json"))
        {
            Content = new FormUrlEncodedContent(FormOf(connection, message)),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{connection.UserName}:{account.Secret}")));
        return http.SendAsync(request, Name, knowsRepetitions: false, Read, cancellationToken);
    }

    private Dictionary<string, string> FormOf(ProviderConnection connection, OutgoingMessage message)
    {
        var isService = connection.FromAddress.StartsWith(MessagingService, StringComparison.Ordinal);
        var form = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["To"] = message.To,
            [isService ? "MessagingServiceSid" : "From"] = connection.FromAddress,
            ["Body"] = message.Text,
        };

        // Twilio refuses a callback to an address that it can't reach, and with it the message.
        if (!new Uri(address.Root).IsLoopback)
        {
            form["StatusCallback"] = $"{address.Webhook("twilio", connection.Id)}?delivery={message.Key}";
        }

        return form;
    }

    // twilio.com/docs/api/errors: a number for each reason.
    private static SendOutcome? Read(ProviderAnswer answer) => (answer.Status, answer.Field("code")) switch
    {
        _ when answer.Succeeded => answer.Field("sid") is { } sid ? new(SendOutcomeKind.Accepted, ProviderMessageId: sid) : null,
        (_, "21211" or "21614") => new(SendOutcomeKind.Refused, "Twilio says that this number can't get text messages."),
        (_, "21610") => new(SendOutcomeKind.Refused, "The customer asked for no more text messages by answering STOP.") { Suppresses = SuppressionReason.Stopped },
        (_, "21408" or "21612") => new(SendOutcomeKind.Refused, "Your Twilio account may not send text messages to this country or number."),
        (_, "21617") => new(SendOutcomeKind.Refused, "This text is too long for Twilio. Send it in parts."),
        (_, "21606" or "21603" or "21212" or "21701") => new(
            SendOutcomeKind.TryAgain, "Twilio refused the sender. Check the number or messaging service in Settings, Channels."),
        (HttpStatusCode.NotFound or HttpStatusCode.Forbidden, _) => new(
            SendOutcomeKind.TryAgain, "Twilio doesn't know this account, or it may not send. Check it in Settings, Channels."),
        _ => new(SendOutcomeKind.Refused, "Twilio refused the message."),
    };
}
