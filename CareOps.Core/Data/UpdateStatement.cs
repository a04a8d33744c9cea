using System.Collections.Concurrent;
using System.Data.Common;
using System.Runtime.CompilerServices;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CareOps.Core.Data;

/// <summary>
/// How the changed columns of one tracked row are written, worked out once for each set of columns. What changed is EF's answer;
/// only its way of writing a single row, made for batches of many, is passed by.
/// </summary>
internal sealed class UpdateStatement
{
    private static readonly ConditionalWeakTable<IEntityType, ConcurrentDictionary<ulong, UpdateStatement>> OfTypes = [];

    // The columns that are set, then those of the key.
    private readonly RowColumn[] _columns;

    private UpdateStatement(IEntityType type, IReadOnlyList<IProperty> changed)
    {
        var key = type.FindPrimaryKey()!.Properties;
        _columns = [.. changed.Concat(key).Select(RowColumn.Of)];
        var numbered = _columns.Select(static (column, number) => $"\"{column.Name}\" = {RowColumn.Marker}{number + 1}").ToList();
        Text = $"UPDATE \"{type.GetTableName()}\" SET {string.Join(", ", numbered.Take(changed.Count))} "
            + $"WHERE {string.Join(" AND ", numbered.Skip(changed.Count))}";
    }

    private string Text { get; }

    /// <summary>Whether a change of this type is no more than its columns. Each set of them is one number, so there may be 64.</summary>
    public static bool Takes(IEntityType type) =>
        InsertStatement.Of(type.Model).ContainsKey(type.ClrType) && type.GetProperties().Count() <= 64 && !type.GetProperties().Any(static property => property.IsConcurrencyToken);

    public static IRowStatement For(EntityEntry entry)
    {
        var type = entry.Metadata;
        var set = 0UL;
        foreach (var property in entry.Properties)
        {
            set |= property.IsModified ? 1UL << property.Metadata.GetIndex() : 0;
        }

        var statement = OfTypes.GetOrCreateValue(type).GetOrAdd(
            set,
            static (which, of) => new UpdateStatement(of, [.. of.GetProperties().Where(property => (which & (1UL << property.GetIndex())) != 0)]),
            type);
        return new Update(statement, entry.Entity);
    }

    private sealed class Update(UpdateStatement statement, object row) : IRowStatement
    {
        public string Text => statement.Text;

        public int Rank => 0;

        public void Give(IRowValues to)
        {
            var columns = statement._columns;
            for (var number = 0; number < columns.Length; number++)
            {
                columns[number].Give(row, number + 1, to);
            }
        }

        public void Bind(DbCommand maker, DbParameterCollection parameters)
        {
            for (var number = 0; number < statement._columns.Length; number++)
            {
                parameters.Add(statement._columns[number].Parameter(maker, row));
            }
        }
    }
}
