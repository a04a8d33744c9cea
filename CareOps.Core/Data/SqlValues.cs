using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Core.Data;

/// <summary>Values for the few raw statements, as each engine's columns hold them.</summary>
public static class SqlValues
{
    private const int TicksOfAMicrosecond = 10;

    public static object Sql(this CareOpsDb db, Guid id) => db.Engine == Engine.Sqlite ? id.ToByteArray(bigEndian: true) : id;

    public static object Sql(this CareOpsDb db, Instant moment) =>
        db.Engine == Engine.Sqlite ? moment.ToUnixTimeTicks() / TicksOfAMicrosecond : moment.ToDateTimeUtc();

    /// <summary>What <see cref="Sql(CareOpsDb, Guid)"/> wrote into SQLite.</summary>
    public static Guid IdOf(ReadOnlySpan<byte> stored) => new(stored, bigEndian: true);

    /// <summary>What <see cref="Sql(CareOpsDb, Instant)"/> wrote into SQLite.</summary>
    public static Instant MomentOf(long stored) => Instant.FromUnixTimeTicks(stored * TicksOfAMicrosecond);

    /// <summary>Ends a claim's inner SELECT: rows another node is claiming are passed over, not waited for.</summary>
    public static string SkipLocked(this CareOpsDb db) => db.Engine == Engine.Sqlite ? string.Empty : " FOR UPDATE SKIP LOCKED";

    /// <summary>
    /// Ends a claim: the columns that this version knows, by name. With "*", a column that a later version adds would change what a statement
    /// answers, and PostgreSQL refuses that of the ones it prepared.
    /// </summary>
    public static string Returning<T>(this CareOpsDb db) =>
        $" RETURNING {string.Join(", ", db.Model.FindEntityType(typeof(T))!.GetProperties().Select(static property => $"\"{property.GetColumnName()}\""))}";
}
