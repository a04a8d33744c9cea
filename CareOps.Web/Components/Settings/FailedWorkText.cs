namespace CareOps.Web.Components.Settings;

/// <summary>Says what did not follow from an event.</summary>
internal static class FailedWorkText
{
    public static string Of(string name) => name switch
    {
        "booking.created" => "What follows a new booking, such as its confirmation",
        "booking.confirmed" or "booking.rescheduled" or "booking.cancelled" => "Telling a customer of a change to their booking",
        "booking.notice_due" => "Telling a customer of a booking that a member moved",
        "contact.created" => "What follows a new contact, such as the welcome",
        "contacts.import_due" => "A part of an import of contacts",
        "conversation.snooze_ended" => "Bringing back a snoozed conversation",
        "file.removed" => "Removing a file from the server's disk",
        "message.received" => "What follows a customer's message",
        "message.settled" => "Noting what became of a message",
        "reply.due" => "Sending a scheduled reply",
        "staff.replied" => "What follows a member's reply",
        "booking.time_freed" or "waitlist.offer_ended" or "waitlist.time_offered" => "Offering a free time to the waitlist",
        _ => $"What follows “{name.Replace('.', ' ').Replace('_', ' ')}”",
    };
}
