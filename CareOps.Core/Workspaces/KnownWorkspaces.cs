using System.Collections.Concurrent;

using CareOps.Core.Data;

namespace CareOps.Core.Workspaces;

/// <summary>
/// Businesses as they were last read. Each page and each transaction begins with the business's row, and it changes once a month; that it
/// did is said by one number of it, which is all that is read. A number never comes back, so what was read in a transaction that failed
/// is never used, and nodes need not tell each other.
/// </summary>
internal static class KnownWorkspaces
{
    // Beyond that all are read again: simpler than choosing which to let go, and harmless.
    private const int Most = 2_000;

    private const string OfSlug = """
        SELECT "Id", "ScheduleVersion" FROM "Workspaces" WHERE "Slug" = $1
        """;

    private const string OfId = """
        SELECT "Id", "ScheduleVersion" FROM "Workspaces" WHERE "Id" = $1
        """;

    private static readonly ConcurrentDictionary<Guid, Workspace> Known = new();

    /// <param name="db">Where it is looked up.</param>
    /// <param name="slug">Its public address.</param>
    /// <param name="read">Reads the whole row.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static Task<Workspace?> BySlugAsync(
        CareOpsDb db, string slug, Func<Task<Workspace?>> read, CancellationToken cancellationToken) =>
        FindAsync(db, OfSlug, slug, read, cancellationToken);

    /// <inheritdoc cref="BySlugAsync"/>
    public static async Task<Workspace> CurrentAsync(CareOpsDb db, Func<Task<Workspace>> read, CancellationToken cancellationToken) =>
        await FindAsync(db, OfId, db.Sql(db.Workspace.Value), async () => await read(), cancellationToken) ?? await read();

    private static async Task<Workspace?> FindAsync(
        CareOpsDb db, string question, object value, Func<Task<Workspace?>> read, CancellationToken cancellationToken)
    {
        var found = await db.LookAsync(
            new Look<(Guid, int)>(question, [value], static row => (row.Id(0), row.Number(1))), cancellationToken);
        if (found is not [var (id, version)])
        {
            return null;
        }

        if (Known.TryGetValue(id, out var known) && known.ScheduleVersion == version)
        {
            return known;
        }

        if (await read() is not { } workspace)
        {
            return null;
        }

        if (Known.Count >= Most)
        {
            Known.Clear();
        }

        Known[id] = workspace;
        return workspace;
    }
}
