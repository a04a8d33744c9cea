using CareOps.Core.Data;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Inbox;

public static class InboxTables
{
    public static DbSet<SavedReply> SavedReplies(this CareOpsDb db) => db.Set<SavedReply>();

    public static DbSet<Draft> Drafts(this CareOpsDb db) => db.Set<Draft>();

    public static DbSet<ScheduledReply> ScheduledReplies(this CareOpsDb db) => db.Set<ScheduledReply>();

    public static DbSet<NoteMention> NoteMentions(this CareOpsDb db) => db.Set<NoteMention>();
}
