using CareOps.Core.Bookings;
using CareOps.Core.Contacts;
using CareOps.Core.Foundation;
using CareOps.Core.Inbox;
using CareOps.Core.Workspaces;

namespace CareOps.Web.Components.Inbox;

/// <summary>What the variables of a saved reply stand for in one conversation.</summary>
internal static class SavedReplyValues
{
    // Seen by the member before it is sent, unlike nothing.
    private const string Unknown = "…";

    public static IReadOnlyDictionary<string, string> Of(Workspace workspace, Contact contact, BookingRow? next) =>
        SavedReply.Variables.ToDictionary(
            static name => name,
            name => name switch
            {
                "contact.first_name" => contact.FirstName,
                "contact.name" => contact.Name,
                "workspace.name" => workspace.Name,
                "booking.service" => next?.ServiceName ?? Unknown,
                "booking.when" => next is null ? Unknown : Say.Moment(next.StartsAt, workspace.Zone),
                "booking.date" => next is null ? Unknown : Say.Day(next.StartsAt.InZone(workspace.Zone).Date),
                "booking.time" => next is null ? Unknown : Say.Time(next.StartsAt, workspace.Zone),
                "booking.reference" => next?.Reference ?? Unknown,
                _ => Unknown,
            },
            StringComparer.Ordinal);
}
