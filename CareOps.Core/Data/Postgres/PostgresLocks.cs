using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

using Microsoft.EntityFrameworkCore.Diagnostics;

using Npgsql;

namespace CareOps.Core.Data.Postgres;

/// <summary>
/// The locks that one transaction asked for and did not need yet. They travel with its next statement, ahead of it, instead of making a
/// journey each: whoever locks something looks at it next, and while they travel others wait. The server takes one statement after the
/// other, each seeing what was committed when it began, so what is looked at under a lock is as new as if the lock had gone first.
/// A lock that nothing follows is not taken at all.
/// </summary>
internal sealed class PostgresLocks
{
    private const string One = "SELECT pg_advisory_xact_lock(hashtextextended({0}, 0))";

    // One after the other in the order of what they lock by, which all transactions share.
    private const string Several = """
        SELECT pg_advisory_xact_lock(key) FROM (
          SELECT DISTINCT hashtextextended(text, 0) AS key FROM unnest({0}) AS text ORDER BY key) AS each
        """;

    // Texts whose values are numbered {0}, {1} …, and whether they answer with rows.
    private readonly List<(string Text, object?[] Values, bool HasRows)> _waiting = [];

    private bool IsEmpty => _waiting.Count == 0;

    public void Add(string key) => _waiting.Add((One, [key], true));

    /// <summary>Several locks, and the statements that are to run once they are held.</summary>
    public void Add(IReadOnlyCollection<string> keys, IReadOnlyList<FormattableString> then)
    {
        _waiting.Add((Several, [keys.ToArray()], true));
        _waiting.AddRange(then.Select(static each => (each.Format, each.GetArguments(), false)));
    }

    public void Clear() => _waiting.Clear();

    /// <summary>Sends them now, on their own.</summary>
    public async Task TakeAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        if (IsEmpty)
        {
            return;
        }

        await using var command = connection.CreateCommand();
        PutAhead(command);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Puts them first into a batch.</summary>
    /// <returns>How many of them answer with rows.</returns>
    public int TakeInto(NpgsqlBatch batch)
    {
        var withRows = 0;
        foreach (var (text, values, hasRows) in _waiting)
        {
            withRows += hasRows ? 1 : 0;
            batch.BatchCommands.Add(CommandOf(text, values));
        }

        Clear();
        return withRows;
    }

    /// <returns>How many of them answer with rows, before the command does.</returns>
    [SuppressMessage("Security", "S2077", Justification = "The texts are constants; every value is a parameter.")]
    [SuppressMessage("Security", "CA2100", Justification = "The texts are constants; every value is a parameter.")]
    private int PutAhead(DbCommand command)
    {
        var number = 0;
        var ahead = new StringBuilder();
        foreach (var (text, values, _) in _waiting)
        {
            var names = new object[values.Length];
            for (var place = 0; place < values.Length; place++)
            {
                var name = string.Create(CultureInfo.InvariantCulture, $"ahead{number++}");
                command.Parameters.Add(new NpgsqlParameter(name, values[place]));
                names[place] = $"@{name}";
            }

            ahead.AppendFormat(CultureInfo.InvariantCulture, text, names).Append(";\n");
        }

        var withRows = _waiting.Count(static each => each.HasRows);
        command.CommandText = ahead.Append(command.CommandText).ToString();
        Clear();
        return withRows;
    }

    [SuppressMessage("Security", "CA2100", Justification = "The texts are constants; every value is a parameter.")]
    private static NpgsqlBatchCommand CommandOf(string text, object?[] values)
    {
        var command = new NpgsqlBatchCommand();
        var places = new object[values.Length];
        for (var value = 0; value < values.Length; value++)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = values[value] });
            places[value] = string.Create(CultureInfo.InvariantCulture, $"${value + 1}");
        }

        command.CommandText = string.Format(CultureInfo.InvariantCulture, text, places);
        return command;
    }

    /// <summary>Sends a context's waiting locks with what EF sends next for it.</summary>
    internal sealed class SentAhead : DbCommandInterceptor
    {
        public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command,
            CommandEventData eventData,
            InterceptionResult<DbDataReader> result,
            CancellationToken cancellationToken = default)
        {
            if (LocksOf(eventData) is not { IsEmpty: false } locks)
            {
                return result;
            }

            var answers = locks.PutAhead(command);
            var reader = await command.ExecuteReaderAsync(cancellationToken);
            for (var answer = 0; answer < answers; answer++)
            {
                await reader.NextResultAsync(cancellationToken);
            }

            return InterceptionResult<DbDataReader>.SuppressWithResult(reader);
        }

        public override async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            // On their own, since the rows that they touch must not be counted with the command's.
            if (LocksOf(eventData) is { IsEmpty: false } locks)
            {
                await locks.TakeAsync(command.Connection!, cancellationToken);
            }

            return result;
        }

        public override InterceptionResult<DbDataReader> ReaderExecuting(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result) =>
            LocksOf(eventData) is { IsEmpty: false } ? throw new NotSupportedException("Under a lock, reading is asynchronous.") : result;

        private static PostgresLocks? LocksOf(CommandEventData eventData) => (eventData.Context as PostgresCareOpsDb)?.Locks;
    }
}
