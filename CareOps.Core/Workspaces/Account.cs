using Microsoft.AspNetCore.Identity;

using NodaTime;

namespace CareOps.Core.Workspaces;

/// <summary>A person who can sign in. Belongs to no workspace: memberships say where they work.</summary>
public sealed class Account : IdentityUser<Guid>
{
    public const int MaxNameLength = 100;

    /// <summary>So many wrong passwords in a row, and none is tried for <see cref="LockoutTime"/>.</summary>
    public const int MostWrongPasswords = 5;

    public static readonly Duration LockoutTime = Duration.FromMinutes(15);

    /// <summary>What the person is called.</summary>
    public string Name { get; private set; } = string.Empty;

    /// <summary>What codes of an authenticator app are made from, encrypted; null while none is set up.</summary>
    public string? AuthenticatorSecret { get; private set; }

    /// <summary>The last half minute whose code was accepted: no code is good twice.</summary>
    public long AuthenticatorStep { get; private set; }

    /// <summary>SHA-256 of each recovery code that is left, in hexadecimal, between spaces.</summary>
    public string? RecoveryCodes { get; private set; }

    public static Account Create(Guid id, string name, string email, string passwordHash) => new()
    {
        Id = id,
        Name = name,
        Email = email,
        UserName = email,
        NormalizedEmail = Normalise(email),
        NormalizedUserName = Normalise(email),
        PasswordHash = passwordHash,
        SecurityStamp = Guid.NewGuid().ToString("N"),
        ConcurrencyStamp = Guid.NewGuid().ToString("N"),
        LockoutEnabled = true,
    };

    public void Rename(string name)
    {
        Name = name;
        Touch();
    }

    /// <summary>Another password. Whoever is signed in with the old one is signed out.</summary>
    public void ChangePassword(string hash)
    {
        PasswordHash = hash;
        AccessFailedCount = 0;
        LockoutEnd = null;
        SignOutEverywhere();
    }

    public bool IsLockedOut(Instant now) => LockoutEnd is { } end && Instant.FromDateTimeOffset(end) > now;

    /// <summary>The password was asked for again by somebody who is signed in.</summary>
    public void TriedPassword(bool wasRight, Instant now)
    {
        AccessFailedCount = wasRight ? 0 : AccessFailedCount + 1;
        if (AccessFailedCount >= MostWrongPasswords)
        {
            (AccessFailedCount, LockoutEnd) = (0, (now + LockoutTime).ToDateTimeOffset());
        }

        Touch();
    }

    /// <summary>Ends every session: cookies and open screens notice within a minute.</summary>
    public void SignOutEverywhere()
    {
        SecurityStamp = Guid.NewGuid().ToString("N");
        Touch();
    }

    /// <summary>The address is this person's: a message sent to it was answered.</summary>
    public void ConfirmEmail()
    {
        EmailConfirmed = true;
        Touch();
    }

    /// <summary>Signs in with another address from now on, which was confirmed before.</summary>
    public void ChangeEmail(string email)
    {
        (Email, UserName) = (email, email);
        (NormalizedEmail, NormalizedUserName) = (Normalise(email), Normalise(email));
        EmailConfirmed = true;
        SignOutEverywhere();
    }

    /// <summary>Asks for a code of this authenticator app at each sign-in with a password.</summary>
    public void RequireCodes(string protectedSecret, long step, string recoveryCodes)
    {
        AuthenticatorSecret = protectedSecret;
        AuthenticatorStep = step;
        RecoveryCodes = recoveryCodes;
        TwoFactorEnabled = true;
        SignOutEverywhere();
    }

    public void StopRequiringCodes()
    {
        (AuthenticatorSecret, AuthenticatorStep, RecoveryCodes) = (null, 0, null);
        TwoFactorEnabled = false;
        SignOutEverywhere();
    }

    /// <summary>This half minute's code was used.</summary>
    public void UsedCode(long step)
    {
        AuthenticatorStep = step;
        Touch();
    }

    public void KeepRecoveryCodes(string hashes)
    {
        RecoveryCodes = hashes;
        Touch();
    }

    // Identity saves an account whole: what it read before this change must not overwrite it.
    private void Touch() => ConcurrencyStamp = Guid.NewGuid().ToString("N");

    /// <summary>How Identity compares addresses.</summary>
    public static string Normalise(string email) => email.Normalize().ToUpperInvariant();
}
