using CareOps.Core.Bookings;
using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Automation;

/// <summary>What a template's variables stand for, in the contact's language and the business's wall time.</summary>
internal static class TemplateValues
{
    private static readonly HotQuery<Guid, Service> ServiceById =
        new((db, id, _) => db.Set<Service>().AsNoTracking().Single(service => service.Id == id));

    private static readonly HotQuery<MemberId, string?> MemberName =
        new((db, id, _) => db.Set<Member>().Where(member => member.Id == id).Select(member => member.Name).SingleOrDefault());

    public static Wording WordingOf(Workspace workspace, Contact contact) => Wording.Of(contact.Language ?? workspace.Language);

    /// <summary>Of a name that someone typed: the first word of it.</summary>
    public static string FirstName(string name) => Plain(name).Split(' ', 2)[0];

    public static Dictionary<string, string> Of(Workspace workspace, PublicAddress address, Contact contact)
    {
        var values = Of(workspace, address);
        values["contact.name"] = Plain(contact.Name);
        values["contact.first_name"] = FirstName(contact.Name);
        return values;
    }

    public static Dictionary<string, string> Of(Workspace workspace, PublicAddress address) =>
        new(StringComparer.Ordinal)
        {
            ["workspace.name"] = workspace.Name,
            ["workspace.address"] = workspace.StreetAddress ?? string.Empty,
            ["workspace.email"] = workspace.ContactEmail ?? string.Empty,
            ["workspace.phone"] = workspace.ContactPhone ?? string.Empty,
            ["workspace.booking_page"] = address.BookingPage(workspace.Slug),
            ["workspace.contact_page"] = address.ContactPage(workspace.Slug),
        };

    public static Dictionary<string, string> Of(
        Workspace workspace, PublicAddress address, Contact contact, Booking booking, LinkToken link) =>
        Of(workspace, address, contact, booking, address.ManageBooking(link));

    public static Dictionary<string, string> Of(
        Workspace workspace, PublicAddress address, Contact contact, Booking booking, string link)
    {
        var wording = WordingOf(workspace, contact);
        var start = booking.StartsAt.InZone(workspace.Zone).LocalDateTime;
        var values = Of(workspace, address, contact);

        // The name typed for this booking greets, whoever the contact is known as.
        values["contact.first_name"] = FirstName(booking.Name);
        values["booking.service"] = booking.ServiceName;
        values["booking.when"] = wording.Moment(start);
        values["booking.date"] = wording.LongDay(start.Date);
        values["booking.time"] = wording.Time(start.TimeOfDay);
        values["booking.duration"] = wording.Minutes((int)(booking.EndsAt - booking.StartsAt).TotalMinutes);
        values["booking.zone"] = Say.Place(workspace.TimeZone);
        values["booking.reference"] = booking.Reference;
        values["booking.link"] = link;
        return values;
    }

    /// <summary>Adds what the booking's service and member tell.</summary>
    public static async Task AddServiceAsync(
        CareOpsDb db, Dictionary<string, string> values, Workspace workspace, Contact contact, Booking booking, CancellationToken cancellationToken)
    {
        var service = await ServiceById.AskAsync(db, booking.ServiceId, cancellationToken);
        values["service.price"] = service.PriceMinor is { } minor
            ? WordingOf(workspace, contact).Price(new Money(minor, workspace.Currency))
            : string.Empty;
        values["service.description"] = service.Description ?? string.Empty;
        values["booking.place"] = PlaceOf(workspace, contact, service);
        values["booking.member"] = await MemberName.AskAsync(db, booking.MemberId, cancellationToken) ?? string.Empty;
    }

    /// <summary>The end of a sentence about bookings that are not cancelled after all: "your booking stands as before".</summary>
    public static string StandingOf(Wording wording, bool isRequest, int count) => (wording.Language, isRequest, count) switch
    {
        (Language.German, false, 1) => "Ihr Termin bleibt wie gebucht",
        (Language.German, false, _) => "Ihre Termine bleiben wie gebucht",
        (Language.German, true, 1) => "Ihre Anfrage ist wieder offen, und sobald sie bestätigt ist, schreiben wir Ihnen",
        (Language.German, true, _) => "Ihre Anfragen sind wieder offen, und sobald sie bestätigt sind, schreiben wir Ihnen",
        (_, false, 1) => "your booking stands as before",
        (_, false, _) => "your bookings stand as before",
        (_, true, 1) => "your request is open again, and we write as soon as it is confirmed",
        _ => "your requests are open again, and we write as soon as they are confirmed",
    };

    private static string PlaceOf(Workspace workspace, Contact contact, Service service)
    {
        var isGerman = (contact.Language ?? workspace.Language) == Language.German;
        return service switch
        {
            { LocationDetails: { } details } => details,
            { Location: ServiceLocation.Phone } => isGerman ? "Telefon" : "Phone",
            { Location: ServiceLocation.Video } => isGerman ? "Videogespräch" : "Video call",
            _ => workspace.StreetAddress ?? string.Empty,
        };
    }

    // Whoever books can type an address of the web as their name and have it sent to someone else's mailbox: it becomes no link.
    private static string Plain(string typed) => typed.Replace("://", ": //", StringComparison.Ordinal);
}
