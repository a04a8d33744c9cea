using System.Linq.Expressions;
using System.Runtime.CompilerServices;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CareOps.Core.Data;

/// <summary>
/// A question that is asked with every booking, translated to SQL once for each model. Asked as plain LINQ, EF walks and compares
/// the whole expression each time, which costs more than the answer. The question itself says whether its rows are tracked
/// (AsTracking, AsNoTracking): what the context prefers is not asked again. It names tables by <c>db.Set&lt;T&gt;()</c>.
/// </summary>
public sealed class HotQuery<TResult>(Expression<Func<CareOpsDb, CancellationToken, TResult>> question)
{
    private readonly ConditionalWeakTable<IModel, Func<CareOpsDb, CancellationToken, Task<TResult>>> _translated = [];

    public Task<TResult> AskAsync(CareOpsDb db, CancellationToken cancellationToken) =>
        _translated.GetValue(db.Model, _ => EF.CompileAsyncQuery(question))(db, cancellationToken);
}

/// <inheritdoc cref="HotQuery{TResult}"/>
public sealed class HotQuery<TAbout, TResult>(Expression<Func<CareOpsDb, TAbout, CancellationToken, TResult>> question)
{
    private readonly ConditionalWeakTable<IModel, Func<CareOpsDb, TAbout, CancellationToken, Task<TResult>>> _translated = [];

    public Task<TResult> AskAsync(CareOpsDb db, TAbout about, CancellationToken cancellationToken) =>
        _translated.GetValue(db.Model, _ => EF.CompileAsyncQuery(question))(db, about, cancellationToken);
}

/// <inheritdoc cref="HotQuery{TResult}"/>
public sealed class HotQuery<T1, T2, T3, TResult>(Expression<Func<CareOpsDb, T1, T2, T3, CancellationToken, TResult>> question)
{
    private readonly ConditionalWeakTable<IModel, Func<CareOpsDb, T1, T2, T3, CancellationToken, Task<TResult>>> _translated = [];

    public Task<TResult> AskAsync(CareOpsDb db, T1 first, T2 second, T3 third, CancellationToken cancellationToken) =>
        _translated.GetValue(db.Model, _ => EF.CompileAsyncQuery(question))(db, first, second, third, cancellationToken);
}

/// <summary>The same for a question with any number of answers.</summary>
public sealed class HotList<TAbout, TRow>(Expression<Func<CareOpsDb, TAbout, IQueryable<TRow>>> question)
{
    private readonly ConditionalWeakTable<IModel, Func<CareOpsDb, TAbout, IAsyncEnumerable<TRow>>> _translated = [];

    public Task<IReadOnlyList<TRow>> AskAsync(CareOpsDb db, TAbout about, CancellationToken cancellationToken) =>
        _translated.GetValue(db.Model, _ => EF.CompileAsyncQuery(question))(db, about).ReadAllAsync(cancellationToken);
}

/// <inheritdoc cref="HotList{TAbout, TRow}"/>
public sealed class HotList<T1, T2, TRow>(Expression<Func<CareOpsDb, T1, T2, IQueryable<TRow>>> question)
{
    private readonly ConditionalWeakTable<IModel, Func<CareOpsDb, T1, T2, IAsyncEnumerable<TRow>>> _translated = [];

    public Task<IReadOnlyList<TRow>> AskAsync(CareOpsDb db, T1 first, T2 second, CancellationToken cancellationToken) =>
        _translated.GetValue(db.Model, _ => EF.CompileAsyncQuery(question))(db, first, second).ReadAllAsync(cancellationToken);
}

internal static class HotRows
{
    public static async Task<IReadOnlyList<TRow>> ReadAllAsync<TRow>(this IAsyncEnumerable<TRow> found, CancellationToken cancellationToken)
    {
        var rows = new List<TRow>();
        await foreach (var row in found.WithCancellation(cancellationToken))
        {
            rows.Add(row);
        }

        return rows;
    }
}
