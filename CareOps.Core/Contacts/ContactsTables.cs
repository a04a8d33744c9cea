using CareOps.Core.Data;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Contacts;

public static class ContactsTables
{
    public static DbSet<Contact> Contacts(this CareOpsDb db) => db.Set<Contact>();

    public static DbSet<TimelineEntry> TimelineEntries(this CareOpsDb db) => db.Set<TimelineEntry>();
}
