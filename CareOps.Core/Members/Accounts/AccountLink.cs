using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

using NodaTime;

namespace CareOps.Core.Members.Accounts;

/// <summary>A secret address in account mail, good for one purpose, once. Only the token's hash is kept.</summary>
public sealed class AccountLink
{
    private AccountLink()
    {
    }

    public Guid Id { get; private set; }

    public Guid AccountId { get; private set; }

    public AccountLinkPurpose Purpose { get; private set; }

    /// <summary>SHA-256 of the token.</summary>
    public byte[] TokenHash { get; private set; } = [];

    /// <summary>The address it was sent to: what following it proves.</summary>
    public string Email { get; private set; } = string.Empty;

    public Instant CreatedAt { get; private set; }

    public Instant ExpiresAt { get; private set; }

    public Instant? UsedAt { get; private set; }

    public static LinkToken Mint(CareOpsDb db, Guid accountId, AccountLinkPurpose purpose, string email, Duration valid)
    {
        var token = LinkToken.Create();
        db.Add(new AccountLink
        {
            Id = db.NewId(),
            AccountId = accountId,
            Purpose = purpose,
            TokenHash = token.Hash(),
            Email = email,
            CreatedAt = db.Now,
            ExpiresAt = db.Now + valid,
        });
        return token;
    }

    /// <summary>The link of a token that is still good, for one of these purposes; null for every other.</summary>
    public static async Task<AccountLink?> FindAsync(
        CareOpsDb db, string? token, AccountLinkPurpose[] purposes, CancellationToken cancellationToken)
    {
        if (LinkToken.Parse(token) is not { } parsed)
        {
            return null;
        }

        var (hash, now) = (parsed.Hash(), db.Now);
        return await db.AccountLinks().SingleOrDefaultAsync(
            row => row.TokenHash == hash && purposes.Contains(row.Purpose) && row.UsedAt == null && row.ExpiresAt > now, cancellationToken);
    }

    /// <summary>Ends all of an account's links of one purpose: the one that was just used among them.</summary>
    public static Task<int> EndAsync(CareOpsDb db, Guid accountId, AccountLinkPurpose purpose, CancellationToken cancellationToken)
    {
        var now = db.Now;
        return db.AccountLinks().Where(row => row.AccountId == accountId && row.Purpose == purpose && row.UsedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.UsedAt, now), cancellationToken);
    }
}

public enum AccountLinkPurpose
{
    /// <summary>Sets another password.</summary>
    ResetPassword,

    /// <summary>Confirms the account's own address.</summary>
    ConfirmEmail,

    /// <summary>Confirms another address, which then becomes the account's own.</summary>
    ChangeEmail,
}

internal sealed class AccountLinkConfiguration : IEntityTypeConfiguration<AccountLink>
{
    public void Configure(EntityTypeBuilder<AccountLink> builder)
    {
        builder.ToTable("AccountLinks");
        builder.Property(link => link.Id).ValueGeneratedNever();
        builder.Property(link => link.Email).HasMaxLength(EmailAddress.MaxLength);
        builder.HasIndex(link => link.TokenHash).IsUnique();
        builder.HasIndex(link => new { link.AccountId, link.Purpose, link.CreatedAt });
        builder.HasIndex(link => link.ExpiresAt);
        builder.HasOne<Account>().WithMany().HasForeignKey(link => link.AccountId);
    }
}
