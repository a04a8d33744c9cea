using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

using NodaTime;

using Npgsql;

namespace CareOps.Core.Data.Postgres;

/// <summary>The model on PostgreSQL: <c>uuid</c>, <c>timestamptz</c> and <c>date</c>.</summary>
public sealed class PostgresCareOpsDb(DbContextOptions<PostgresCareOpsDb> options) : CareOpsDb(options)
{
    private const int MostInOneBatch = 1000;

    public override Engine Engine => Engine.Postgres;

    public override async Task LockAsync(string key, CancellationToken cancellationToken) =>
        await Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended({key}, 0))", cancellationToken);

    public override async Task LockAllAsync(IReadOnlyCollection<string> keys, CancellationToken cancellationToken)
    {
        var texts = keys.ToArray();
        await Database.ExecuteSqlAsync(
            $"""
            SELECT pg_advisory_xact_lock(key) FROM (
              SELECT DISTINCT hashtextextended(text, 0) AS key FROM unnest({texts}) AS text ORDER BY key) AS keys
            """,
            cancellationToken);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<WorkspaceId>().HaveConversion<WorkspaceIdGuid>();
        configurationBuilder.Properties<MemberId>().HaveConversion<MemberIdGuid>();
        configurationBuilder.Properties<Instant>().HaveConversion<InstantDateTime>();
        configurationBuilder.Properties<LocalDate>().HaveConversion<LocalDateDateOnly>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(40);
    }

    private protected override async Task InsertAsync(
        IReadOnlyList<(InsertStatement Statement, object Row)> rows, CancellationToken cancellationToken)
    {
        var connection = (NpgsqlConnection)Database.GetDbConnection();
        var transaction = (NpgsqlTransaction?)Database.CurrentTransaction?.GetDbTransaction();
        await using var maker = new NpgsqlCommand();
        foreach (var some in rows.Chunk(MostInOneBatch))
        {
            await using var batch = new NpgsqlBatch(connection, transaction);
            foreach (var (statement, row) in some)
            {
                var command = new NpgsqlBatchCommand(statement.Text);
                command.Parameters.AddRange(statement.ParametersOf(maker, row, named: false).ToArray());
                batch.BatchCommands.Add(command);
            }

            await batch.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private sealed class WorkspaceIdGuid() : ValueConverter<WorkspaceId, Guid>(id => id.Value, id => new WorkspaceId(id));

    private sealed class MemberIdGuid() : ValueConverter<MemberId, Guid>(id => id.Value, id => new MemberId(id));

    private sealed class InstantDateTime()
        : ValueConverter<Instant, DateTime>(moment => moment.ToDateTimeUtc(), time => Instant.FromDateTimeUtc(time));

    private sealed class LocalDateDateOnly()
        : ValueConverter<LocalDate, DateOnly>(date => date.ToDateOnly(), date => LocalDate.FromDateOnly(date));
}
