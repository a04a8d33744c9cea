using System.Text.Json;

using CareOps.Core.Messaging;

namespace CareOps.Web.Webhooks;

/// <summary>What Resend sends: resend.com/docs/webhooks/event-types.</summary>
internal static class ResendCallback
{
    /// <summary>The id of a received mail; null where the event is another one.</summary>
    public static string? MailIn(byte[] body) => Read(body, static (type, data) =>
        type == "email.received" && JsonText.Of(data, "email_id") is { } id && Guid.TryParse(id, out _) ? id : null);

    /// <returns>Null where the body is no event; empty where it is nothing new.</returns>
    public static IReadOnlyList<DeliveryNews>? NewsIn(byte[] body, string eventId) => Read<IReadOnlyList<DeliveryNews>>(body, (type, data) =>
    {
        if (KeyIn(data) is not { } key)
        {
            return [];
        }

        return type switch
        {
            "email.sent" or "email.delivery_delayed" => [new DeliveryNews(eventId, key, DeliveryVerdict.Sent)],
            "email.delivered" => [new DeliveryNews(eventId, key, DeliveryVerdict.Delivered)],
            "email.bounced" when BounceOf(data) == "Transient" => [new DeliveryNews(
                eventId, key, DeliveryVerdict.Failed, "The customer's mail server refused this mail for now. Try again later.")],
            "email.bounced" => [new DeliveryNews(
                eventId, key, DeliveryVerdict.Failed, "The mail came back: this address doesn't exist or takes no mail.", SuppressionReason.Bounced)],
            "email.suppressed" => [new DeliveryNews(
                eventId, key, DeliveryVerdict.Failed, "Resend did not send this: the address is on its list of addresses that get nothing.")],
            "email.failed" => [new DeliveryNews(eventId, key, DeliveryVerdict.Failed, "Resend could not send this mail.")],
            "email.complained" => [new DeliveryNews(eventId, key, DeliveryVerdict.Unchanged, Suppresses: SuppressionReason.Complained)],
            _ => [],
        };
    });

    private static T? Read<T>(byte[] body, Func<string, JsonElement, T?> read)
        where T : class
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return JsonText.Of(json.RootElement, "type") is { } type && json.RootElement.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Object
                ? read(type, data)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? BounceOf(JsonElement data) => data.TryGetProperty("bounce", out var bounce) ? JsonText.Of(bounce, "type") : null;

    // Sent as a list of name and value, shown in events as an object; both are understood.
    private static string? KeyIn(JsonElement data) => !data.TryGetProperty("tags", out var tags)
        ? null
        : tags.ValueKind switch
        {
            JsonValueKind.Object => JsonText.Of(tags, "delivery"),
            JsonValueKind.Array => tags.EnumerateArray()
                .Where(static tag => JsonText.Of(tag, "name") == "delivery").Select(static tag => JsonText.Of(tag, "value")).FirstOrDefault(),
            _ => null,
        };
}
