using CareOps.Core.Data;
using CareOps.Core.Foundation;

using NodaTime;

namespace CareOps.Core.Workspaces;

/// <summary>
/// A secret address for one purpose and one subject. Only the token's hash is kept, so a copy of the database opens nothing;
/// a new token is minted for each message that carries the link, and all of a subject's are revoked together.
/// </summary>
public sealed class PublicLink : IWorkspaceOwned
{
    private PublicLink()
    {
    }

    public Guid Id { get; private set; }

    public WorkspaceId WorkspaceId { get; private set; }

    /// <summary>What the holder may do: <see cref="LinkPurposes"/>.</summary>
    public string Purpose { get; private set; } = string.Empty;

    public Guid SubjectId { get; private set; }

    /// <summary>SHA-256 of the token.</summary>
    public byte[] TokenHash { get; private set; } = [];

    public Instant CreatedAt { get; private set; }

    public Instant ExpiresAt { get; private set; }

    public Instant? RevokedAt { get; private set; }

    public static PublicLink Create(CareOpsDb db, string purpose, Guid subjectId, LinkToken token, Instant expiresAt) => new()
    {
        Id = db.NewId(),
        WorkspaceId = db.Workspace,
        Purpose = purpose,
        SubjectId = subjectId,
        TokenHash = token.Hash(),
        CreatedAt = db.Now,
        ExpiresAt = expiresAt,
    };

    public bool IsSpent(Instant now) => RevokedAt is not null || ExpiresAt <= now;
}

/// <summary>What links are good for.</summary>
public static class LinkPurposes
{
    /// <summary>The subject is a booking.</summary>
    public const string ManageBooking = "booking";

    /// <summary>The subject is a member, whose bookings a calendar program reads.</summary>
    public const string CalendarFeed = "feed";

    /// <summary>The subject is a contact, whose details the booking page fills in.</summary>
    public const string Prefill = "prefill";

    /// <summary>The subject is a contact, who says which automatic messages they want.</summary>
    public const string Unsubscribe = "unsubscribe";

    /// <summary>A place on a waitlist: take or decline what is offered, or leave.</summary>
    public const string Waitlist = "waitlist";

    /// <summary>The subject is an invitation: whoever holds the link may join.</summary>
    public const string Invitation = "invitation";

    /// <summary>The subject is a form that a contact fills in.</summary>
    public const string Form = "form";
}
