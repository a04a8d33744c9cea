using CareOps.Core.Data;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Workspaces;

public static class WorkspacesTables
{
    private static readonly HotQuery<Workspace> Current = new((db, _) => db.Set<Workspace>().AsNoTracking().Single());

    public static DbSet<Account> Accounts(this CareOpsDb db) => db.Set<Account>();

    public static DbSet<Workspace> Workspaces(this CareOpsDb db) => db.Set<Workspace>();

    public static DbSet<Member> Members(this CareOpsDb db) => db.Set<Member>();

    /// <summary>Those who belong here now; the others are kept for what names them.</summary>
    public static IQueryable<Member> ActiveMembers(this CareOpsDb db) => db.Set<Member>().Where(member => member.RemovedAt == null);

    public static DbSet<Passkey> Passkeys(this CareOpsDb db) => db.Set<Passkey>();

    public static DbSet<PublicLink> PublicLinks(this CareOpsDb db) => db.Set<PublicLink>();

    public static DbSet<Submission> Submissions(this CareOpsDb db) => db.Set<Submission>();

    /// <summary>The workspace this context works for, to look at.</summary>
    public static Task<Workspace> WorkspaceAsync(this CareOpsDb db, CancellationToken cancellationToken) =>
        KnownWorkspaces.CurrentAsync(db, () => Current.AskAsync(db, cancellationToken), cancellationToken);
}
