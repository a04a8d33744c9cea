using System.Data.Common;
using System.Globalization;

namespace CareOps.Core.Data.Sqlite;

/// <summary>A statement that is of no row, to be prepared once like those that write rows.</summary>
/// <param name="text">Values are numbered <c>?1</c>, <c>?2</c> …</param>
/// <param name="values">As SQLite holds them.</param>
internal sealed class PlainStatement(string text, params object?[] values) : IRowStatement
{
    private static readonly object[] Places = [.. Enumerable.Range(1, 8).Select(static place => $"?{place}")];

    public static PlainStatement Of(FormattableString statement) =>
        new(string.Format(CultureInfo.InvariantCulture, statement.Format, Places), statement.GetArguments());

    public string Text => text;

    public int Rank => 0;

    public void Give(IRowValues to)
    {
        for (var number = 0; number < values.Length; number++)
        {
            to.Any(number + 1, values[number]);
        }
    }

    public void Bind(DbCommand maker, DbParameterCollection parameters) =>
        throw new NotSupportedException("SQLite's own statements are bound by their place.");
}
