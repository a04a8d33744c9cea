using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics;

using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CareOps.Tests.Support;

/// <summary>A statement as EF sent it, with the values it was sent with.</summary>
internal sealed record SqlStatement(string Database, string Text, IReadOnlyList<(string Name, object? Value)> Values);

/// <summary>Hears every statement that EF sends, to any database of this process. Start it before the contexts it listens to.</summary>
internal sealed class SqlCapture : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private readonly ConcurrentQueue<SqlStatement> _heard = new();
    private readonly ConcurrentBag<IDisposable> _subscriptions = [];

    public SqlCapture()
    {
        _subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
    }

    /// <summary>What was sent to databases whose connection string holds this text, each statement once.</summary>
    public IReadOnlyList<SqlStatement> SentTo(string database) =>
    [
        .. _heard
            .Where(statement => statement.Database.Contains(database, StringComparison.Ordinal))
            .DistinctBy(static statement => statement.Text, StringComparer.Ordinal),
    ];

    /// <summary>How many statements were sent to them, repeated ones too.</summary>
    public int CountSentTo(string database) => _heard.Count(statement => statement.Database.Contains(database, StringComparison.Ordinal));

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == "Microsoft.EntityFrameworkCore")
        {
            _subscriptions.Add(value.Subscribe(this, static name => name == RelationalEventId.CommandExecuting.Name));
        }
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Value is CommandEventData { Command: { Connection: { } connection } command })
        {
            _heard.Enqueue(new SqlStatement(
                connection.ConnectionString,
                command.CommandText,
                [.. command.Parameters.Cast<DbParameter>().Select(static parameter => (parameter.ParameterName, parameter.Value))]));
        }
    }

    public void OnCompleted()
    {
        // Listeners end with the process.
    }

    public void OnError(Exception error)
    {
        // A listener that fails is not what is being tested.
    }

    public void Dispose()
    {
        foreach (var subscription in _subscriptions)
        {
            subscription.Dispose();
        }
    }
}
