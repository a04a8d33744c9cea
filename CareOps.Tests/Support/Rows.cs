using CareOps.Core.Data;
using CareOps.Core.Data.Outbox;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;

namespace CareOps.Tests.Support;

/// <summary>Rows as text, to tell whether anything was written at all.</summary>
internal static class Rows
{
    /// <summary>Every row of every table.</summary>
    public static Task<IReadOnlyList<string>> AllAsync(IServiceProvider services) => ReadAsync(services, static _ => true);

    /// <summary>Every row that belongs to a workspace, the accounts of its members included.</summary>
    public static async Task<IReadOnlyList<string>> OfAsync(IServiceProvider services, WorkspaceId workspace)
    {
        await using var db = await services.GetRequiredService<ReadDoor>().OpenUnfilteredAsync(CancellationToken.None);
        var accounts = await db.AllWorkspaces<Member>()
            .Where(member => member.WorkspaceId == workspace).Select(member => member.AccountId).ToListAsync();
        return await ReadAsync(services, row => row switch
        {
            IWorkspaceOwned owned => owned.WorkspaceId == workspace,
            OutboxEvent stored => stored.Workspace == workspace.Value,
            Account account => accounts.Contains(account.Id),
            _ => false,
        });
    }

    /// <summary>All rows of one entity type that a context shows.</summary>
    public static IQueryable<object> Of(CareOpsDb db, Type entity) =>
        (IQueryable<object>)typeof(DbContext).GetMethod(nameof(DbContext.Set), Type.EmptyTypes)!
            .MakeGenericMethod(entity).Invoke(db, null)!;

    private static async Task<IReadOnlyList<string>> ReadAsync(IServiceProvider services, Func<object, bool> which)
    {
        await using var db = await services.GetRequiredService<ReadDoor>().OpenUnfilteredAsync(CancellationToken.None);
        var rows = new List<string>();
        foreach (var type in db.Model.GetEntityTypes().OrderBy(static type => type.Name, StringComparer.Ordinal))
        {
            var all = await Of(db, type.ClrType).IgnoreQueryFilters().ToListAsync();
            rows.AddRange(all.Where(which).Select(row => TextOf(type, row)).Order(StringComparer.Ordinal));
        }

        return rows;
    }

    private static string TextOf(IEntityType type, object row) =>
        $"{type.ShortName()}: {string.Join(", ", type.GetProperties().Select(property => $"{property.Name}={TextOf(property, row)}"))}";

    private static string TextOf(IProperty property, object row) => property.PropertyInfo!.GetValue(row) switch
    {
        byte[] bytes => Convert.ToHexString(bytes),
        var value => $"{value}",
    };
}
