using CareOps.Core.Contacts.Import;
using CareOps.Core.Data;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Contacts;

public static class ContactsTables
{
    private static readonly HotQuery<Guid, Contact> ById =
        new((db, id, _) => db.Set<Contact>().AsNoTracking().Single(contact => contact.Id == id));

    public static DbSet<Contact> Contacts(this CareOpsDb db) => db.Set<Contact>();

    public static DbSet<TimelineEntry> TimelineEntries(this CareOpsDb db) => db.Set<TimelineEntry>();

    public static DbSet<ContactTag> ContactTags(this CareOpsDb db) => db.Set<ContactTag>();

    public static DbSet<ContactConsent> ContactConsents(this CareOpsDb db) => db.Set<ContactConsent>();

    public static DbSet<ContactField> ContactFields(this CareOpsDb db) => db.Set<ContactField>();

    public static DbSet<ContactFieldValue> ContactFieldValues(this CareOpsDb db) => db.Set<ContactFieldValue>();

    public static DbSet<ContactMerge> ContactMerges(this CareOpsDb db) => db.Set<ContactMerge>();

    public static DbSet<ContactImport> ContactImports(this CareOpsDb db) => db.Set<ContactImport>();

    public static DbSet<ContactImportRow> ContactImportRows(this CareOpsDb db) => db.Set<ContactImportRow>();

    /// <summary>A contact of this workspace, to look at.</summary>
    public static Task<Contact> ContactAsync(this CareOpsDb db, Guid id, CancellationToken cancellationToken) =>
        ById.AskAsync(db, id, cancellationToken);
}
