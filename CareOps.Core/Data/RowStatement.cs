using System.Data.Common;
using System.Linq.Expressions;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace CareOps.Core.Data;

/// <summary>One statement that writes one row.</summary>
internal interface IRowStatement
{
    /// <summary>The same text for every row of its kind; its values are numbered <c>$1</c>, <c>$2</c> … on both engines.</summary>
    string Text { get; }

    /// <summary>Rows of a lower rank are written first: what refers to others comes after them.</summary>
    int Rank { get; }

    /// <param name="maker">Makes the parameters; otherwise untouched.</param>
    /// <param name="parameters">Gets them, in order.</param>
    /// <param name="named">Whether parameters bear their marker as a name, or are known by their order.</param>
    void Bind(DbCommand maker, DbParameterCollection parameters, bool named);
}

/// <summary>A column of a row that is written without EF. A value becomes a parameter by the mapping EF itself would use.</summary>
internal sealed class RowColumn(IProperty property)
{
    public const char Marker = '$';

    private readonly RelationalTypeMapping _mapping = property.GetRelationalTypeMapping();
    private readonly Func<object, object?> _read = Reader(property);

    public string Name { get; } = property.GetColumnName();

    public static RowColumn Of(IProperty property) => new(property);

    /// <param name="maker">Makes the parameter.</param>
    /// <param name="row">Has the value.</param>
    /// <param name="number">Counted from 0; null for a parameter known by its place.</param>
    public DbParameter Parameter(DbCommand maker, object row, int? number) =>
        _mapping.CreateParameter(maker, number is { } named ? Names.Of(named) : string.Empty, _read(row));

    private static Func<object, object?> Reader(IProperty property)
    {
        var entity = Expression.Parameter(typeof(object));
        var value = Expression.Property(Expression.Convert(entity, property.DeclaringType.ClrType), property.PropertyInfo!);
        return Expression.Lambda<Func<object, object?>>(Expression.Convert(value, typeof(object)), entity).Compile();
    }

    private static class Names
    {
        // More columns than any table has; a name is made once, not for every value.
        private static readonly string[] First = [.. Enumerable.Range(1, 64).Select(static number => $"{Marker}{number}")];

        public static string Of(int number) => number < First.Length ? First[number] : $"{Marker}{number + 1}";
    }
}
