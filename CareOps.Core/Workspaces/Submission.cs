using System.Security.Cryptography;
using System.Text;

using CareOps.Core.Data;
using CareOps.Core.Foundation;

using NodaTime;

namespace CareOps.Core.Workspaces;

/// <summary>Remembers what a public post led to, so that the identical post again answers with the first result.</summary>
public sealed class Submission : IWorkspaceOwned
{
    private const string OfKey = """
        SELECT "ContentHash", "ResultId" FROM "Submissions" WHERE "WorkspaceId" = $1 AND "Key" = $2
        """;

    private Submission()
    {
    }

    public WorkspaceId WorkspaceId { get; private set; }

    /// <summary>Made by the page when it showed the form, sent back with the post.</summary>
    public Guid Key { get; private set; }

    /// <summary>SHA-256 of everything that was sent.</summary>
    public byte[] ContentHash { get; private set; } = [];

    public Guid ResultId { get; private set; }

    public Instant At { get; private set; }

    /// <summary>The first result of this key, null for a new key, a conflict where the content was altered.</summary>
    public static async Task<Result<Guid?>> FindAsync(
        CareOpsDb db, Guid key, string content, CancellationToken cancellationToken)
    {
        await LockAsync(db, key, cancellationToken);
        return Judge(await db.LookAsync(LookFor(db, key), cancellationToken), content);
    }

    /// <summary>Two copies of one post must not both find nothing; the second waits from here on.</summary>
    internal static Task LockAsync(CareOpsDb db, Guid key, CancellationToken cancellationToken) =>
        db.LockAsync($"submission:{db.Workspace}:{key}", cancellationToken);

    /// <summary>What is known of a key, to be looked at together with something else. The key is locked by the caller.</summary>
    internal static Look<(byte[] ContentHash, Guid ResultId)> LookFor(CareOpsDb db, Guid key) =>
        new(OfKey, [db.Sql(db.Workspace.Value), db.Sql(key)], static row => (row.Bytes(0), row.Id(1)));

    /// <summary>What <see cref="FindAsync"/> answers, of what was looked up.</summary>
    internal static Result<Guid?> Judge(IReadOnlyList<(byte[] ContentHash, Guid ResultId)> found, string content)
    {
        if (found is not [var (hash, result)])
        {
            return (Guid?)null;
        }

        return hash.AsSpan().SequenceEqual(HashOf(content))
            ? result
            : new Error(
                "submission.altered",
                "This form was already sent with other details. Open the page again to send a new one.",
                ErrorKind.Conflict);
    }

    public static Submission Of(CareOpsDb db, Guid key, string content, Guid resultId) => new()
    {
        WorkspaceId = db.Workspace,
        Key = key,
        ContentHash = HashOf(content),
        ResultId = resultId,
        At = db.Now,
    };

    /// <summary>One text of all that a form sent, in which no two different forms look alike.</summary>
    public static string ContentOf(params ReadOnlySpan<string?> values)
    {
        const char UnitSeparator = '\u001f';
        return string.Join(UnitSeparator, values!);
    }

    private static byte[] HashOf(string content) =>
        SHA256.HashData(Encoding.UTF8.GetBytes(content));
}
