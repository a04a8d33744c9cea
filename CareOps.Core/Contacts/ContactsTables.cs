using CareOps.Core.Data;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Contacts;

public static class ContactsTables
{
    private static readonly HotQuery<Guid, Contact> ById =
        new((db, id, _) => db.Set<Contact>().AsNoTracking().Single(contact => contact.Id == id));

    public static DbSet<Contact> Contacts(this CareOpsDb db) => db.Set<Contact>();

    public static DbSet<TimelineEntry> TimelineEntries(this CareOpsDb db) => db.Set<TimelineEntry>();

    /// <summary>A contact of this workspace, to look at.</summary>
    public static Task<Contact> ContactAsync(this CareOpsDb db, Guid id, CancellationToken cancellationToken) =>
        ById.AskAsync(db, id, cancellationToken);
}
