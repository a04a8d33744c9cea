using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CareOps.Core.Contacts.Import;

/// <summary>Takes back what one line did, where nothing has happened with its contact since.</summary>
internal static class ImportUndo
{
    public const string CreatedKind = "contact.imported";
    public const string FilledKind = "contact.filled";

    private const string Happened = "Something has happened with this contact since.";

    private static readonly Type[] OwnRows = [typeof(ContactTag), typeof(ContactConsent), typeof(ContactFieldValue), typeof(TimelineEntry)];

    /// <returns>Null where it was taken back, else why it could not be.</returns>
    public static async Task<string?> TakeBackAsync(
        CareOpsDb db, IEnumerable<IContactHolder> holders, ContactImport import, ContactImportRow row, CancellationToken cancellationToken)
    {
        var id = row.ContactId!.Value;
        var found = await ContactDesk.LockAsync(db, id, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Error == ContactErrors.Erased ? "Its details were erased." : "It was merged into another contact.";
        }

        if (row.Given is null)
        {
            return Happened;
        }

        var (contact, given) = (found.Value, JsonSerializer.Deserialize<ImportedValues>(row.Given)!);
        if (row.Outcome == ImportOutcome.Filled)
        {
            return await EmptyAsync(db, contact, given, cancellationToken);
        }

        return await HasHappenedAsync(db, import, contact, given, cancellationToken)
            ? Happened
            : await RemoveAsync(db, holders, contact, cancellationToken);
    }

    /// <summary>Empties what the line filled and nobody has changed since.</summary>
    private static async Task<string?> EmptyAsync(CareOpsDb db, Contact contact, ImportedValues given, CancellationToken cancellationToken)
    {
        var (email, phone) = (
            contact.Email == given.Email ? null : contact.Email, contact.Phone == given.Phone ? null : contact.Phone);
        if (email is null && phone is null)
        {
            return "Without what came from the file there would be no way to reach this contact.";
        }

        if (email is null && contact.Email is not null
            && await ContactDesk.OtherAsync(db, new ContactDetails(contact.Name, null, PhoneNumber.Parse(phone, string.Empty)), [contact.Id], cancellationToken) is { } other)
        {
            return $"Another contact has its phone number meanwhile: {other.Name}.";
        }

        contact.Change(new ContactDetails(contact.Name, EmailAddress.Parse(email), PhoneNumber.Parse(phone, string.Empty)));
        var keys = given.Tags.Select(ContactTag.KeyOf).ToList();
        await db.ContactTags().Where(row => row.ContactId == contact.Id && keys.Contains(row.Key)).ExecuteDeleteAsync(cancellationToken);
        foreach (var (field, value) in given.Fields)
        {
            await db.ContactFieldValues().Where(row => row.ContactId == contact.Id && row.FieldId == field && row.Value == value)
                .ExecuteDeleteAsync(cancellationToken);
        }

        await db.ContactConsents().Where(row => row.ContactId == contact.Id && row.Source == ConsentSource.Import)
            .ExecuteDeleteAsync(cancellationToken);
        db.Append(TimelineEntry.Of(db, contact.Id, FilledKind, contact.Id, "Details that came from a file were taken back"));
        db.Announce(contact.LiveSubject);
        return null;
    }

    private static async Task<bool> HasHappenedAsync(
        CareOpsDb db, ContactImport import, Contact contact, ImportedValues given, CancellationToken cancellationToken)
    {
        if (await db.TimelineEntries().AnyAsync(row => row.ContactId == contact.Id && row.SubjectId != import.Id, cancellationToken))
        {
            return true;
        }

        var kept = await KeptContact.OfAsync(db, contact, cancellationToken);
        return !kept.Tags.Select(ContactTag.KeyOf).ToHashSet(StringComparer.Ordinal).SetEquals(given.Tags.Select(ContactTag.KeyOf))
            || kept.Values.Any(value => given.Fields.GetValueOrDefault(value.Key) != value.Value)
            || kept.Values.Count < given.Fields.Count;
    }

    private static async Task<string?> RemoveAsync(
        CareOpsDb db, IEnumerable<IContactHolder> holders, Contact contact, CancellationToken cancellationToken)
    {
        if (await IsReferredToAsync(db, contact.Id, holders, cancellationToken))
        {
            return Happened;
        }

        foreach (var holder in holders)
        {
            await holder.ForgetAsync(db, contact.Id, cancellationToken);
        }

        await KeptContact.ClearAsync(db, contact.Id, cancellationToken);
        await db.TimelineEntries().Where(row => row.ContactId == contact.Id).ExecuteDeleteAsync(cancellationToken);
        await db.PublicLinks().Where(row => row.SubjectId == contact.Id).ExecuteDeleteAsync(cancellationToken);
        await db.Contacts().Where(row => row.Id == contact.Id).ExecuteDeleteAsync(cancellationToken);
        db.Entry(contact).State = EntityState.Detached;
        db.Announce(contact.LiveSubject);
        return null;
    }

    /// <summary>Asked of every table that names a contact, so that no feature can be forgotten.</summary>
    private static async Task<bool> IsReferredToAsync(
        CareOpsDb db, Guid contactId, IEnumerable<IContactHolder> holders, CancellationToken cancellationToken)
    {
        var forgettable = holders.SelectMany(static holder => holder.Forgettable).Concat(OwnRows).ToList();
        foreach (var key in db.Model.FindEntityType(typeof(Contact))!.GetReferencingForeignKeys()
            .Where(key => !forgettable.Contains(key.DeclaringEntityType.ClrType)))
        {
            if (await CountAsync(db, key, contactId, cancellationToken) > 0)
            {
                return true;
            }
        }

        return false;
    }

    [SuppressMessage("Security", "EF1002", Justification = "Table and column are named by the model; the id is a parameter.")]
    private static Task<int> CountAsync(CareOpsDb db, IForeignKey key, Guid contactId, CancellationToken cancellationToken) => db.Database
        .SqlQueryRaw<int>(
            $"""SELECT COUNT(*) AS "Value" FROM "{key.DeclaringEntityType.GetTableName()}" WHERE "{key.Properties[0].GetColumnName()}" = {"{0}"}""",
            db.Sql(contactId))
        .SingleAsync(cancellationToken);
}
