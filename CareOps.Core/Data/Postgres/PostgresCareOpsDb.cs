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

    /// <summary>What is to be locked before the next statement of this context; it goes along with it.</summary>
    internal PostgresLocks Locks { get; } = new();

    public override Engine Engine => Engine.Postgres;

    public override Task LockAsync(string key, CancellationToken cancellationToken)
    {
        Locks.Add(key);
        return Task.CompletedTask;
    }

    public override Task LockAllAsync(
        IReadOnlyCollection<string> keys, IReadOnlyList<FormattableString> then, CancellationToken cancellationToken)
    {
        Locks.Add(keys, then);
        return Task.CompletedTask;
    }

    private protected override void ForgetLocks() => Locks.Clear();

    // EF counts the rows of its own statements by their place, so nothing may stand before them.
    private protected override Task BeforeEntityFrameworkSavesAsync(CancellationToken cancellationToken) =>
        Locks.TakeAsync(Database.GetDbConnection(), cancellationToken);

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<WorkspaceId>().HaveConversion<WorkspaceIdGuid>();
        configurationBuilder.Properties<MemberId>().HaveConversion<MemberIdGuid>();
        configurationBuilder.Properties<Instant>().HaveConversion<InstantDateTime>();
        configurationBuilder.Properties<LocalDate>().HaveConversion<LocalDateDateOnly>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(40);
    }

    internal override async Task LookAsync(IReadOnlyList<Look> looks, CancellationToken cancellationToken)
    {
        await Database.OpenConnectionAsync(cancellationToken);
        try
        {
            await using var batch = new NpgsqlBatch(
                (NpgsqlConnection)Database.GetDbConnection(), (NpgsqlTransaction?)Database.CurrentTransaction?.GetDbTransaction());
            var answersAhead = Locks.TakeInto(batch);
            foreach (var look in looks)
            {
                batch.BatchCommands.Add(CommandOf(look));
            }

            await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
            for (var answer = 0; answer < answersAhead; answer++)
            {
                await reader.NextResultAsync(cancellationToken);
            }

            var row = new Row(reader);
            foreach (var look in looks)
            {
                while (await reader.ReadAsync(cancellationToken))
                {
                    look.Add(row);
                }

                await reader.NextResultAsync(cancellationToken);
            }
        }
        finally
        {
            await Database.CloseConnectionAsync();
        }
    }

    private protected override async Task<bool> ExecuteAsync(
        IReadOnlyList<IRowStatement> statements, bool commits, CancellationToken cancellationToken)
    {
        var connection = (NpgsqlConnection)Database.GetDbConnection();
        var transaction = (NpgsqlTransaction?)Database.CurrentTransaction?.GetDbTransaction();
        await using var maker = new NpgsqlCommand();
        var wroteEach = true;
        foreach (var some in statements.Chunk(MostInOneBatch))
        {
            await using var batch = new NpgsqlBatch(connection, transaction);
            Locks.TakeInto(batch);
            var first = batch.BatchCommands.Count;
            foreach (var statement in some)
            {
                var command = new NpgsqlBatchCommand(statement.Text);
                statement.Bind(maker, command.Parameters);
                batch.BatchCommands.Add(command);
            }

            // Where one of them fails, the server skips what follows it, the commit included.
            var ends = commits && statements.Count == some.Length;
            if (ends)
            {
                batch.BatchCommands.Add(new NpgsqlBatchCommand("COMMIT"));
            }

            await batch.ExecuteNonQueryAsync(cancellationToken);
            HasCommitted |= ends;
            wroteEach &= batch.BatchCommands.Cast<NpgsqlBatchCommand>().Skip(first).Take(some.Length)
                .All(static command => command.RecordsAffected == 1);
        }

        return wroteEach;
    }

    private static NpgsqlBatchCommand CommandOf(Look look)
    {
        var command = new NpgsqlBatchCommand(look.Question);
        foreach (var value in look.Values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return command;
    }

    private sealed class Row(NpgsqlDataReader reader) : IRowReader
    {
        public bool IsNull(int column) => reader.IsDBNull(column);

        public Guid Id(int column) => reader.GetGuid(column);

        public Instant Moment(int column) => Instant.FromDateTimeUtc(reader.GetDateTime(column));

        public int Number(int column) => reader.GetInt32(column);

        public byte[] Bytes(int column) => reader.GetFieldValue<byte[]>(column);
    }

    private sealed class WorkspaceIdGuid() : ValueConverter<WorkspaceId, Guid>(id => id.Value, id => new WorkspaceId(id));

    private sealed class MemberIdGuid() : ValueConverter<MemberId, Guid>(id => id.Value, id => new MemberId(id));

    private sealed class InstantDateTime()
        : ValueConverter<Instant, DateTime>(moment => moment.ToDateTimeUtc(), time => Instant.FromDateTimeUtc(time));

    private sealed class LocalDateDateOnly()
        : ValueConverter<LocalDate, DateOnly>(date => date.ToDateOnly(), date => LocalDate.FromDateOnly(date));
}
