using System.Data.Common;
using System.Runtime.CompilerServices;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CareOps.Core.Data;

/// <summary>
/// How a new row of one entity type is written, worked out from EF's own model once. EF works it out anew for every row of every
/// save, and most of what a transaction writes here is new rows. A value becomes a parameter by the mapping EF itself would use.
/// </summary>
internal sealed class InsertStatement
{
    private static readonly ConditionalWeakTable<IModel, Dictionary<Type, InsertStatement>> OfModels = [];

    private readonly RowColumn[] _columns;

    private InsertStatement(IEntityType type, string table, int rank)
    {
        Rank = rank;
        _columns = [.. type.GetProperties().Select(RowColumn.Of)];
        var names = string.Join(", ", _columns.Select(static column => $"\"{column.Name}\""));
        var values = string.Join(", ", _columns.Select(static (_, number) => $"{RowColumn.Marker}{number + 1}"));
        Text = $"INSERT INTO \"{table}\" ({names}) VALUES ({values})";
    }

    public string Text { get; }

    /// <summary>Rows of a lower rank are written first: what refers to others comes after them.</summary>
    public int Rank { get; }

    /// <summary>The statements by their rows' types, but for those that EF has to write itself (keys made by the database, references to its own rows).</summary>
    public static IReadOnlyDictionary<Type, InsertStatement> Of(IModel model) => OfModels.GetValue(model, static each => AllOf(each));

    public IRowStatement For(object row) => new Insert(this, row);

    private static Dictionary<Type, InsertStatement> AllOf(IModel model)
    {
        var ranks = new Dictionary<IEntityType, int>();
        var left = model.GetEntityTypes().Where(IsPlain).ToList();
        for (var rank = 0; left.Count > 0; rank++)
        {
            // Types whose principals all have a rank already. What never gets one is part of a circle and stays EF's.
            var next = left.FindAll(type => type.GetForeignKeys().All(key => ranks.ContainsKey(key.PrincipalEntityType)));
            if (next.Count == 0)
            {
                break;
            }

            next.ForEach(type => ranks.Add(type, rank));
            left.RemoveAll(next.Contains);
        }

        return ranks.ToDictionary(
            static ranked => ranked.Key.ClrType,
            static ranked => new InsertStatement(ranked.Key, ranked.Key.GetTableName()!, ranked.Value));
    }

    private static bool IsPlain(IEntityType type) =>
        type.GetTableName() is not null
        && type.GetSchema() is null
        && type.BaseType is null
        && !type.GetDerivedTypes().Any()
        && !type.IsOwned()
        && !type.GetComplexProperties().Any()
        && type.GetProperties().All(static property =>
            property is { PropertyInfo: not null, ValueGenerated: ValueGenerated.Never } && !property.IsShadowProperty());

    private sealed class Insert(InsertStatement statement, object row) : IRowStatement
    {
        public string Text => statement.Text;

        public int Rank => statement.Rank;

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
            var columns = statement._columns;
            for (var number = 0; number < columns.Length; number++)
            {
                parameters.Add(columns[number].Parameter(maker, row));
            }
        }
    }
}
