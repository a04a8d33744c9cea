using System.Globalization;
using System.Xml.Linq;

using CareOps.Core.Messaging;

namespace CareOps.Web.Webhooks;

/// <summary>What Twilio sends: twilio.com/docs/messaging/guides/track-outbound-message-status and …/guides/webhook-request.</summary>
internal static class TwilioCallback
{
    // Twilio hands over ten at most.
    private const int MostMedia = 20;

    /// <returns>Null where the form is about no message of ours; empty where it is nothing new.</returns>
    public static IReadOnlyList<DeliveryNews>? NewsIn(IReadOnlyDictionary<string, string> form, string? deliveryKey)
    {
        if (deliveryKey is null || form.GetValueOrDefault("MessageSid") is not { Length: > 0 } sid)
        {
            return null;
        }

        return form.GetValueOrDefault("MessageStatus") switch
        {
            "accepted" or "queued" or "sending" or "sent" => [new DeliveryNews($"{sid} sent", deliveryKey, DeliveryVerdict.Sent)],
            "delivered" or "read" => [new DeliveryNews($"{sid} delivered", deliveryKey, DeliveryVerdict.Delivered)],
            "failed" or "undelivered" or "canceled" => [Failure(sid, deliveryKey, form.GetValueOrDefault("ErrorCode"))],
            null => null,
            _ => [],
        };
    }

    public static InboundSms? SmsIn(IReadOnlyDictionary<string, string> form) =>
        form.GetValueOrDefault("MessageSid") is { Length: > 0 and <= 64 } sid && form.GetValueOrDefault("From") is { Length: > 0 } from && form.TryGetValue("Body", out var body)
            ? new InboundSms(sid, from, body, [.. Media(form)], form.GetValueOrDefault("OptOutType") is { Length: > 0 })
            : null;

    /// <summary>TwiML: a message to send back, or nothing.</summary>
    public static string Answer(string? text) =>
        new XElement("Response", text is null ? null : new XElement("Message", text)).ToString(SaveOptions.DisableFormatting);

    // They are fetched later: this is answered at once.
    private static IEnumerable<InboundFile> Media(IReadOnlyDictionary<string, string> form)
    {
        var number = int.TryParse(form.GetValueOrDefault("NumMedia"), NumberStyles.None, CultureInfo.InvariantCulture, out var said) ? said : 0;
        return Enumerable.Range(0, Math.Min(number, MostMedia))
            .Select(index => new InboundFile(null) { Source = form.GetValueOrDefault(string.Create(CultureInfo.InvariantCulture, $"MediaUrl{index}")) });
    }

    // twilio.com/docs/api/errors
    private static DeliveryNews Failure(string sid, string deliveryKey, string? code) => code switch
    {
        "21610" => Failed(sid, deliveryKey, "The customer asked for no more text messages by answering STOP.", SuppressionReason.Stopped),
        "30003" => Failed(sid, deliveryKey, "The phone was off or out of reach. Try again later."),
        "30004" => Failed(sid, deliveryKey, "The phone blocks text messages from you."),
        "30005" => Failed(sid, deliveryKey, "This number doesn't exist or is out of service.", SuppressionReason.Bounced),
        "30006" => Failed(sid, deliveryKey, "This is a landline or a number that can't get text messages.", SuppressionReason.Bounced),
        "30007" or "30034" => Failed(sid, deliveryKey, "The carrier filtered this text. Twilio's console says what to register."),
        _ => Failed(sid, deliveryKey, "The carrier could not deliver this text."),
    };

    private static DeliveryNews Failed(string sid, string deliveryKey, string reason, SuppressionReason? suppresses = null) =>
        new($"{sid} failed", deliveryKey, DeliveryVerdict.Failed, reason, suppresses);
}
