using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

using NodaTime;

namespace CareOps.Core.Members;

/// <summary>
/// Somebody is asked to join a workspace. Open until it is accepted, revoked or runs out; its links are
/// <see cref="PublicLink"/>s, of which only hashes are kept.
/// </summary>
public sealed class Invitation : ILive
{
    public const int MaxProblemLength = 200;

    public static readonly Duration Valid = Duration.FromDays(7);

    private Invitation()
    {
    }

    public Guid Id { get; private set; }

    public WorkspaceId WorkspaceId { get; private set; }

    public string Email { get; private set; } = string.Empty;

    /// <summary>As accounts are compared: <see cref="Account.Normalise"/>.</summary>
    public string NormalizedEmail { get; private set; } = string.Empty;

    public MemberRole Role { get; private set; }

    public Rights Rights { get; private set; }

    public MemberId InvitedBy { get; private set; }

    public Instant CreatedAt { get; private set; }

    public Instant ExpiresAt { get; private set; }

    /// <summary>When its mail last went out; null while it waits, or couldn't be sent.</summary>
    public Instant? SentAt { get; private set; }

    /// <summary>Why its mail could not be sent, for the owner; null where it could or is on its way.</summary>
    public string? Problem { get; private set; }

    public Instant? AcceptedAt { get; private set; }

    public Instant? RevokedAt { get; private set; }

    public LiveSubject LiveSubject => new(nameof(Invitation), Id);

    public static Invitation Create(CareOpsDb db, MemberId by, string email, MemberRole role, Rights rights) => new()
    {
        Id = db.NewId(),
        WorkspaceId = db.Workspace,
        Email = email,
        NormalizedEmail = Account.Normalise(email),
        Role = role,
        Rights = role == MemberRole.Owner ? Rights.None : rights,
        InvitedBy = by,
        CreatedAt = db.Now,
        ExpiresAt = db.Now + Valid,
    };

    /// <summary>Whether it can still be accepted.</summary>
    public bool IsOpen(Instant now) => AcceptedAt is null && RevokedAt is null && ExpiresAt > now;

    /// <summary>Good for another week, with these rights, and on its way once more.</summary>
    public void Renew(MemberRole role, Rights rights, Instant now)
    {
        (Role, Rights) = (role, role == MemberRole.Owner ? Rights.None : rights);
        ExpiresAt = now + Valid;
        (SentAt, Problem) = (null, null);
    }

    public void Accept(Instant now) => AcceptedAt = now;

    public void Revoke(Instant now) => RevokedAt = now;

    public void NoteSent(Instant now) => (SentAt, Problem) = (now, null);

    public void NoteProblem(string problem) => Problem = Text.Shorten(problem, MaxProblemLength - 1);
}

internal sealed class InvitationConfiguration : IEntityTypeConfiguration<Invitation>
{
    public void Configure(EntityTypeBuilder<Invitation> builder)
    {
        builder.ToTable("Invitations");
        builder.Property(invitation => invitation.Id).ValueGeneratedNever();
        builder.Property(invitation => invitation.Email).HasMaxLength(EmailAddress.MaxLength);
        builder.Property(invitation => invitation.NormalizedEmail).HasMaxLength(EmailAddress.MaxLength);
        builder.Property(invitation => invitation.Problem).HasMaxLength(Invitation.MaxProblemLength);
        builder.Property(invitation => invitation.Rights).HasConversion(rights => rights.Bits, bits => new Rights(bits));
        builder.HasIndex(invitation => new { invitation.WorkspaceId, invitation.NormalizedEmail }).IsUnique()
            .HasFilter("\"AcceptedAt\" IS NULL AND \"RevokedAt\" IS NULL");
        builder.HasOne<Workspace>().WithMany().HasForeignKey(invitation => invitation.WorkspaceId);
    }
}
