using CareOps.Core.Foundation;

using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

using NodaTime;
using NodaTime.Text;

namespace CareOps.Core.Data.Sqlite;

/// <summary>The model on SQLite: ids as 16 big-endian bytes, moments as microseconds since 1970, dates as ISO text.</summary>
public sealed class SqliteCareOpsDb(DbContextOptions<SqliteCareOpsDb> options) : CareOpsDb(options)
{
    private SqliteReaders? _readers;
    private SqliteConnection? _connection;

    public override Engine Engine => Engine.Sqlite;

    public override Task LockAsync(string key, CancellationToken cancellationToken) => Task.CompletedTask;

    public override Task LockAllAsync(
        IReadOnlyCollection<string> keys, IReadOnlyList<FormattableString> then, CancellationToken cancellationToken) =>
        ExecuteAsync([.. then.Select(PlainStatement.Of)], commits: false, cancellationToken);

    internal override async Task LookAsync(IReadOnlyList<Look> looks, CancellationToken cancellationToken)
    {
        await Database.OpenConnectionAsync(cancellationToken);
        try
        {
            // At once: SQLite reads without waiting for anything but the disk.
            foreach (var look in looks)
            {
                PreparedStatements.Read((SqliteConnection)Database.GetDbConnection(), look);
            }
        }
        finally
        {
            await Database.CloseConnectionAsync();
        }
    }

    public override void Dispose()
    {
        var (readers, connection) = Forget();
        base.Dispose();
        readers?.Return(connection!);
    }

    public override async ValueTask DisposeAsync()
    {
        var (readers, connection) = Forget();
        await base.DisposeAsync();
        readers?.Return(connection!);
    }

    /// <summary>The connection goes back to where it came from when this context ends.</summary>
    internal void WhenDisposed(SqliteReaders readers, SqliteConnection connection)
    {
        _readers = readers;
        _connection = connection;
    }

    // The commit belongs to the queue, which has others in it.
    private protected override Task<bool> ExecuteAsync(
        IReadOnlyList<IRowStatement> statements, bool commits, CancellationToken cancellationToken)
    {
        var connection = (SqliteConnection)Database.GetDbConnection();
        var wroteEach = true;
        foreach (var statement in statements)
        {
            cancellationToken.ThrowIfCancellationRequested();
            wroteEach &= PreparedStatements.Execute(connection, statement) == 1;
        }

        return Task.FromResult(wroteEach);
    }

    // Before the context itself is let go: it may be in use again by the next line.
    private (SqliteReaders? Readers, SqliteConnection? Connection) Forget()
    {
        var borrowed = (_readers, _connection);
        (_readers, _connection) = (null, null);
        return borrowed;
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<Guid>().HaveConversion<GuidBytes>();
        configurationBuilder.Properties<WorkspaceId>().HaveConversion<WorkspaceIdBytes>();
        configurationBuilder.Properties<MemberId>().HaveConversion<MemberIdBytes>();
        configurationBuilder.Properties<Instant>().HaveConversion<InstantMicroseconds>();
        configurationBuilder.Properties<LocalDate>().HaveConversion<LocalDateText>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(40);
    }

    private static byte[] Bytes(Guid id) => id.ToByteArray(bigEndian: true);

    private static Guid Id(byte[] bytes) => SqlValues.IdOf(bytes);

    private sealed class GuidBytes() : ValueConverter<Guid, byte[]>(id => Bytes(id), bytes => Id(bytes));

    private sealed class WorkspaceIdBytes()
        : ValueConverter<WorkspaceId, byte[]>(id => Bytes(id.Value), bytes => new WorkspaceId(Id(bytes)));

    private sealed class MemberIdBytes()
        : ValueConverter<MemberId, byte[]>(id => Bytes(id.Value), bytes => new MemberId(Id(bytes)));

    private sealed class InstantMicroseconds()
        : ValueConverter<Instant, long>(
            moment => moment.ToUnixTimeTicks() / 10,
            microseconds => Instant.FromUnixTimeTicks(microseconds * 10));

    private sealed class LocalDateText()
        : ValueConverter<LocalDate, string>(
            date => LocalDatePattern.Iso.Format(date),
            text => LocalDatePattern.Iso.Parse(text).Value);
}
