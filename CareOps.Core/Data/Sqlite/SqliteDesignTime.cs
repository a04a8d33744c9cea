using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace CareOps.Core.Data.Sqlite;

/// <summary>Lets <c>dotnet ef</c> write SQLite's migrations: see docs/migrations.md.</summary>
public sealed class SqliteDesignTime : IDesignTimeDbContextFactory<SqliteCareOpsDb>
{
    public SqliteCareOpsDb CreateDbContext(string[] args)
    {
        OperatingSystemSqlite.Use();
        return new SqliteCareOpsDb(new DbContextOptionsBuilder<SqliteCareOpsDb>().UseSqlite("Data Source=:memory:").Options);
    }
}
