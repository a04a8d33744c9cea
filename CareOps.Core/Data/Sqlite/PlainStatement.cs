using System.Data.Common;

namespace CareOps.Core.Data.Sqlite;

/// <summary>A statement without values, to be prepared once like those that write rows.</summary>
internal sealed class PlainStatement(string text) : IRowStatement
{
    public string Text => text;

    public int Rank => 0;

    public int Columns => 0;

    public object? Value(int number) => throw new ArgumentOutOfRangeException(nameof(number));

    public void Bind(DbCommand maker, DbParameterCollection parameters)
    {
        // Nothing to bind.
    }
}
