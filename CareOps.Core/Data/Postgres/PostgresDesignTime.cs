using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace CareOps.Core.Data.Postgres;

/// <summary>Lets <c>dotnet ef</c> write PostgreSQL's migrations: see docs/migrations.md.</summary>
public sealed class PostgresDesignTime : IDesignTimeDbContextFactory<PostgresCareOpsDb>
{
    public PostgresCareOpsDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresCareOpsDb>().UseNpgsql("Host=localhost").Options);
}
