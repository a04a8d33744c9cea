using CareOps.Core.Data;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

using NodaTime;

namespace CareOps.Core.Workspaces;

/// <summary>A device, or a password manager, that signs an account in without a password. Only its public key is here.</summary>
public sealed class Passkey
{
    public const int MaxNameLength = 60;

    private Passkey()
    {
    }

    public Guid Id { get; private set; }

    public Guid AccountId { get; private set; }

    /// <summary>What the authenticator calls it.</summary>
    public byte[] CredentialId { get; private set; } = [];

    public byte[] PublicKey { get; private set; } = [];

    public string Name { get; private set; } = string.Empty;

    public Instant CreatedAt { get; private set; }

    public Instant? UsedAt { get; private set; }

    /// <summary>Counts what it signed, where it counts: a lower one than before is a copy's.</summary>
    public long SignCount { get; private set; }

    /// <summary>How browsers reach it, between spaces: "internal hybrid".</summary>
    public string? Transports { get; private set; }

    public bool IsUserVerified { get; private set; }

    public bool IsBackupEligible { get; private set; }

    public bool IsBackedUp { get; private set; }

    public static Passkey Create(CareOpsDb db, Guid accountId, PasskeyCredential credential, string name) => new()
    {
        Id = db.NewId(),
        AccountId = accountId,
        CredentialId = credential.Id,
        PublicKey = credential.PublicKey,
        Name = name,
        CreatedAt = db.Now,
        SignCount = credential.SignCount,
        Transports = credential.Transports,
        IsUserVerified = credential.IsUserVerified,
        IsBackupEligible = credential.IsBackupEligible,
        IsBackedUp = credential.IsBackedUp,
    };

    /// <summary>It signed somebody in.</summary>
    public void Used(PasskeyCredential credential, Instant at)
    {
        UsedAt = at;
        SignCount = credential.SignCount;
        IsUserVerified |= credential.IsUserVerified;
        IsBackedUp = credential.IsBackedUp;
    }
}

/// <summary>What an authenticator says of itself.</summary>
public sealed record PasskeyCredential(
    byte[] Id, byte[] PublicKey, long SignCount, string? Transports, bool IsUserVerified, bool IsBackupEligible, bool IsBackedUp);

internal sealed class PasskeyConfiguration : IEntityTypeConfiguration<Passkey>
{
    // WebAuthn, section 6.5.1: at most 1,023 bytes.
    private const int MaxCredentialId = 1023;

    public void Configure(EntityTypeBuilder<Passkey> builder)
    {
        builder.ToTable("Passkeys");
        builder.Property(passkey => passkey.Id).ValueGeneratedNever();
        builder.Property(passkey => passkey.Name).HasMaxLength(Passkey.MaxNameLength);
        builder.Property(passkey => passkey.CredentialId).HasMaxLength(MaxCredentialId);
        builder.Property(passkey => passkey.Transports).HasMaxLength(100);
        builder.HasIndex(passkey => passkey.CredentialId).IsUnique();
        builder.HasIndex(passkey => passkey.AccountId);
        builder.HasOne<Account>().WithMany().HasForeignKey(passkey => passkey.AccountId);
    }
}
