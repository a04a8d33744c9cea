using CareOps.Core.Alerts;
using CareOps.Core.Bookings;
using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Forms;
using CareOps.Core.Foundation;
using CareOps.Core.Inventory;
using CareOps.Core.Messaging;
using CareOps.Core.Webhooks;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Core.Dashboard;

/// <summary>Reads alerts together with what they are about, with one statement however many kinds there are among them.</summary>
internal static class AttentionReader
{
    private const int LongestQuote = 110;

    /// <summary>The alerts in their order; each row of the answer is looked up by its id.</summary>
    public static async Task<IReadOnlyList<AttentionItem>> ReadAsync(
        CareOpsDb db, Workspace workspace, IQueryable<Alert> alerts, CancellationToken cancellationToken)
    {
        var rows = await (
            from alert in alerts
            join foundMessage in db.Messages() on alert.SubjectId equals foundMessage.Id into messages
            from message in messages.DefaultIfEmpty()
            join foundForm in db.FormSubmissions() on alert.SubjectId equals foundForm.Id into forms
            from form in forms.DefaultIfEmpty()
            join foundVersion in db.FormVersions() on form.VersionId equals foundVersion.Id into versions
            from version in versions.DefaultIfEmpty()
            join foundItem in db.InventoryItems() on alert.SubjectId equals foundItem.Id into items
            from item in items.DefaultIfEmpty()
            join foundBooking in db.Bookings() on alert.SubjectId equals foundBooking.Id into bookings
            from booking in bookings.DefaultIfEmpty()
            join foundConnection in db.ProviderConnections() on alert.SubjectId equals foundConnection.Id into connections
            from connection in connections.DefaultIfEmpty()
            join foundWebhook in db.WebhookEndpoints() on alert.SubjectId equals foundWebhook.Id into webhooks
            from webhook in webhooks.DefaultIfEmpty()
            join foundTalk in db.Conversations() on (message == null ? alert.SubjectId : message.ConversationId) equals foundTalk.Id into talks
            from talk in talks.DefaultIfEmpty()
            join foundContact in db.Contacts() on (talk == null ? form.ContactId : talk.ContactId) equals foundContact.Id into contacts
            from contact in contacts.DefaultIfEmpty()
            select new Row
            {
                Alert = alert,
                ConversationId = talk == null ? null : talk.Id,
                Person = contact == null ? null : contact.Name,
                Channel = message == null ? null : message.Channel,
                Rule = message == null ? null : message.RuleName,
                MessageReason = message == null ? null : message.StatusReason,
                Said = alert.Kind == AlertKind.Unanswered
                    ? db.Messages()
                        .Where(said => said.ConversationId == alert.SubjectId && said.Kind == MessageKind.Inbound)
                        .OrderByDescending(said => said.CreatedAt).ThenByDescending(said => said.Id)
                        .Select(said => said.Body).FirstOrDefault()
                    : null,
                Form = version == null ? null : version.Title,
                FormDueAt = form == null ? null : form.DueAt,
                FormStartedAt = form == null ? null : form.StartedAt,
                FormOpenedAt = form == null ? null : form.OpenedAt,
                Item = item == null ? null : item.Name,
                Unit = item == null ? null : item.Unit,
                Quantity = item == null ? null : item.Quantity,
                LowAt = item == null ? null : item.LowAt,
                Customer = booking == null ? null : booking.Name,
                Service = booking == null ? null : booking.ServiceName,
                StartsAt = booking == null ? null : booking.StartsAt,
                Provider = connection == null ? null : connection.Kind,
                ProviderReason = connection == null ? null : connection.LastFailure,
                WebhookUrl = webhook == null ? null : webhook.Url,
                WebhookReason = webhook == null ? null : webhook.LastFailure,
            }).ToListAsync(cancellationToken);
        return rows.ConvertAll(row => Describe(row, workspace));
    }

    private static AttentionItem Describe(Row row, Workspace workspace)
    {
        var (title, reason, action, page) = Words(row, workspace);
        return new AttentionItem(
            row.Alert.Id, row.Alert.Kind, row.Alert.Severity, row.Alert.OpenedAt, title, reason.TrimEnd('.'), action, page)
        {
            SeenBy = row.Alert.AcknowledgedBy,
            SnoozedUntil = row.Alert.SnoozedUntil,
            ResolvedAt = row.Alert.ResolvedAt,
        };
    }

    private static (string Title, string Reason, string Action, string Page) Words(Row row, Workspace workspace)
    {
        var (subject, person, thread) = (row.Alert.SubjectId, row.Person ?? "a customer", $"inbox/{row.ConversationId}");
        return row.Alert.Kind switch
        {
            AlertKind.Unanswered => (
                $"{person} waits for an answer",
                $"{Quote(row.Said)} Your target is {Say.Minutes(workspace.ResponseTargetMinutes)}",
                "Reply",
                $"inbox/{subject}"),
            AlertKind.MessageFailed => ($"{Way(row)} to {person} failed", row.MessageReason ?? "It was not sent", "Open", thread),
            AlertKind.MessageUnknown => (
                $"{Way(row)} to {person} may not have arrived", row.MessageReason ?? "Nobody knows whether it was sent", "Open", thread),
            AlertKind.MessageHeld => (
                $"{Way(row)} to {person} is held", row.Rule is { } rule ? $"{rule}. Automation is paused" : "Automation is paused", "Open", thread),
            AlertKind.FormOverdue => ($"{row.Form ?? "A form"} is overdue: {person}", FormReason(row, workspace.Zone), "View form", $"forms/answers/{subject}"),
            AlertKind.StockLow => ($"{row.Item ?? "An item"} is low", Left(row), "Restock", $"inventory/{subject}"),
            AlertKind.StockOut => ($"No {row.Item ?? "stock"} left", Left(row), "Restock", $"inventory/{subject}"),
            AlertKind.BookingPending => (
                $"{row.Customer ?? "A customer"} asks for {row.Service ?? "a time"}",
                row.StartsAt is { } start ? $"{Say.Moment(start, workspace.Zone)}. Nobody has confirmed it yet" : "Nobody has confirmed it yet",
                "Review",
                $"bookings?show=confirm&booking={subject}"),
            AlertKind.ConnectionFailing => (
                $"{(row.Provider is { } kind ? $"Sending through {kind}" : "A provider")} fails", row.ProviderReason ?? "It failed several times in a row", "Check", $"settings/channels/{subject}"),
            AlertKind.WebhookStopped => (
                $"{Host(row.WebhookUrl)} is told nothing more", row.WebhookReason ?? "It did not answer for days", "Check", $"settings/webhooks/{subject}"),
            _ => throw new InvalidOperationException($"Nobody has words for {row.Alert.Kind}."),
        };
    }

    private static string Way(Row row) => row.Channel == Channel.Sms ? "SMS" : "Email";

    private static string Quote(string? said) => string.IsNullOrWhiteSpace(said)
        ? "They wrote to you."
        : $"“{Text.Shorten(said.ReplaceLineEndings(" "), LongestQuote)}”";

    private static string FormReason(Row row, DateTimeZone zone)
    {
        var progress = (row.FormStartedAt, row.FormOpenedAt) switch
        {
            (not null, _) => "begun, not finished",
            (_, not null) => "opened, not begun",
            _ => "not opened yet",
        };
        return row.FormDueAt is { } due ? $"Due {Say.Moment(due, zone)}, {progress}" : $"It is {progress}";
    }

    private static string Left(Row row) => row switch
    {
        // How much there is now says nothing about then.
        { Alert: { ResolvedAt: not null, Kind: AlertKind.StockOut } } => "It was used up",
        { Alert.ResolvedAt: not null } => "It had come down to its threshold",
        { Quantity: { } quantity, Unit: { } unit, LowAt: { } low } when low > 0 => $"{Amounts.Say(quantity, unit)} left, low at {Amounts.Say(low)}",
        { Quantity: { } quantity, Unit: { } unit, LowAt: not null } => $"{Amounts.Say(quantity, unit)} left",
        _ => "Nobody counts it any more",
    };

    private static string Host(string? url) => Uri.TryCreate(url, UriKind.Absolute, out var address) ? address.Host : "Another program";

    private sealed class Row
    {
        public required Alert Alert { get; init; }

        public Guid? ConversationId { get; init; }

        public string? Person { get; init; }

        public Channel? Channel { get; init; }

        public string? Rule { get; init; }

        public string? MessageReason { get; init; }

        public string? Said { get; init; }

        public string? Form { get; init; }

        public Instant? FormDueAt { get; init; }

        public Instant? FormStartedAt { get; init; }

        public Instant? FormOpenedAt { get; init; }

        public string? Item { get; init; }

        public string? Unit { get; init; }

        public long? Quantity { get; init; }

        public long? LowAt { get; init; }

        public string? Customer { get; init; }

        public string? Service { get; init; }

        public Instant? StartsAt { get; init; }

        public ProviderKind? Provider { get; init; }

        public string? ProviderReason { get; init; }

        public string? WebhookUrl { get; init; }

        public string? WebhookReason { get; init; }
    }
}
