using CareOps.Core.Bookings;
using CareOps.Core.Contacts;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

namespace CareOps.Core.Automation;

/// <summary>What a template's variables stand for.</summary>
internal static class TemplateValues
{
    public static Dictionary<string, string> Of(Workspace workspace, PublicAddress address, Contact contact) =>
        new(StringComparer.Ordinal)
        {
            ["workspace.name"] = workspace.Name,
            ["workspace.booking_page"] = address.BookingPage(workspace.Slug),
            ["contact.name"] = contact.Name,
            ["contact.first_name"] = contact.FirstName,
        };

    public static Dictionary<string, string> Of(
        Workspace workspace, PublicAddress address, Contact contact, Booking booking, LinkToken link)
    {
        var values = Of(workspace, address, contact);
        values["booking.service"] = booking.ServiceName;
        values["booking.when"] = Say.Moment(booking.StartsAt, workspace.Zone);
        values["booking.zone"] = Say.Place(workspace.TimeZone);
        values["booking.reference"] = booking.Reference;
        values["booking.link"] = address.ManageBooking(link);
        return values;
    }
}
