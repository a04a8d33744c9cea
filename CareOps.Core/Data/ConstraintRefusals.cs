using CareOps.Core.Data.Postgres;
using CareOps.Core.Data.Sqlite;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Data;

/// <summary>Tells a handler which of the database's own rules refused what it saved.</summary>
public static class ConstraintRefusals
{
    /// <param name="exception">What saving threw.</param>
    /// <param name="name">The constraint's, index's or trigger's name; on SQLite, for an index: <c>Table.Column</c> of its last column.</param>
    public static bool WasRefusedBy(this DbUpdateException exception, string name) =>
        SqliteErrors.IsRefusal(exception, name) || PostgresErrors.IsRefusal(exception, name);
}
