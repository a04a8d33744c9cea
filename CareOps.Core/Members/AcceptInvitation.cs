using CareOps.Core.Audit;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Members.Accounts;
using CareOps.Core.Workspaces;

using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Members;

/// <summary>Somebody without an account follows an invitation: gets one with the invited address, and joins.</summary>
[Requires(Right.HoldLink)]
public sealed record AcceptInvitation(string? Name, string? Password)
{
    /// <summary>Made before the transaction: hashing takes a core for a tenth of a second.</summary>
    internal string PasswordHash { get; init; } = string.Empty;
}

/// <summary>Somebody who is signed in follows an invitation to their own address, and joins.</summary>
/// <param name="AccountId">Who is signed in: from the cookie, never from a form.</param>
[Requires(Right.HoldLink)]
public sealed record JoinByInvitation(Guid AccountId);

/// <summary>Who joined, and where.</summary>
public sealed record Joined(Guid AccountId, string Slug);

public sealed class AcceptInvitationHandler(IWriteDoor door, IPasswordHasher<Account> passwords) : Handler<AcceptInvitation, Joined>(door)
{
    protected override IEnumerable<Error> Check(AcceptInvitation command)
    {
        var errors = new FieldChecks();
        errors.Required(command.Name, nameof(command.Name), "your name", Account.MaxNameLength);
        errors.Password(command.Password, nameof(command.Password));
        return errors.All;
    }

    protected override Task<Result<Joined>> RunAsync(Caller caller, AcceptInvitation command, CancellationToken cancellationToken) =>
        base.RunAsync(caller, command with { PasswordHash = passwords.HashPassword(new Account(), command.Password!) }, cancellationToken);

    protected override async Task<Result<Joined>> ExecuteAsync(
        CareOpsDb db, Caller caller, AcceptInvitation command, CancellationToken cancellationToken)
    {
        if (await Joining.FindAsync(db, caller, cancellationToken) is not { } invitation)
        {
            return MemberErrors.Spent;
        }

        // Registrations and invitations may race for one address.
        await db.LockAsync("registration", cancellationToken);
        if (await db.Accounts().AnyAsync(row => row.NormalizedEmail == invitation.NormalizedEmail, cancellationToken))
        {
            return MemberErrors.SignInFirst;
        }

        var account = Account.Create(db.NewId(), Text.Line(command.Name)!, invitation.Email, command.PasswordHash);
        db.Add(account);
        AccountMail.Queue(db, AccountMailKind.ConfirmEmail, account.Id, account.Email!);
        return await Joining.JoinAsync(db, invitation, account, cancellationToken);
    }
}

public sealed class JoinByInvitationHandler(IWriteDoor door) : Handler<JoinByInvitation, Joined>(door)
{
    protected override async Task<Result<Joined>> ExecuteAsync(
        CareOpsDb db, Caller caller, JoinByInvitation command, CancellationToken cancellationToken)
    {
        if (await Joining.FindAsync(db, caller, cancellationToken) is not { } invitation)
        {
            return MemberErrors.Spent;
        }

        var account = await db.Accounts().AsNoTracking().SingleOrDefaultAsync(row => row.Id == command.AccountId, cancellationToken);
        return account?.NormalizedEmail == invitation.NormalizedEmail
            ? await Joining.JoinAsync(db, invitation, account, cancellationToken)
            : MemberErrors.OtherAccount;
    }
}

/// <summary>What joining means, by whichever way.</summary>
internal static class Joining
{
    /// <summary>The invitation of the link, if it is still open: a second use of it finds none.</summary>
    public static async Task<Invitation?> FindAsync(CareOpsDb db, Caller caller, CancellationToken cancellationToken) =>
        caller is Caller.LinkHolder { Purpose: LinkPurposes.Invitation } holder
        && await Invitations.OpenAsync(db, holder.SubjectId, cancellationToken) is { } invitation
        && invitation.IsOpen(db.Now)
            ? invitation
            : null;

    public static async Task<Joined> JoinAsync(CareOpsDb db, Invitation invitation, Account account, CancellationToken cancellationToken)
    {
        var member = await db.Members().AsTracking().SingleOrDefaultAsync(row => row.AccountId == account.Id, cancellationToken);
        if (member is null)
        {
            member = invitation.Role == MemberRole.Owner
                ? Member.Owner(new MemberId(db.NewId()), db.Workspace, account, db.Now)
                : Member.Staff(new MemberId(db.NewId()), db.Workspace, account, invitation.Rights, db.Now);
            db.Add(member);
        }
        else if (!member.IsActive)
        {
            member.Return(invitation.Role, invitation.Rights, account);
        }

        invitation.Accept(db.Now);
        await PublicLinks.RevokeAsync(db, LinkPurposes.Invitation, invitation.Id, cancellationToken);
        db.Audit(member.AsCaller(), "member.joined", member.Id.Value, null, RightsText.Audited(member.Role, member.Rights));
        var slug = await db.Workspaces().Select(static row => row.Slug).SingleAsync(cancellationToken);
        return new Joined(account.Id, slug);
    }
}
