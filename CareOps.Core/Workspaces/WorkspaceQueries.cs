using CareOps.Core.Data;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Workspaces;

/// <summary>One of the workspaces a person belongs to.</summary>
public sealed record Membership(string Slug, string WorkspaceName, Caller.Member Caller);

/// <summary>Finds workspaces: by public address, by account.</summary>
public sealed class WorkspaceQueries(ReadDoor door, RegistrationOptions registration)
{
    private static readonly HotQuery<string, Workspace?> BySlug = new((db, slug, _) =>
        db.Set<Workspace>().IgnoreQueryFilters().AsNoTracking().SingleOrDefault(workspace => workspace.Slug == slug));

    /// <summary>The business behind a public address, open or not; null where there is none.</summary>
    public async Task<Workspace?> FindBySlugAsync(string? slug, CancellationToken cancellationToken)
    {
        if (!Slug.IsValid(slug))
        {
            return null;
        }

        await using var db = await door.OpenUnfilteredAsync(cancellationToken);
        return await KnownWorkspaces.BySlugAsync(db, slug, () => BySlug.AskAsync(db, slug, cancellationToken), cancellationToken);
    }

    /// <summary>The workspaces of a signed-in person, in the order they joined.</summary>
    public async Task<IReadOnlyList<Membership>> MembershipsAsync(Guid accountId, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenUnfilteredAsync(cancellationToken);
        var rows = await db.AllWorkspaces<Member>()
            .Where(member => member.AccountId == accountId && member.RemovedAt == null)
            .OrderBy(member => member.JoinedAt)
            .Join(
                db.AllWorkspaces<Workspace>(),
                member => member.WorkspaceId,
                workspace => workspace.Id,
                (member, workspace) => new { member, workspace.Slug, workspace.Name })
            .ToListAsync(cancellationToken);
        return [.. rows.Select(static row => new Membership(row.Slug, row.Name, row.member.AsCaller()))];
    }

    /// <summary>Whether a business may register on this server now.</summary>
    public async Task<bool> RegistrationIsOpenAsync(CancellationToken cancellationToken)
    {
        await using var db = await door.OpenUnfilteredAsync(cancellationToken);
        return await RegistrationGate.IsOpenAsync(db, registration.Policy, cancellationToken);
    }

    /// <summary>Whether a person with an account may create another workspace.</summary>
    public async Task<bool> MayCreateAsync(Guid accountId, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenUnfilteredAsync(cancellationToken);
        return await RegistrationGate.IsOpenToAsync(db, registration.Policy, accountId, cancellationToken);
    }

    /// <summary>Whether this server holds no business yet: its first visitor sets one up.</summary>
    public async Task<bool> NoneExistsAsync(CancellationToken cancellationToken)
    {
        await using var db = await door.OpenUnfilteredAsync(cancellationToken);
        return !await db.AllWorkspaces<Workspace>().AnyAsync(cancellationToken);
    }

    /// <summary>The caller's own workspace.</summary>
    public async Task<Workspace> CurrentAsync(Caller caller, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.Anyone, cancellationToken);
        return await db.WorkspaceAsync(cancellationToken);
    }

    /// <summary>Who belongs to the workspace, the longest here first: for choosing one.</summary>
    public async Task<IReadOnlyDictionary<MemberId, string>> TeamAsync(Caller caller, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.BeMember, cancellationToken);
        return await db.ActiveMembers()
            .OrderBy(member => member.JoinedAt).ThenBy(member => member.Id)
            .ToDictionaryAsync(member => member.Id, member => member.Name, cancellationToken);
    }

    /// <summary>The members by id, for their names: those who were removed, too.</summary>
    public async Task<IReadOnlyDictionary<MemberId, string>> MemberNamesAsync(Caller caller, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.BeMember, cancellationToken);
        return await db.Members().ToDictionaryAsync(member => member.Id, member => member.Name, cancellationToken);
    }
}
