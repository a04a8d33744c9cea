using System.Diagnostics.CodeAnalysis;

using CareOps.Core.Data;
using CareOps.Core.Files;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.Logging;

namespace CareOps.Core.Workspaces;

/// <summary>
/// Erases workspaces whose time is over: every row of every table that names them, their files, and the accounts that belong to no other
/// workspace. Some rows at a time, so that nobody else waits; what a stop leaves undone, the next run goes on with.
/// </summary>
public sealed partial class WorkspaceErasure(IWriteDoor door, ReadDoor reader, FileStore files, ILogger<WorkspaceErasure> logger)
{
    private const int AtOnce = 500;

    /// <returns>How many workspaces are gone.</returns>
    public async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        var due = await DueAsync(cancellationToken);
        foreach (var workspace in due)
        {
            await EraseAsync(new Caller.SystemWork(workspace, "erasure"), cancellationToken);
            LogErased(workspace.Value);
        }

        return due.Count;
    }

    private async Task<List<WorkspaceId>> DueAsync(CancellationToken cancellationToken)
    {
        await using var db = await reader.OpenUnfilteredAsync(cancellationToken);
        var now = db.Now;
        return await db.AllWorkspaces<Workspace>()
            .Where(row => row.ErasureAt != null && row.ErasureAt <= now).Select(static row => row.Id).ToListAsync(cancellationToken);
    }

    private async Task EraseAsync(Caller caller, CancellationToken cancellationToken)
    {
        var hasBegun = await door.RunAsync(caller, BeginAsync, cancellationToken);
        if (!hasBegun)
        {
            // Taken back a moment ago.
            return;
        }

        var accounts = await AccountsAsync(caller, cancellationToken);
        foreach (var table in await TablesAsync(caller, cancellationToken))
        {
            // By now nothing refers to a file any more.
            while (table.HoldsFiles && await door.RunAsync(caller, TakeFilesAsync, cancellationToken) is { Count: > 0 } places)
            {
                places.ForEach(files.Delete);
            }

            while (await door.RunAsync(caller, (db, token) => EraseSomeAsync(db, table, token), cancellationToken) == AtOnce)
            {
                // The next ones.
            }
        }

        await door.RunAsync(caller, (db, token) => EndAsync(db, accounts, token), cancellationToken);
    }

    private static async Task<bool> BeginAsync(CareOpsDb db, CancellationToken cancellationToken)
    {
        await db.LockAsync($"workspace-end:{db.Workspace}", cancellationToken);
        if (await db.Workspaces().SingleOrDefaultAsync(cancellationToken) is not { } workspace || !(workspace.ErasureAt <= db.Now))
        {
            return false;
        }

        workspace.BeginErasing();
        return true;
    }

    private async Task<List<Guid>> AccountsAsync(Caller caller, CancellationToken cancellationToken)
    {
        await using var db = await reader.OpenAsync(caller, Right.System, cancellationToken);
        return await db.Members().Select(static member => member.AccountId).ToListAsync(cancellationToken);
    }

    // They leave the disk after the commit: what a stop leaves there, the daily sweep clears away.
    private static async Task<List<string>> TakeFilesAsync(CareOpsDb db, CancellationToken cancellationToken)
    {
        var some = await db.StoredFiles().OrderBy(static file => file.Id).Take(AtOnce).Select(static file => new { file.Id, file.Place }).ToListAsync(cancellationToken);
        var ids = some.ConvertAll(static file => file.Id);
        await db.StoredFiles().Where(file => ids.Contains(file.Id)).ExecuteDeleteAsync(cancellationToken);
        return some.ConvertAll(static file => file.Place);
    }

    private async Task<IReadOnlyList<Erased>> TablesAsync(Caller caller, CancellationToken cancellationToken)
    {
        await using var db = await reader.OpenAsync(caller, Right.System, cancellationToken);
        return TablesOf(db);
    }

    /// <summary>The tables of a workspace, those that refer to others first. Of two that refer to each other the order is found by what may be empty.</summary>
    internal static IReadOnlyList<Erased> TablesOf(CareOpsDb db)
    {
        var left = db.Model.GetEntityTypes()
            .Where(static type => type.ClrType != typeof(Workspace) && WorkspaceColumn(type) is not null && type.GetTableName() is not null).ToList();
        var ordered = new List<Erased>();
        while (left.Count > 0)
        {
            var next = left.Find(type => !IsNeeded(type, left, static _ => true)) ?? left.Find(type => !IsNeeded(type, left, static key => key.IsRequired))
                ?? throw new InvalidOperationException($"{left[0].Name} and others need each other.");
            left.Remove(next);
            ordered.Add(new Erased(
                Quoted(next),
                $"\"{WorkspaceColumn(next)}\"",
                [.. next.GetReferencingForeignKeys()
                    .Where(key => left.Contains(key.DeclaringEntityType) || key.DeclaringEntityType == next)
                    .Where(static key => !key.IsRequired && key.Properties.Count == 1)
                    .Select(static key => (Quoted(key.DeclaringEntityType), $"\"{key.Properties[0].GetColumnName()}\"", $"\"{WorkspaceColumn(key.DeclaringEntityType)}\""))],
                next.ClrType == typeof(StoredFile)));
        }

        return ordered;
    }

    private static bool IsNeeded(IEntityType type, List<IEntityType> left, Func<IForeignKey, bool> counts) =>
        type.GetReferencingForeignKeys().Any(key => key.DeclaringEntityType != type && left.Contains(key.DeclaringEntityType) && counts(key));

    // The events of the outbox name their workspace by another word.
    private static string? WorkspaceColumn(IEntityType type) =>
        (type.FindProperty("WorkspaceId") ?? (type.ClrType == typeof(Data.Outbox.OutboxEvent) ? type.FindProperty("Workspace") : null))?.GetColumnName();

    private static string Quoted(IEntityType type) => $"\"{type.GetTableName()}\"";

    [SuppressMessage("Security", "S2077", Justification = "Tables and columns are named by the model; the workspace is a parameter.")]
    [SuppressMessage("Security", "EF1002", Justification = "Tables and columns are named by the model; the workspace is a parameter.")]
    private static async Task<int> EraseSomeAsync(CareOpsDb db, Erased table, CancellationToken cancellationToken)
    {
        object[] workspace = [db.Sql(db.Workspace.Value)];
        foreach (var (holder, column, owner) in table.Holders)
        {
            await db.Database.ExecuteSqlRawAsync($"UPDATE {holder} SET {column} = NULL WHERE {owner} = {{0}} AND {column} IS NOT NULL", workspace, cancellationToken);
        }

        var row = db.Engine == Engine.Sqlite ? "rowid" : "ctid";
        return await db.Database.ExecuteSqlRawAsync(
            $"DELETE FROM {table.Table} WHERE {row} IN (SELECT {row} FROM {table.Table} WHERE {table.Column} = {{0}} LIMIT {AtOnce})", workspace, cancellationToken);
    }

    private static async Task<Done> EndAsync(CareOpsDb db, List<Guid> accounts, CancellationToken cancellationToken)
    {
        await db.Workspaces().ExecuteDeleteAsync(cancellationToken);
        var elsewhere = await db.AllWorkspaces<Member>()
            .Where(member => accounts.Contains(member.AccountId)).Select(static member => member.AccountId).ToListAsync(cancellationToken);
        var nowhere = accounts.Except(elsewhere).ToList();
        await db.Accounts().Where(account => nowhere.Contains(account.Id)).ExecuteDeleteAsync(cancellationToken);
        return Done.It;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Erased workspace {Id}")]
    private partial void LogErased(Guid id);

    /// <param name="Table">Quoted.</param>
    /// <param name="Column">Which names the workspace.</param>
    /// <param name="Holders">What refers to its rows and can do without: table, column, and the column that names its workspace.</param>
    /// <param name="HoldsFiles">Its rows name files on the disk.</param>
    internal sealed record Erased(
        string Table, string Column, IReadOnlyList<(string Table, string Column, string Owner)> Holders, bool HoldsFiles);
}
