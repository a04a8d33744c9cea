using CareOps.Core.Data;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

using NodaTime;

namespace CareOps.Core.Members.Accounts;

/// <summary>
/// A mail about an account or an invitation that is to go out. Written in the transaction that makes it true; its words and its
/// secret link come into being when it is sent, so that no copy of the database holds them. Gone once it is sent.
/// </summary>
public sealed class AccountMail
{
    public const int MaxErrorLength = 200;

    private AccountMail()
    {
    }

    public Guid Id { get; private set; }

    public AccountMailKind Kind { get; private set; }

    /// <summary>Of an invitation; empty where an account belongs to no workspace.</summary>
    public Guid Workspace { get; private set; }

    /// <summary>The account or the invitation; empty where only the address is known.</summary>
    public Guid SubjectId { get; private set; }

    public string Address { get; private set; } = string.Empty;

    public Instant CreatedAt { get; private set; }

    public Instant DueAt { get; private set; }

    /// <summary>Until when a worker has it; null while none does.</summary>
    public Instant? LeasedUntil { get; private set; }

    public int Attempts { get; private set; }

    /// <summary>When it was given up; null while it is tried.</summary>
    public Instant? FailedAt { get; private set; }

    public string? LastError { get; private set; }

    public static void Queue(CareOpsDb db, AccountMailKind kind, Guid subjectId, string address)
    {
        db.Add(new AccountMail
        {
            Id = db.NewId(),
            Kind = kind,
            Workspace = db.Workspace.Value,
            SubjectId = subjectId,
            Address = address,
            CreatedAt = db.Now,
            DueAt = db.Now,
        });
        db.WakeWorkers();
    }

    public void Lease(Instant until)
    {
        LeasedUntil = until;
        Attempts++;
    }

    public void PutOff(Instant until, string reason)
    {
        (DueAt, LeasedUntil) = (until, null);
        LastError = Text.Shorten(reason, MaxErrorLength - 1);
    }

    public void GiveUp(Instant at, string reason)
    {
        PutOff(DueAt, reason);
        FailedAt = at;
    }
}

public enum AccountMailKind
{
    Invitation,

    /// <summary>Somebody asked for it at this address, which may be nobody's: then nothing is sent.</summary>
    ResetPassword,

    ConfirmEmail,

    /// <summary>To the new address.</summary>
    ChangeEmail,

    /// <summary>To the address that was given up.</summary>
    EmailChanged,

    PasswordChanged,

    TwoFactorOff,
}

internal sealed class AccountMailConfiguration : IEntityTypeConfiguration<AccountMail>
{
    public void Configure(EntityTypeBuilder<AccountMail> builder)
    {
        builder.ToTable("AccountMails");
        builder.Property(mail => mail.Id).ValueGeneratedNever();
        builder.Property(mail => mail.Address).HasMaxLength(EmailAddress.MaxLength);
        builder.Property(mail => mail.LastError).HasMaxLength(AccountMail.MaxErrorLength);
        builder.HasIndex(mail => mail.DueAt).HasFilter("\"FailedAt\" IS NULL");
    }
}
