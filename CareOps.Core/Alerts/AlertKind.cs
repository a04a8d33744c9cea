using CareOps.Core.Foundation;

namespace CareOps.Core.Alerts;

/// <summary>What an alert is about.</summary>
public enum AlertKind
{
    /// <summary>A customer has waited for an answer beyond the business's target. Its subject is the conversation.</summary>
    Unanswered,

    /// <summary>A form was not filled in by its due moment. Its subject is the submission.</summary>
    FormOverdue,

    /// <summary>An item fell to its threshold. Its subject is the item.</summary>
    StockLow,

    /// <summary>Nothing is left of an item. Its subject is the item.</summary>
    StockOut,

    /// <summary>A message was not sent, and won't be by itself. Its subject is the message.</summary>
    MessageFailed,

    /// <summary>Nobody knows whether a message was sent. Its subject is the message.</summary>
    MessageUnknown,

    /// <summary>An automatic message waits because automation is paused. Its subject is the message.</summary>
    MessageHeld,

    /// <summary>A customer asked for a time that a member has to confirm. Its subject is the booking.</summary>
    BookingPending,

    /// <summary>A provider failed several times in a row. Its subject is the connection.</summary>
    ConnectionFailing,

    /// <summary>Another program did not answer for so long that it is told nothing more. Its subject is the webhook.</summary>
    WebhookStopped,
}

/// <summary>How soon someone has to look. In the order of their names' meaning, not of their numbers: they are stored by name.</summary>
public enum AlertSeverity
{
    Warning,
    Critical,
    Info,
}

public static class AlertKinds
{
    /// <summary>Of a message.</summary>
    public static readonly IReadOnlyCollection<AlertKind> OfMessages = [AlertKind.MessageFailed, AlertKind.MessageUnknown, AlertKind.MessageHeld];

    /// <summary>Who sees alerts of a kind: whoever may go where it is dealt with.</summary>
    public static Right RightOf(AlertKind kind) => kind switch
    {
        AlertKind.Unanswered or AlertKind.MessageFailed or AlertKind.MessageUnknown or AlertKind.MessageHeld => Right.ViewInbox,
        AlertKind.FormOverdue => Right.ViewForms,
        AlertKind.StockLow or AlertKind.StockOut => Right.ViewInventory,
        AlertKind.BookingPending => Right.ViewBookings,
        _ => Right.ManageWorkspace,
    };

    /// <summary>The kinds that a caller may see. Whoever sees only the own calendar finds there what is to be confirmed.</summary>
    public static IReadOnlyList<AlertKind> For(Caller caller) => [.. Enum.GetValues<AlertKind>().Where(kind => Shows(caller, kind))];

    public static bool Shows(Caller caller, AlertKind kind) =>
        caller.May(RightOf(kind)) && (kind != AlertKind.BookingPending || caller is not Caller.Member { OnlyCalendar: not null });

    /// <summary>0 for what comes first.</summary>
    public static int Rank(this AlertSeverity severity) => severity switch
    {
        AlertSeverity.Critical => 0,
        AlertSeverity.Warning => 1,
        _ => 2,
    };

    public static bool Outranks(this AlertSeverity severity, AlertSeverity other) => severity.Rank() < other.Rank();
}
