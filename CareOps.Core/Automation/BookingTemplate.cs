using CareOps.Core.Bookings;
using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Workspaces;

namespace CareOps.Core.Automation;

/// <summary>What a message about a booking can say, with a fresh link to it.</summary>
internal static class BookingTemplate
{
    public static async Task<Dictionary<string, string>> ValuesAsync(
        CareOpsDb db, PublicAddress address, Booking booking, CancellationToken cancellationToken)
    {
        var workspace = await db.WorkspaceAsync(cancellationToken);
        var contact = await db.ContactAsync(booking.ContactId, cancellationToken);
        var values = TemplateValues.Of(workspace, address, contact, booking, BookingLinks.Mint(db, booking));

        // The name typed for this booking greets, whoever the contact is known as.
        values["contact.first_name"] = booking.Name.Split(' ', 2)[0];
        return values;
    }
}
