using Microsoft.AspNetCore.Identity;

namespace CareOps.Core.Workspaces;

/// <summary>A person who can sign in. Belongs to no workspace: memberships say where they work.</summary>
public sealed class Account : IdentityUser<Guid>
{
    public const int MaxNameLength = 100;

    /// <summary>What the person is called.</summary>
    public string Name { get; private set; } = string.Empty;

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

    /// <summary>How Identity compares addresses.</summary>
    public static string Normalise(string email) => email.Normalize().ToUpperInvariant();
}
