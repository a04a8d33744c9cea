using CareOps.Core.Data;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Core.Members.Accounts;

/// <summary>What is to be sent, in words.</summary>
public sealed record WrittenMail(string To, string Subject, string Text);

/// <summary>Writes account mail at the moment it is sent, with a link minted for this sending.</summary>
public sealed class AccountMailWriter(PublicAddress address)
{
    public static readonly Duration ResetValid = Duration.FromHours(1);
    public static readonly Duration ConfirmValid = Duration.FromDays(7);
    public static readonly Duration ChangeValid = Duration.FromDays(1);

    // Whoever asks for more is not the account's owner, or has enough of them.
    private const int MostResetsAnHour = 5;

    private const string Signature = "\n\nCareOps";

    /// <summary>Null where there is nothing to send (any more): nobody has the address, or the invitation was taken back.</summary>
    public Task<WrittenMail?> WriteAsync(CareOpsDb db, AccountMail mail, CancellationToken cancellationToken) => mail.Kind switch
    {
        AccountMailKind.Invitation => InvitationAsync(db, mail, cancellationToken),
        AccountMailKind.ResetPassword => ResetAsync(db, mail, cancellationToken),
        AccountMailKind.ConfirmEmail => ConfirmAsync(db, mail, cancellationToken),
        AccountMailKind.ChangeEmail => ChangeAsync(db, mail, cancellationToken),
        _ => Task.FromResult<WrittenMail?>(Notice(mail)),
    };

    private async Task<WrittenMail?> InvitationAsync(CareOpsDb db, AccountMail mail, CancellationToken cancellationToken)
    {
        var invitation = await db.Invitations().SingleOrDefaultAsync(row => row.Id == mail.SubjectId, cancellationToken);
        if (invitation?.IsOpen(db.Now) != true)
        {
            return null;
        }

        var by = invitation.InvitedBy;
        var workspace = await db.WorkspaceAsync(cancellationToken);
        var inviter = await db.Members().Where(row => row.Id == by).Select(static row => row.Name).SingleAsync(cancellationToken);
        return new WrittenMail(
            invitation.Email,
            $"{inviter} invites you to {workspace.Name}",
            $"""
            Hello,

            {inviter} invites you to work with {workspace.Name} in CareOps: its inbox, its calendar and what else you need there.

            Join here, within 7 days:
            {address.Invitation(Invitations.Mint(db, invitation))}

            If you don't know what this is about, ignore this message.{Signature}
            """);
    }

    private async Task<WrittenMail?> ResetAsync(CareOpsDb db, AccountMail mail, CancellationToken cancellationToken)
    {
        var normalized = Account.Normalise(mail.Address);
        var account = await db.Accounts().AsNoTracking().SingleOrDefaultAsync(row => row.NormalizedEmail == normalized, cancellationToken);
        if (account is null)
        {
            return null;
        }

        var since = db.Now - Duration.FromHours(1);
        if (await db.AccountLinks().CountAsync(
            row => row.AccountId == account.Id && row.Purpose == AccountLinkPurpose.ResetPassword && row.CreatedAt > since, cancellationToken) >= MostResetsAnHour)
        {
            return null;
        }

        var token = AccountLink.Mint(db, account.Id, AccountLinkPurpose.ResetPassword, account.Email!, ResetValid);
        return new WrittenMail(
            account.Email!,
            "Set a new password",
            $"""
            Hello {account.Name},

            Somebody, hopefully you, asked for a new password for your CareOps account. Set it here, within an hour:
            {address.ResetPassword(token)}

            If it wasn't you, ignore this message: your password stays as it is.{Signature}
            """);
    }

    private async Task<WrittenMail?> ConfirmAsync(CareOpsDb db, AccountMail mail, CancellationToken cancellationToken)
    {
        var account = await db.Accounts().AsNoTracking().SingleOrDefaultAsync(row => row.Id == mail.SubjectId, cancellationToken);
        if (account is null || account.EmailConfirmed)
        {
            return null;
        }

        var token = AccountLink.Mint(db, account.Id, AccountLinkPurpose.ConfirmEmail, account.Email!, ConfirmValid);
        return new WrittenMail(
            account.Email!,
            "Confirm your email address",
            $"""
            Hello {account.Name},

            Please confirm that this address is yours, within 7 days:
            {address.ConfirmEmail(token)}

            If you have no CareOps account, ignore this message.{Signature}
            """);
    }

    private async Task<WrittenMail?> ChangeAsync(CareOpsDb db, AccountMail mail, CancellationToken cancellationToken)
    {
        var account = await db.Accounts().AsNoTracking().SingleOrDefaultAsync(row => row.Id == mail.SubjectId, cancellationToken);
        var normalized = Account.Normalise(mail.Address);
        if (account is null || await db.Accounts().AnyAsync(row => row.NormalizedEmail == normalized, cancellationToken))
        {
            return null;
        }

        await AccountLink.EndAsync(db, account.Id, AccountLinkPurpose.ChangeEmail, cancellationToken);
        var token = AccountLink.Mint(db, account.Id, AccountLinkPurpose.ChangeEmail, mail.Address, ChangeValid);
        return new WrittenMail(
            mail.Address,
            "Confirm your new email address",
            $"""
            Hello {account.Name},

            You want to sign in to CareOps with this address from now on. Confirm it here, within a day:
            {address.ConfirmEmail(token)}

            Until then your address stays as it is. If it wasn't you, ignore this message.{Signature}
            """);
    }

    private static WrittenMail Notice(AccountMail mail)
    {
        var (subject, what) = mail.Kind switch
        {
            AccountMailKind.EmailChanged => ("Your email address was changed", "Your CareOps account has another email address from now on. This one no longer signs you in."),
            AccountMailKind.TwoFactorOff => ("Two-factor sign-in is off", "Your CareOps account no longer asks for a code when you sign in."),
            _ => ("Your password was changed", "The password of your CareOps account was changed. Whoever was signed in elsewhere is signed out."),
        };
        return new WrittenMail(
            mail.Address, subject, $"Hello,\n\n{what}\n\nIf it wasn't you, set a new password at once and tell whoever runs your CareOps server.{Signature}");
    }
}
