using CareOps.Core.Foundation;

namespace CareOps.Core.Members.Accounts;

/// <summary>What somebody can be refused about their own account.</summary>
public static class AccountErrors
{
    public static readonly Error LinkSpent = new(
        "account.link_spent", "This link is no longer valid. Ask for a new one.", ErrorKind.Gone);

    public static readonly Error WrongPassword = new(
        "account.password", "This is not your current password.", ErrorKind.Invalid, "CurrentPassword");

    public static readonly Error WrongCode = new(
        "account.code", "This code is not right, or was used already. Wait for the next one, and check your phone's clock.", ErrorKind.Invalid, "Code");

    public static readonly Error SameEmail = new(
        "account.same_email", "This is your address already.", ErrorKind.Invalid, "Email");

    public static readonly Error EmailTaken = new(
        "account.email_taken", "This address can't be used any more. Choose another one.", ErrorKind.Conflict);

    public static readonly Error TwoFactorIsOn = new(
        "account.two_factor_on", "Two-factor sign-in is on already.", ErrorKind.Conflict);

    public static readonly Error SetupOver = new(
        "account.setup_over", "This page was open for too long. Scan the new code below.", ErrorKind.Conflict);

    public static readonly Error PasskeyNotFound = Error.NotFound("passkey");

    public static readonly Error SessionOver = new("account.session_over", "You are signed out. Sign in again.", ErrorKind.Gone);

    public static readonly Error TooManyTries = new(
        "account.too_many_tries", "Too many wrong passwords. Wait 15 minutes and try again.", ErrorKind.Invalid, "CurrentPassword");

    public static readonly Error SessionNotFound = Error.NotFound("session");
}
