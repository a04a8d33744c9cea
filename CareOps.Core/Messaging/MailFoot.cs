using CareOps.Core.Workspaces;

namespace CareOps.Core.Messaging;

/// <summary>What stands below an automatic mail: the way to get fewer of them. Not part of what the thread shows.</summary>
internal static class MailFoot
{
    public static string TextOf(Delivery delivery, Message message, PublicAddress address) => delivery.UnsubscribeToken is { } token
        ? $"{message.Body}\n\n--\nChoose which automatic messages you get, or none: {address.Unsubscribe(token)}"
        : message.Body;

    /// <summary>Where a mail program unsubscribes with one request (RFC 8058); null where the server has no https address to be asked at.</summary>
    public static string? OneClickUrl(Delivery delivery, PublicAddress address) =>
        delivery.UnsubscribeToken is { } token && address.Root.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
            ? address.Unsubscribe(token)
            : null;
}
