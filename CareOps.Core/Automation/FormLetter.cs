using CareOps.Core.Bookings;
using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Forms;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

namespace CareOps.Core.Automation;

/// <summary>What a message about forms can say, with a fresh link to each that is open.</summary>
internal static class FormLetter
{
    public static async Task<Dictionary<string, string>> ValuesAsync(
        CareOpsDb db, PublicAddress address, Guid contactId, Booking? booking, IReadOnlyList<FormSubmission> forms, CancellationToken cancellationToken)
    {
        var workspace = await db.WorkspaceAsync(cancellationToken);
        var contact = await db.ContactAsync(contactId, cancellationToken);
        var values = TemplateValues.Of(workspace, address, contact);
        var wording = TemplateValues.WordingOf(workspace, contact);
        var titles = await FormMessages.TitlesAsync(db, forms, cancellationToken);
        var links = forms.Where(static form => form.IsOpen).ToDictionary(static form => form.Id, form => address.Form(FormLinks.Mint(db, form)));
        if (booking is not null)
        {
            // The name typed for this booking greets, whoever the contact is known as.
            values["contact.first_name"] = TemplateValues.FirstName(booking.Name);
        }

        values["forms.names"] = Names([.. forms.Select(form => titles[form.TemplateId])], wording.Language);
        values["forms.list"] = string.Join("\n\n", forms.Select(form => links.TryGetValue(form.Id, out var link)
            ? $"{titles[form.TemplateId]}{Until(form, workspace, wording)}\n{link}"
            : titles[form.TemplateId]));
        values["forms.links"] = string.Join(' ', links.Values);
        values["forms.booking"] = booking is null ? string.Empty : $"{booking.ServiceName}, {wording.Moment(booking.StartsAt, workspace.Zone)}";
        return values;
    }

    /// <summary>“Intake” and “Consent”.</summary>
    private static string Names(IReadOnlyList<string> titles, Language language)
    {
        var isGerman = language == Language.German;
        var quoted = titles.Select(title => isGerman ? $"„{title}“" : $"“{title}”").ToList();
        var and = isGerman ? "und" : "and";
        return quoted.Count < 2 ? string.Concat(quoted) : $"{string.Join(", ", quoted.Take(quoted.Count - 1))} {and} {quoted[^1]}";
    }

    private static string Until(FormSubmission form, Workspace workspace, Wording wording)
    {
        var until = wording.Language == Language.German ? "bis" : "until";
        return form.DueAt is { } due && form.Status != FormStatus.Overdue ? $" ({until} {wording.Moment(due, workspace.Zone)})" : string.Empty;
    }
}
