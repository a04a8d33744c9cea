namespace CareOps.Core.Webhooks;

/// <summary>An event that other programs can be told of.</summary>
/// <param name="Name">Stable: <c>booking.created</c>.</param>
/// <param name="Version">Of its data: another number only where a receiver that knows the one before would misread it.</param>
/// <param name="Says">When it is sent, for the list of choices.</param>
public sealed record WebhookEventKind(string Name, int Version, string Says);

/// <summary>Which events there are. What they carry is in docs/webhooks.md.</summary>
public static class WebhookEvents
{
    /// <summary>Sent by a button, to see that an endpoint works.</summary>
    public static readonly WebhookEventKind Test = new("webhook.test", 1, "Someone pressed the button");

    public static IReadOnlyList<WebhookEventKind> All { get; } =
    [
        new("booking.created", 1, "A booking was made, by a customer or a member"),
        new("booking.confirmed", 1, "A member confirmed a request"),
        new("booking.rescheduled", 1, "A booking has another time, member or length"),
        new("booking.cancelled", 1, "A booking was cancelled or declined"),
        new("booking.completed", 1, "A booking was completed"),
        new("booking.no_show", 1, "The customer did not come"),
        new("booking.reopened", 1, "A completion, no-show or cancellation was taken back"),
        new("contact.created", 1, "Someone became a contact"),
        new("message.received", 1, "A customer wrote; the text itself is not sent"),
    ];

    public static WebhookEventKind? Find(string name) => All.FirstOrDefault(kind => kind.Name == name);
}
