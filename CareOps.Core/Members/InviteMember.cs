using CareOps.Core.Audit;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Members.Accounts;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Members;

/// <summary>Asks somebody to join, with these rights. One open invitation for an address: asking again renews it.</summary>
[Requires(Right.ManageWorkspace)]
public sealed record InviteMember(string? Email, MemberRole Role, Rights Rights);

/// <summary>Sends an invitation once more and lets it run for another week. Earlier links of it end.</summary>
[Requires(Right.ManageWorkspace)]
public sealed record ResendInvitation(Guid InvitationId);

/// <summary>Takes an invitation back: its links end at once.</summary>
[Requires(Right.ManageWorkspace)]
public sealed record RevokeInvitation(Guid InvitationId);

/// <summary>Makes a link of an invitation for the owner to hand over. Links that were sent stay good.</summary>
[Requires(Right.ManageWorkspace)]
public sealed record MakeInvitationLink(Guid InvitationId);

public sealed class InviteMemberHandler(IWriteDoor door) : Handler<InviteMember, Invitation>(door)
{
    protected override IEnumerable<Error> Check(InviteMember command)
    {
        var errors = new FieldChecks();
        errors.Email(command.Email, nameof(command.Email), required: true);
        return errors.All;
    }

    protected override async Task<Result<Invitation>> ExecuteAsync(
        CareOpsDb db, Caller caller, InviteMember command, CancellationToken cancellationToken)
    {
        await Owners.LockAsync(db, cancellationToken);
        var email = EmailAddress.Parse(command.Email)!.Value.Value;
        var normalized = Account.Normalise(email);
        if (await db.ActiveMembers().Join(db.Accounts(), member => member.AccountId, account => account.Id, (_, account) => account.NormalizedEmail)
            .AnyAsync(address => address == normalized, cancellationToken))
        {
            return MemberErrors.AlreadyMember;
        }

        var invitation = await db.Invitations().AsTracking().SingleOrDefaultAsync(
            row => row.NormalizedEmail == normalized && row.AcceptedAt == null && row.RevokedAt == null, cancellationToken);
        if (invitation is null)
        {
            invitation = Invitation.Create(db, ((Caller.Member)caller).Id, email, command.Role, command.Rights);
            db.Add(invitation);
        }
        else
        {
            await PublicLinks.RevokeAsync(db, LinkPurposes.Invitation, invitation.Id, cancellationToken);
            invitation.Renew(command.Role, command.Rights, db.Now);
        }

        AccountMail.Queue(db, AccountMailKind.Invitation, invitation.Id, email);
        db.Audit(caller, "member.invited", invitation.Id, null, RightsText.Audited(invitation.Role, invitation.Rights));
        return invitation;
    }
}

public sealed class ResendInvitationHandler(IWriteDoor door) : Handler<ResendInvitation, Done>(door)
{
    protected override async Task<Result<Done>> ExecuteAsync(
        CareOpsDb db, Caller caller, ResendInvitation command, CancellationToken cancellationToken)
    {
        if (await Invitations.OpenAsync(db, command.InvitationId, cancellationToken) is not { } invitation)
        {
            return MemberErrors.InvitationNotFound;
        }

        await PublicLinks.RevokeAsync(db, LinkPurposes.Invitation, invitation.Id, cancellationToken);
        invitation.Renew(invitation.Role, invitation.Rights, db.Now);
        AccountMail.Queue(db, AccountMailKind.Invitation, invitation.Id, invitation.Email);
        db.Audit(caller, "invitation.resent", invitation.Id, null, null);
        return Done.It;
    }
}

public sealed class RevokeInvitationHandler(IWriteDoor door) : Handler<RevokeInvitation, Done>(door)
{
    protected override async Task<Result<Done>> ExecuteAsync(
        CareOpsDb db, Caller caller, RevokeInvitation command, CancellationToken cancellationToken)
    {
        if (await Invitations.OpenAsync(db, command.InvitationId, cancellationToken) is not { } invitation)
        {
            return MemberErrors.InvitationNotFound;
        }

        await PublicLinks.RevokeAsync(db, LinkPurposes.Invitation, invitation.Id, cancellationToken);
        invitation.Revoke(db.Now);
        db.Audit(caller, "invitation.revoked", invitation.Id, null, null);
        return Done.It;
    }
}

/// <summary>Answers with the token: only its hash is kept, so this is the one moment in which it can be shown.</summary>
public sealed class MakeInvitationLinkHandler(IWriteDoor door) : Handler<MakeInvitationLink, LinkToken>(door)
{
    protected override async Task<Result<LinkToken>> ExecuteAsync(
        CareOpsDb db, Caller caller, MakeInvitationLink command, CancellationToken cancellationToken)
    {
        if (await Invitations.OpenAsync(db, command.InvitationId, cancellationToken) is not { } invitation || !invitation.IsOpen(db.Now))
        {
            return MemberErrors.InvitationNotFound;
        }

        db.Audit(caller, "invitation.link_made", invitation.Id, null, null);
        return Invitations.Mint(db, invitation);
    }
}

/// <summary>What the ways to an invitation share.</summary>
internal static class Invitations
{
    public static LinkToken Mint(CareOpsDb db, Invitation invitation) =>
        PublicLinks.Mint(db, LinkPurposes.Invitation, invitation.Id, invitation.ExpiresAt);

    /// <summary>The invitation if it was neither accepted nor revoked, with everyone else who wants to change members waiting.</summary>
    public static async Task<Invitation?> OpenAsync(CareOpsDb db, Guid id, CancellationToken cancellationToken)
    {
        await Owners.LockAsync(db, cancellationToken);
        return await db.Invitations().AsTracking().SingleOrDefaultAsync(
            row => row.Id == id && row.AcceptedAt == null && row.RevokedAt == null, cancellationToken);
    }
}
