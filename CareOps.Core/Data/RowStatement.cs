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

    /// <summary>Hands its values over in order, as the database holds them.</summary>
    void Give(IRowValues to);

    /// <param name="maker">Makes the parameters; otherwise untouched.</param>
    /// <param name="parameters">Gets them, in order and without names.</param>
    void Bind(DbCommand maker, DbParameterCollection parameters);
}

/// <summary>Takes the values of a statement by their places, counted from 1. Each kind has a method of its own, so that no number is boxed on its way.</summary>
internal interface IRowValues
{
    void Null(int place);

    void Text(int place, string value);

    void Bytes(int place, byte[] value);

    void Whole(int place, long value);

    /// <summary>What is of a rarer kind; null for none.</summary>
    void Any(int place, object? value);
}

/// <summary>A column of a row that is written without EF. A value becomes a parameter by the mapping EF itself would use.</summary>
internal sealed class RowColumn(IProperty property)
{
    public const char Marker = '$';

    private readonly RelationalTypeMapping _mapping = property.GetRelationalTypeMapping();

    // Compiled when first used: each engine needs one of them, and most tables are not written in the first minutes.
    private readonly Lazy<Func<object, object?>> _read = new(() => Reader(property));
    private readonly Lazy<Action<object, int, IRowValues>> _give = new(() => Giver(property));

    public string Name { get; } = property.GetColumnName();

    public static RowColumn Of(IProperty property) => new(property);

    /// <summary>The value as a parameter that is known by its place.</summary>
    public DbParameter Parameter(DbCommand maker, object row) => _mapping.CreateParameter(maker, string.Empty, _read.Value(row));

    /// <summary>Hands the value over as the database holds it.</summary>
    public void Give(object row, int place, IRowValues to) => _give.Value(row, place, to);

    private static Func<object, object?> Reader(IProperty property)
    {
        var entity = Expression.Parameter(typeof(object));
        return Expression.Lambda<Func<object, object?>>(Expression.Convert(ValueOf(property, entity), typeof(object)), entity).Compile();
    }

    private static MemberExpression ValueOf(IProperty property, Expression entity) =>
        Expression.Property(Expression.Convert(entity, property.DeclaringType.ClrType), property.PropertyInfo!);

    private static Action<object, int, IRowValues> Giver(IProperty property)
    {
        var (entity, place, to) = (Expression.Parameter(typeof(object)), Expression.Parameter(typeof(int)), Expression.Parameter(typeof(IRowValues)));
        var value = Expression.Variable(property.ClrType);
        var given = Given(property, value, place, to);
        Expression body = property.ClrType.IsValueType && Nullable.GetUnderlyingType(property.ClrType) is null
            ? given
            : Expression.IfThenElse(
                Expression.Equal(value, Expression.Constant(null, property.ClrType)),
                Expression.Call(to, nameof(IRowValues.Null), null, place),
                given);
        return Expression.Lambda<Action<object, int, IRowValues>>(
            Expression.Block([value], Expression.Assign(value, ValueOf(property, entity)), body), entity, place, to).Compile();
    }

    /// <summary>Hands over a value that is there: what EF's converter makes of it, by the method of its kind.</summary>
    private static MethodCallExpression Given(IProperty property, Expression value, Expression place, Expression to)
    {
        var there = Nullable.GetUnderlyingType(value.Type) is { } type ? Expression.Convert(value, type) : value;
        var stored = property.GetRelationalTypeMapping().Converter is { } converter
            ? Expression.Invoke(converter.ConvertToProviderExpression, Expression.Convert(there, converter.ModelClrType))
            : there;
        return stored.Type switch
        {
            var text when text == typeof(string) => Expression.Call(to, nameof(IRowValues.Text), null, place, stored),
            var bytes when bytes == typeof(byte[]) => Expression.Call(to, nameof(IRowValues.Bytes), null, place, stored),
            var whole when whole == typeof(int) || whole == typeof(long) =>
                Expression.Call(to, nameof(IRowValues.Whole), null, place, Expression.Convert(stored, typeof(long))),
            var truth when truth == typeof(bool) => Expression.Call(
                to, nameof(IRowValues.Whole), null, place, Expression.Condition(stored, Expression.Constant(1L), Expression.Constant(0L))),
            _ => Expression.Call(to, nameof(IRowValues.Any), null, place, Expression.Convert(stored, typeof(object))),
        };
    }
}
