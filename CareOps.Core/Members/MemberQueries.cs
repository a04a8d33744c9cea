using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Core.Members;

/// <summary>A member as owners see them.</summary>
public sealed record MemberRow(
    MemberId Id, string Name, string Email, bool IsEmailConfirmed, bool HasTwoFactor, MemberRole Role, Rights Rights, Instant JoinedAt);

/// <summary>An invitation that waits, or ran out without an answer.</summary>
public sealed record InvitationRow(
    Guid Id, string Email, MemberRole Role, Rights Rights, Instant CreatedAt, Instant ExpiresAt, Instant? SentAt, string? Problem);

/// <summary>What an invitation shows to whoever holds its link.</summary>
/// <param name="Email">Whom it is for.</param>
/// <param name="WorkspaceName">Where to.</param>
/// <param name="InvitedBy">Who asks.</param>
/// <param name="Role">What they become.</param>
/// <param name="Rights">What they may do.</param>
/// <param name="HasAccount">Whether they sign in, rather than choose a password.</param>
public sealed record InvitationOffer(
    string Email, string WorkspaceName, string InvitedBy, MemberRole Role, Rights Rights, bool HasAccount);

/// <summary>Reads members and invitations.</summary>
public sealed class MemberQueries(ReadDoor door, IEnumerable<IMemberHolder> holders)
{
    /// <summary>Who belongs to the workspace, the longest here first.</summary>
    public async Task<IReadOnlyList<MemberRow>> AllAsync(Caller caller, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ManageWorkspace, cancellationToken);
        return await Rows(db.ActiveMembers().OrderBy(row => row.JoinedAt).ThenBy(row => row.Id), db).ToListAsync(cancellationToken);
    }

    /// <summary>Null where there is no such member, or no longer.</summary>
    public async Task<MemberRow?> FindAsync(Caller caller, MemberId id, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ManageWorkspace, cancellationToken);
        return await Rows(db.ActiveMembers().Where(row => row.Id == id), db).SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>The invitations that nobody has answered, newest first.</summary>
    public async Task<IReadOnlyList<InvitationRow>> InvitationsAsync(Caller caller, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ManageWorkspace, cancellationToken);
        return await db.Invitations()
            .Where(row => row.AcceptedAt == null && row.RevokedAt == null)
            .OrderByDescending(row => row.Id)
            .Select(row => new InvitationRow(row.Id, row.Email, row.Role, row.Rights, row.CreatedAt, row.ExpiresAt, row.SentAt, row.Problem))
            .ToListAsync(cancellationToken);
    }

    /// <summary>What a member would leave behind, and what of it <paramref name="to"/> can't take.</summary>
    public async Task<IReadOnlyList<MemberLegacy>> LegacyAsync(
        Caller caller, MemberId leaving, MemberId? to, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ManageWorkspace, cancellationToken);
        var legacy = new List<MemberLegacy>();
        foreach (var holder in holders)
        {
            legacy.AddRange(await holder.LookAsync(db, leaving, to, cancellationToken));
        }

        return legacy;
    }

    /// <summary>The invitation that a secret link names; null once it is accepted, revoked or over.</summary>
    public async Task<InvitationOffer?> ByLinkAsync(Caller.LinkHolder caller, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.HoldLink, cancellationToken);
        var invitation = await db.Invitations().SingleOrDefaultAsync(row => row.Id == caller.SubjectId, cancellationToken);
        if (invitation?.IsOpen(db.Now) != true)
        {
            return null;
        }

        var by = invitation.InvitedBy;
        return new InvitationOffer(
            invitation.Email,
            (await db.WorkspaceAsync(cancellationToken)).Name,
            await db.Members().Where(row => row.Id == by).Select(static row => row.Name).SingleAsync(cancellationToken),
            invitation.Role,
            invitation.Rights,
            await db.Accounts().AnyAsync(row => row.NormalizedEmail == invitation.NormalizedEmail, cancellationToken));
    }

    private static IQueryable<MemberRow> Rows(IQueryable<Member> members, CareOpsDb db) => members.Join(
        db.Accounts(),
        member => member.AccountId,
        account => account.Id,
        (member, account) => new MemberRow(
            member.Id, member.Name, account.Email!, account.EmailConfirmed, account.TwoFactorEnabled, member.Role, member.Rights, member.JoinedAt));
}
