using CareOps.Core.Bookings;
using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Inventory;
using CareOps.Core.Messaging;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Core.Automation.Templates;

/// <summary>Fills in a template for someone real without sending it.</summary>
internal static class TemplateTrial
{
    // Shown in place of a secret, and as long: each message that is sent carries a new one, which counts in a text message.
    private const string Secret = "xxxxxxxxxxxxxxxxxxxxxx";

    public static async Task<TemplatePreview?> FillAsync(
        CareOpsDb db, PublicAddress address, TemplateAbout about, Guid? sampleId, TemplateForm form, TemplateWords words, CancellationToken cancellationToken)
    {
        var workspace = await db.WorkspaceAsync(cancellationToken);
        var sample = sampleId is { } id
            ? await FindAsync(db, address, workspace, about, id, form.Language, cancellationToken)
            : new Sample("Anna Berg", null, null, Examples(about, workspace, address));
        if (sample is null)
        {
            return null;
        }

        var filled = (words with { Subject = form.Channel == Channel.Email ? words.Subject ?? string.Empty : null }).Filled(sample.Values);
        return new TemplatePreview(
            sample.Name,
            form.Channel == Channel.Sms ? sample.Phone : sample.Email,
            form.Language,
            filled,
            form.Channel == Channel.Email ? MailParts.Html(filled.Body) : null,
            form.Channel == Channel.Sms ? SmsLength.Of(filled.Body) : null);
    }

    private static async Task<Sample?> FindAsync(
        CareOpsDb db, PublicAddress address, Workspace workspace, TemplateAbout about, Guid id, Language language, CancellationToken cancellationToken)
    {
        if (about == TemplateAbout.Stock)
        {
            return await ItemAsync(db, address, workspace, id, cancellationToken);
        }

        var booking = about == TemplateAbout.Booking
            ? await db.Bookings().AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellationToken)
            : null;
        var contactId = about == TemplateAbout.Booking ? booking?.ContactId : id;
        var contact = await db.Contacts().AsNoTracking().SingleOrDefaultAsync(row => row.Id == contactId, cancellationToken);
        if (contact is null)
        {
            return null;
        }

        // As it would read in the language that is edited, whatever they are written to in. The row is not saved.
        contact.WriteIn(language);
        if (booking is null)
        {
            var values = TemplateValues.Of(workspace, address, contact);
            if (about == TemplateAbout.Waitlist)
            {
                await AddOfferAsync(db, address, workspace, contact, values, cancellationToken);
            }
            else if (about == TemplateAbout.Forms)
            {
                AddForms(address, values);
            }

            return new Sample(contact.Name, contact.Email, contact.Phone, values);
        }

        var ofBooking = TemplateValues.Of(workspace, address, contact, booking, $"{address.Root}/booking/{Secret}");
        await TemplateValues.AddServiceAsync(db, ofBooking, workspace, contact, booking, cancellationToken);
        ofBooking["booking.cancel_reason"] = Text.Line(booking.CancelReason) is { } reason ? $"“{reason}”" : string.Empty;
        ofBooking["booking.standing"] = TemplateValues.StandingOf(TemplateValues.WordingOf(workspace, contact), booking.Status == BookingStatus.Pending, 1);
        return new Sample(booking.Name, contact.Email, contact.Phone, ofBooking);
    }

    private static async Task<Sample?> ItemAsync(
        CareOpsDb db, PublicAddress address, Workspace workspace, Guid id, CancellationToken cancellationToken)
    {
        if (await db.InventoryItems().AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellationToken) is not { } item)
        {
            return null;
        }

        var supplier = await db.Suppliers().Where(row => row.Id == item.SupplierId).Select(static row => row.Name).SingleOrDefaultAsync(cancellationToken);
        return new Sample(item.Name, null, null, StockWatch.ValuesOf(workspace, address, item, supplier ?? string.Empty));
    }

    // Nobody need have a form open to see how it reads.
    private static void AddForms(PublicAddress address, Dictionary<string, string> values)
    {
        foreach (var variable in TemplateVariables.Of(TemplateAbout.Forms).Where(static variable => variable.Group == "forms"))
        {
            values[variable.Name] = variable.Example.Replace("https://book.example.org", address.Root, StringComparison.Ordinal);
        }
    }

    // An offer that could be made tomorrow: whoever waits has none to show yet.
    private static async Task AddOfferAsync(
        CareOpsDb db, PublicAddress address, Workspace workspace, Contact contact, Dictionary<string, string> values, CancellationToken cancellationToken)
    {
        var wording = TemplateValues.WordingOf(workspace, contact);
        var tomorrow = db.Now.InZone(workspace.Zone).Date.PlusDays(1).At(new LocalTime(10, 0));
        values["waitlist.service"] = await db.Services().OrderBy(row => row.Position).Select(row => row.Name).FirstOrDefaultAsync(cancellationToken) ?? string.Empty;
        values["waitlist.when"] = wording.Moment(tomorrow);
        values["waitlist.until"] = wording.Moment(db.Now + Duration.FromHours(2), workspace.Zone);
        values["waitlist.zone"] = Say.Place(workspace.TimeZone);
        values["waitlist.link"] = $"{address.Root}/waitlist/{Secret}";
    }

    private static Dictionary<string, string> Examples(TemplateAbout about, Workspace workspace, PublicAddress address)
    {
        var values = TemplateVariables.Of(about).ToDictionary(
            static variable => variable.Name, static variable => variable.Example, StringComparer.Ordinal);
        values["workspace.name"] = workspace.Name;
        values["workspace.address"] = workspace.StreetAddress ?? string.Empty;
        values["workspace.email"] = workspace.ContactEmail ?? string.Empty;
        values["workspace.phone"] = workspace.ContactPhone ?? string.Empty;
        values["workspace.booking_page"] = address.BookingPage(workspace.Slug);
        values["workspace.contact_page"] = address.ContactPage(workspace.Slug);
        return values;
    }

    private sealed record Sample(string Name, string? Email, string? Phone, IReadOnlyDictionary<string, string> Values);
}
