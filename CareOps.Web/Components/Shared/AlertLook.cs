using CareOps.Core.Alerts;

namespace CareOps.Web.Components.Shared;

/// <summary>How alerts look and what their kinds are called.</summary>
/// <param name="Icon">The symbol's id in icons.svg.</param>
/// <param name="Word">"Failed messages": what the kind is called where several are meant.</param>
/// <param name="Page">Where all of a kind are dealt with.</param>
public sealed record AlertLook(string Icon, string Word, string Page)
{
    /// <summary>The class that colours an icon: bad, warn or info.</summary>
    public static string ToneOf(AlertSeverity severity) => severity switch
    {
        AlertSeverity.Critical => "bad",
        AlertSeverity.Warning => "warn",
        _ => "info",
    };

    public static string WordOf(AlertSeverity severity) => severity switch
    {
        AlertSeverity.Critical => "Critical",
        AlertSeverity.Warning => "Warning",
        _ => "To decide",
    };

    public static AlertLook Of(AlertKind kind) => kind switch
    {
        AlertKind.Unanswered => new("clock", "Unanswered conversations", "inbox?filter=unanswered"),
        AlertKind.FormOverdue => new("forms", "Overdue forms", "forms?show=overdue"),
        AlertKind.StockLow => new("box", "Low stock", "inventory?show=low"),
        AlertKind.StockOut => new("box", "Stock at zero", "inventory?show=low"),
        AlertKind.MessageFailed => new("warn", "Failed messages", "inbox/waiting"),
        AlertKind.MessageUnknown => new("question", "Messages that may not have arrived", "inbox/waiting"),
        AlertKind.MessageHeld => new("pause", "Held messages", "inbox/waiting"),
        AlertKind.BookingPending => new("calendar", "Bookings to confirm", "bookings?show=confirm"),
        AlertKind.ConnectionFailing => new("bolt", "Failing providers", "settings/channels"),
        AlertKind.WebhookStopped => new("bolt", "Stopped webhooks", "settings/webhooks"),
        _ => throw new InvalidOperationException($"Nobody knows how {kind} looks."),
    };
}
