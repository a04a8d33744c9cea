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

    int Columns { get; }

    /// <summary>The value in place <paramref name="number"/>, counted from 0, as the database holds it; null for none.</summary>
    object? Value(int number);

    /// <param name="maker">Makes the parameters; otherwise untouched.</param>
    /// <param name="parameters">Gets them, in order and without names.</param>
    void Bind(DbCommand maker, DbParameterCollection parameters);
}

/// <summary>A column of a row that is written without EF. A value becomes a parameter by the mapping EF itself would use.</summary>
internal sealed class RowColumn(IProperty property)
{
    public const char Marker = '$';

    private readonly RelationalTypeMapping _mapping = property.GetRelationalTypeMapping();
    private readonly Func<object, object?> _read = Reader(property);

    public string Name { get; } = property.GetColumnName();

    public static RowColumn Of(IProperty property) => new(property);

    /// <summary>The value as a parameter that is known by its place.</summary>
    public DbParameter Parameter(DbCommand maker, object row) => _mapping.CreateParameter(maker, string.Empty, _read(row));

    /// <summary>The value as the database holds it; null for none.</summary>
    public object? Value(object row)
    {
        var value = _read(row);
        return value is not null && _mapping.Converter is { } converter ? converter.ConvertToProvider(value) : value;
    }

    private static Func<object, object?> Reader(IProperty property)
    {
        var entity = Expression.Parameter(typeof(object));
        var value = Expression.Property(Expression.Convert(entity, property.DeclaringType.ClrType), property.PropertyInfo!);
        return Expression.Lambda<Func<object, object?>>(Expression.Convert(value, typeof(object)), entity).Compile();
    }
}
