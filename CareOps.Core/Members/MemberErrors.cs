using CareOps.Core.Foundation;

namespace CareOps.Core.Members;

/// <summary>What an owner, or somebody who is invited, can be refused.</summary>
public static class MemberErrors
{
    public static readonly Error NotFound = Error.NotFound("member");

    public static readonly Error InvitationNotFound = Error.NotFound("invitation");

    public static readonly Error LastOwner = new(
        "member.last_owner", "This is the only owner. Make somebody else an owner first.", ErrorKind.Conflict);

    public static readonly Error AlreadyMember = new(
        "invitation.member", "Somebody with this address belongs to the workspace already.", ErrorKind.Invalid, "Email");

    public static readonly Error Spent = new(
        "invitation.spent", "This invitation is no longer valid. Ask the business for a new one.", ErrorKind.Gone);

    public static readonly Error OtherAccount = new(
        "invitation.other_account", "This invitation is for somebody else. Sign in with the address it was sent to.", ErrorKind.Forbidden);

    public static readonly Error SignInFirst = new(
        "invitation.account_exists", "You have an account with this address. Sign in to join.", ErrorKind.Conflict);

    public static readonly Error NotToSelf = new(
        "member.to_self", "Choose somebody else: who is removed can't take over.", ErrorKind.Invalid, "To");
}
