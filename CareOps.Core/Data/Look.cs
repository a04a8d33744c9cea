using NodaTime;

namespace CareOps.Core.Data;

/// <summary>
/// A question in SQL and by hand, for what each public page and each booking begins with: EF makes a command, a reader and its delegates
/// anew for each question, which is ten times what the answer costs. Looks that are made together make one journey on PostgreSQL.
/// </summary>
/// <param name="question">Names its workspace itself: no filter is added. Values are numbered <c>$1</c>, <c>$2</c> …</param>
/// <param name="values">As the engine's columns hold them (<see cref="SqlValues"/>).</param>
internal abstract class Look(string question, IReadOnlyList<object> values)
{
    public string Question => question;

    public IReadOnlyList<object> Values => values;

    /// <summary>Adds the next row of the answer.</summary>
    public abstract void Add(IRowReader row);
}

/// <inheritdoc cref="Look"/>
/// <param name="question">Names its workspace itself.</param>
/// <param name="values">As the engine's columns hold them.</param>
/// <param name="read">Reads the row that the reader is at, and asks nothing else meanwhile.</param>
internal sealed class Look<T>(string question, IReadOnlyList<object> values, Func<IRowReader, T> read) : Look(question, values)
{
    private readonly List<T> _rows = [];

    /// <summary>The answer, once the look was made.</summary>
    public IReadOnlyList<T> Rows => _rows;

    public override void Add(IRowReader row) => _rows.Add(read(row));
}

/// <summary>A row of an answer, as each engine holds it. Columns are counted from 0.</summary>
internal interface IRowReader
{
    bool IsNull(int column);

    Guid Id(int column);

    Instant Moment(int column);

    int Number(int column);

    byte[] Bytes(int column);
}
