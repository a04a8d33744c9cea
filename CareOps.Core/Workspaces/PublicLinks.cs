using CareOps.Core.Data;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Core.Workspaces;

/// <summary>Mints, resolves and revokes secret addresses.</summary>
public sealed class PublicLinks(ReadDoor door)
{
    /// <summary>Mints a token inside the transaction that sends or shows it. It can't be read again.</summary>
    public static LinkToken Mint(CareOpsDb db, string purpose, Guid subjectId, Instant expiresAt)
    {
        var token = LinkToken.Create();
        db.Append(PublicLink.Create(db, purpose, subjectId, token, expiresAt));
        return token;
    }

    public static Task<int> RevokeAsync(CareOpsDb db, string purpose, Guid subjectId, CancellationToken cancellationToken)
    {
        var now = db.Now;
        return db.PublicLinks()
            .Where(link => link.SubjectId == subjectId && link.Purpose == purpose && link.RevokedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(link => link.RevokedAt, now), cancellationToken);
    }

    /// <summary>Gives a subject's links that were not revoked another last moment.</summary>
    public static Task<int> ProlongAsync(
        CareOpsDb db, string purpose, Guid subjectId, Instant expiresAt, CancellationToken cancellationToken) => db.PublicLinks()
        .Where(link => link.SubjectId == subjectId && link.Purpose == purpose && link.RevokedAt == null)
        .ExecuteUpdateAsync(set => set.SetProperty(link => link.ExpiresAt, expiresAt), cancellationToken);

    /// <summary>Whose a link is that opens nothing any more, to say how to reach them; null where it never was one.</summary>
    public async Task<Workspace?> BusinessOfAsync(string? token, string purpose, CancellationToken cancellationToken)
    {
        if (LinkToken.Parse(token) is not { } parsed)
        {
            return null;
        }

        var hash = parsed.Hash();
        await using var db = await door.OpenUnfilteredAsync(cancellationToken);
        return await db.AllWorkspaces<PublicLink>()
            .Where(row => row.TokenHash == hash && row.Purpose == purpose)
            .Join(db.AllWorkspaces<Workspace>().Where(static row => row.ErasureAt == null), row => row.WorkspaceId, row => row.Id, (_, row) => row)
            .SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>Who holds this token, for this purpose only.</summary>
    /// <returns>Not found for an unknown token or one of another purpose; gone for a revoked or expired one.</returns>
    public async Task<Result<Caller.LinkHolder>> ResolveAsync(string? token, string purpose, CancellationToken cancellationToken)
    {
        if (LinkToken.Parse(token) is not { } parsed)
        {
            return Error.NotFound("link");
        }

        var hash = parsed.Hash();
        await using var db = await door.OpenUnfilteredAsync(cancellationToken);
        var link = await db.AllWorkspaces<PublicLink>()
            .SingleOrDefaultAsync(row => row.TokenHash == hash && row.Purpose == purpose, cancellationToken);
        if (link is null)
        {
            return Error.NotFound("link");
        }

        return link.IsSpent(db.Now) || await db.AllWorkspaces<Workspace>().AnyAsync(row => row.Id == link.WorkspaceId && row.ErasureAt != null, cancellationToken)
            ? new Error("link.spent", "This link is no longer valid. Ask the business for a new one.", ErrorKind.Gone)
            : new Caller.LinkHolder(link.WorkspaceId, link.Purpose, link.SubjectId);
    }
}
