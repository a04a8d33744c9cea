using CareOps.Core.Data;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Contacts.Import;

/// <summary>Lets one line come in: a new contact, something filled of one there is, or nothing.</summary>
internal static class ImportLine
{
    public static async Task TakeInAsync(
        CareOpsDb db, ContactImport import, ContactImportRow row, ImportedContact line, ImportChoices choices, CancellationToken cancellationToken)
    {
        if (await ImportMatching.FindAsync(db, line.Details, cancellationToken) is not { } contact)
        {
            row.Belong(ImportOutcome.Created, Create(db, import, line, choices), line.Values);
        }
        else if (await EarlierAsync(db, row, contact.Id, cancellationToken) is { } earlier)
        {
            row.Belong(ImportOutcome.Duplicate, contact.Id, reason: ImportWords.SameAs(earlier));
        }
        else if (choices.FillsEmpty && await FillAsync(db, contact, line.Values, cancellationToken) is { IsNothing: false } given)
        {
            row.Belong(ImportOutcome.Filled, contact.Id, given);
            db.Append(TimelineEntry.Of(db, contact.Id, ImportUndo.FilledKind, import.Id, "Details were added from a file"));
        }
        else
        {
            row.Belong(ImportOutcome.Left, contact.Id);
        }
    }

    private static Guid Create(CareOpsDb db, ContactImport import, ImportedContact line, ImportChoices choices)
    {
        var contact = Contact.Create(db, line.Details, ContactSource.Import);
        db.Append(contact);
        db.Append(TimelineEntry.Of(db, contact.Id, ImportUndo.CreatedKind, import.Id, "Became a contact by an import"));
        db.Raise(new ContactCreated(contact.Id, ContactSource.Import) { IsToBeWelcomed = choices.Welcomes });
        Give(db, contact.Id, line.Values);
        return contact.Id;
    }

    private static void Give(CareOpsDb db, Guid contactId, ImportedValues values)
    {
        foreach (var tag in values.Tags)
        {
            db.Append(ContactTag.Of(db, contactId, tag));
        }

        foreach (var (field, value) in values.Fields)
        {
            db.Append(ContactFieldValue.Of(db, contactId, field, value));
        }

        // Who is not asked is subscribed: only a no needs a row.
        foreach (var (channel, isSubscribed) in values.Consents.Where(static consent => !consent.Value))
        {
            var consent = ContactConsent.Of(db, contactId, channel);
            consent.Become(isSubscribed, db.Now, by: null, ConsentSource.Import);
            db.Append(consent);
        }
    }

    /// <summary>Fills what is empty. A no to messages counts where the contact never said anything; a yes never undoes a no.</summary>
    /// <returns>What was given.</returns>
    private static async Task<ImportedValues> FillAsync(
        CareOpsDb db, Contact contact, ImportedValues values, CancellationToken cancellationToken)
    {
        var tags = await db.ContactTags().Where(row => row.ContactId == contact.Id).Select(static row => row.Key).ToListAsync(cancellationToken);
        var fields = await db.ContactFieldValues().Where(row => row.ContactId == contact.Id).Select(static row => row.FieldId).ToListAsync(cancellationToken);
        var said = await db.ContactConsents().Where(row => row.ContactId == contact.Id).Select(static row => row.Channel).ToListAsync(cancellationToken);
        var given = new ImportedValues(
            contact.Email is null ? values.Email : null,
            contact.Phone is null ? values.Phone : null,
            [.. values.Tags.Where(tag => !tags.Contains(ContactTag.KeyOf(tag), StringComparer.Ordinal)).Take(TagContactHandler.MostTags - tags.Count)],
            new Dictionary<Guid, string>(values.Fields.Where(field => !fields.Contains(field.Key))),
            new Dictionary<ConsentChannel, bool>(values.Consents.Where(consent => !consent.Value && !said.Contains(consent.Key))));
        contact.Fill(given.Email, given.Phone);
        Give(db, contact.Id, given);
        if (!given.IsNothing)
        {
            db.Announce(contact.LiveSubject);
        }

        return given;
    }

    private static Task<int?> EarlierAsync(CareOpsDb db, ContactImportRow row, Guid contactId, CancellationToken cancellationToken) =>
        db.ContactImportRows()
            .Where(other => other.ContactId == contactId && other.ImportId == row.ImportId && other.Number < row.Number)
            .OrderBy(static other => other.Number)
            .Select(static other => (int?)other.Number)
            .FirstOrDefaultAsync(cancellationToken);
}
