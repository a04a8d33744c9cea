using CareOps.Core.Data;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

using NodaTime;

namespace CareOps.Core.Members.Accounts;

/// <summary>
/// One browser that somebody signed in with. The cookie names it, so deleting the row ends it, whatever copies of the cookie there are.
/// </summary>
public sealed class AccountSession
{
    public const int MaxDeviceLength = 60;

    /// <summary>How long the cookie of a browser lasts that nobody uses.</summary>
    public static readonly Duration Lifetime = Duration.FromDays(14);

    private AccountSession()
    {
    }

    public Guid Id { get; private set; }

    public Guid AccountId { get; private set; }

    /// <summary>What its owner knows it by: "Firefox on Windows". Said by the browser itself, so a hint and no proof.</summary>
    public string Device { get; private set; } = string.Empty;

    /// <summary>The account's security stamp it was signed in with: a change of password or factors ends it.</summary>
    public string SecurityStamp { get; private set; } = string.Empty;

    public Instant StartedAt { get; private set; }

    /// <summary>The last use, to ten minutes.</summary>
    public Instant SeenAt { get; private set; }

    public static AccountSession Start(CareOpsDb db, Account account, string device) => new()
    {
        Id = db.NewId(),
        AccountId = account.Id,
        Device = device,
        SecurityStamp = account.SecurityStamp!,
        StartedAt = db.Now,
        SeenAt = db.Now,
    };

    /// <summary>To be changed; null where it is over.</summary>
    public static Task<AccountSession?> FindAsync(CareOpsDb db, Guid accountId, Guid? id, CancellationToken cancellationToken) =>
        db.AccountSessions().AsTracking().SingleOrDefaultAsync(row => row.Id == id && row.AccountId == accountId, cancellationToken);

    /// <summary>It outlives the change that its own person made.</summary>
    public void GoOn(Account account, Instant at)
    {
        SecurityStamp = account.SecurityStamp!;
        SeenAt = at;
    }
}

internal sealed class AccountSessionConfiguration : IEntityTypeConfiguration<AccountSession>
{
    public void Configure(EntityTypeBuilder<AccountSession> builder)
    {
        builder.ToTable("AccountSessions");
        builder.Property(session => session.Id).ValueGeneratedNever();
        builder.Property(session => session.Device).HasMaxLength(AccountSession.MaxDeviceLength);
        builder.Property(session => session.SecurityStamp).HasMaxLength(64);
        builder.HasIndex(session => session.AccountId);
        builder.HasIndex(session => session.SeenAt);
        builder.HasOne<Account>().WithMany().HasForeignKey(session => session.AccountId);
    }
}
