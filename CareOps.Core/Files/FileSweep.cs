using CareOps.Core.Data;
using CareOps.Core.Data.Outbox;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Core.Files;

/// <summary>
/// Clears away what a crash or a full disk may leave: files on the disk that no row knows. Each is given a day, so that none goes
/// between the moment it is written and the commit that names it.
/// </summary>
public sealed class FileSweep(ReadDoor door, FileStore store, IClock clock)
{
    internal static readonly Duration Grace = Duration.FromDays(1);

    private const int AtOnce = 500;

    /// <returns>How many files went.</returns>
    public async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        var before = (clock.GetCurrentInstant() - Grace).ToDateTimeUtc();
        var gone = 0;
        foreach (var files in store.WrittenBefore(before).Chunk(AtOnce))
        {
            var known = await KnownAsync([.. files.Select(static file => file.Place)], cancellationToken);
            foreach (var file in files.Where(file => !known.Contains(file.Place) || !store.PathOf(file.Place).Equals(file.Path, StringComparison.Ordinal)))
            {
                File.Delete(file.Path);
                gone++;
            }
        }

        return gone;
    }

    private async Task<HashSet<string>> KnownAsync(string[] places, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenUnfilteredAsync(cancellationToken);
        return await db.AllWorkspaces<StoredFile>()
            .Where(file => places.Contains(file.Place)).Select(static file => file.Place).ToHashSetAsync(StringComparer.Ordinal, cancellationToken);
    }
}

/// <summary>Rows of files that nothing ever referred to: an upload whose form was never sent.</summary>
internal sealed class UnusedFiles : IRetained
{
    public async Task<int> SweepAsync(CareOpsDb db, int most, CancellationToken cancellationToken)
    {
        var before = db.Now - FileSweep.Grace;
        var unused = await db.AllWorkspaces<StoredFile>()
            .Where(file => file.UsedAt == null && file.AddedAt < before)
            .OrderBy(static file => file.AddedAt).Take(most)
            .Select(static file => file.Id).ToListAsync(cancellationToken);
        return unused.Count == 0
            ? 0
            : await db.AllWorkspaces<StoredFile>().Where(file => unused.Contains(file.Id)).ExecuteDeleteAsync(cancellationToken);
    }
}
