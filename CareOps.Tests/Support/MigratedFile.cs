using CareOps.Core.Data.Sqlite;

using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CareOps.Tests.Support;

/// <summary>An SQLite file with today's schema, migrated once in a run: a copy costs milliseconds where migrating costs most of a second.</summary>
internal static class MigratedFile
{
    private static readonly Lazy<Task<byte[]>> Content = new(MigrateAsync);

    public static async Task PutAsync(string file) => await File.WriteAllBytesAsync(file, await Content.Value);

    /// <inheritdoc cref="PutAsync"/>
    public static void Put(string file) => File.WriteAllBytes(file, Content.Value.GetAwaiter().GetResult());

    private static async Task<byte[]> MigrateAsync()
    {
        var folder = Directory.CreateTempSubdirectory("careops-migrated-").FullName;
        var file = Path.Combine(folder, "careops.db");
        using (var contexts = new SqliteContexts(file))
        {
            await using var db = contexts.ForMigrating();
            await db.Database.MigrateAsync();
            await db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)"); // or the copy lacks what is in the log
        }

        SqliteConnection.ClearAllPools();
        var content = await File.ReadAllBytesAsync(file);
        Directory.Delete(folder, recursive: true);
        return content;
    }
}
