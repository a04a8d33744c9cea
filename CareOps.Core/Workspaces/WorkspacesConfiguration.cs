using CareOps.Core.Foundation;

using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CareOps.Core.Workspaces;

internal sealed class AccountConfiguration : IEntityTypeConfiguration<Account>
{
    public void Configure(EntityTypeBuilder<Account> builder)
    {
        builder.ToTable("Accounts");
        builder.Property(account => account.Id).ValueGeneratedNever();
        builder.Property(account => account.Name).HasMaxLength(Account.MaxNameLength);
        builder.Property(account => account.Email).HasMaxLength(EmailAddress.MaxLength);
        builder.Property(account => account.UserName).HasMaxLength(EmailAddress.MaxLength);
        builder.Property(account => account.NormalizedEmail).HasMaxLength(EmailAddress.MaxLength);
        builder.Property(account => account.NormalizedUserName).HasMaxLength(EmailAddress.MaxLength);
        builder.Property(account => account.ConcurrencyStamp).IsConcurrencyToken();
        builder.Property(account => account.AuthenticatorSecret).HasMaxLength(500);
        builder.Property(account => account.RecoveryCodes).HasMaxLength(1000);
        builder.HasIndex(account => account.NormalizedUserName).IsUnique();
        builder.HasIndex(account => account.NormalizedEmail).IsUnique();
    }
}

internal sealed class AccountClaimConfiguration : IEntityTypeConfiguration<IdentityUserClaim<Guid>>
{
    public void Configure(EntityTypeBuilder<IdentityUserClaim<Guid>> builder)
    {
        builder.ToTable("AccountClaims");
        builder.HasKey(claim => claim.Id);
        builder.HasOne<Account>().WithMany().HasForeignKey(claim => claim.UserId);
    }
}

internal sealed class AccountLoginConfiguration : IEntityTypeConfiguration<IdentityUserLogin<Guid>>
{
    public void Configure(EntityTypeBuilder<IdentityUserLogin<Guid>> builder)
    {
        builder.ToTable("AccountLogins");
        builder.HasKey(login => new { login.LoginProvider, login.ProviderKey });
        builder.HasOne<Account>().WithMany().HasForeignKey(login => login.UserId);
    }
}

internal sealed class AccountTokenConfiguration : IEntityTypeConfiguration<IdentityUserToken<Guid>>
{
    public void Configure(EntityTypeBuilder<IdentityUserToken<Guid>> builder)
    {
        builder.ToTable("AccountTokens");
        builder.HasKey(token => new { token.UserId, token.LoginProvider, token.Name });
        builder.HasOne<Account>().WithMany().HasForeignKey(token => token.UserId);
    }
}

internal sealed class WorkspaceConfiguration : IEntityTypeConfiguration<Workspace>
{
    public void Configure(EntityTypeBuilder<Workspace> builder)
    {
        builder.ToTable("Workspaces");
        builder.Property(workspace => workspace.Id).ValueGeneratedNever();
        builder.Property(workspace => workspace.Name).HasMaxLength(Workspace.MaxNameLength);
        builder.Property(workspace => workspace.Slug).HasMaxLength(Slug.MaxLength);
        builder.Property(workspace => workspace.TimeZone).HasMaxLength(60);
        builder.Property(workspace => workspace.Currency).HasMaxLength(3);
        builder.Property(workspace => workspace.Country).HasMaxLength(2);
        builder.Property(workspace => workspace.StreetAddress).HasMaxLength(Workspace.MaxAddressLength);
        builder.Property(workspace => workspace.ContactEmail).HasMaxLength(EmailAddress.MaxLength);
        builder.Property(workspace => workspace.AddressKey).HasMaxLength(500);
        builder.Ignore(workspace => workspace.QuietSms);
        builder.Ignore(workspace => workspace.QuietEmail);
        builder.Property(workspace => workspace.ContactPhone).HasMaxLength(PhoneNumber.MaxDigits + 1);
        builder.Property(workspace => workspace.BrandColour).HasMaxLength(BrandColours.Length);
        builder.HasIndex(workspace => workspace.Slug).IsUnique();
        builder.HasIndex(workspace => workspace.ErasureAt).HasFilter("\"ErasureAt\" IS NOT NULL");
    }
}

internal sealed class MemberConfiguration : IEntityTypeConfiguration<Member>
{
    public void Configure(EntityTypeBuilder<Member> builder)
    {
        builder.ToTable("Members");
        builder.Property(member => member.Id).ValueGeneratedNever();
        builder.Property(member => member.Name).HasMaxLength(Account.MaxNameLength);
        builder.Ignore(member => member.IsActive);
        builder.Property(member => member.Rights).HasConversion(rights => rights.Bits, bits => new Rights(bits));
        builder.HasIndex(member => new { member.WorkspaceId, member.AccountId }).IsUnique();
        builder.HasOne<Account>().WithMany().HasForeignKey(member => member.AccountId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class PublicLinkConfiguration : IEntityTypeConfiguration<PublicLink>
{
    public void Configure(EntityTypeBuilder<PublicLink> builder)
    {
        builder.ToTable("PublicLinks");
        builder.Property(link => link.Id).ValueGeneratedNever();
        builder.Property(link => link.Purpose).HasMaxLength(20);
        builder.HasIndex(link => link.TokenHash).IsUnique();
        builder.HasIndex(link => new { link.SubjectId, link.Purpose });
        builder.HasIndex(link => link.ExpiresAt);
    }
}

internal sealed class SubmissionConfiguration : IEntityTypeConfiguration<Submission>
{
    public void Configure(EntityTypeBuilder<Submission> builder)
    {
        builder.ToTable("Submissions");
        builder.HasKey(submission => new { submission.WorkspaceId, submission.Key });
        builder.HasIndex(submission => submission.At);
    }
}
