using CareOps.Core.Contacts.Import;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Inventory;

/// <summary>
/// Takes in a file of items. An item is known by its number, else by its name; one that is known is changed, never added again, and its
/// quantity is counted to what the file says; of one without a quantity nothing is known until it is counted. So the same file again changes nothing more.
/// </summary>
/// <param name="Content">A file as <see cref="CsvFile"/> reads it.</param>
/// <param name="Columns">What each column is: <see cref="ItemColumn"/>.</param>
/// <param name="HasHeadings">The first line names the columns.</param>
[Requires(Right.ManageInventory)]
public sealed record ImportItems(ReadOnlyMemory<byte> Content, IReadOnlyList<string> Columns, bool HasHeadings)
{
    /// <summary>The lines that are taken in together.</summary>
    internal IReadOnlyList<CsvLine> Lines { get; init; } = [];
}

/// <summary>What became of a file's lines; those that were refused, each with its number and the reason.</summary>
public sealed record ImportedItems(int Created, int Changed, IReadOnlyList<PlannedItem> Refused);

public sealed class ImportItemsHandler(IWriteDoor door) : Handler<ImportItems, ImportedItems>(door)
{
    // Few enough that nobody who writes meanwhile waits noticeably.
    private const int LinesAtOnce = 50;

    protected override async Task<Result<ImportedItems>> RunAsync(Caller caller, ImportItems command, CancellationToken cancellationToken)
    {
        var read = ItemPlan.LinesOf(command.Content, command.Columns, command.HasHeadings);
        if (!read.Succeeded)
        {
            return read.Error;
        }

        var all = new ImportedItems(0, 0, []);
        foreach (var lines in read.Value.Chunk(LinesAtOnce))
        {
            var some = await base.RunAsync(caller, command with { Lines = lines }, cancellationToken);
            if (!some.Succeeded)
            {
                return some.Error;
            }

            all = new ImportedItems(all.Created + some.Value.Created, all.Changed + some.Value.Changed, [.. all.Refused, .. some.Value.Refused]);
        }

        return all;
    }

    protected override async Task<Result<ImportedItems>> ExecuteAsync(
        CareOpsDb db, Caller caller, ImportItems command, CancellationToken cancellationToken)
    {
        var currency = (await db.WorkspaceAsync(cancellationToken)).Currency;
        var (created, changed, refused) = (0, 0, new List<PlannedItem>());
        foreach (var line in command.Lines)
        {
            var read = ItemLine.Read(line.Cells, command.Columns);
            var known = read.Succeeded ? await FindAsync(db, read.Value, cancellationToken) : null;
            var done = read.Succeeded
                ? await TakeAsync(db, caller, read.Value, known, currency, cancellationToken)
                : read.Error;
            if (!done.Succeeded)
            {
                refused.Add(new PlannedItem(line.Number, ItemOutcome.Refused, string.Join(", ", line.Cells.Take(2)), done.Error.Message));
            }
            else if (known is null)
            {
                created++;
            }
            else
            {
                changed++;
            }
        }

        return new ImportedItems(created, changed, refused);
    }

    private static async Task<InventoryItem?> FindAsync(CareOpsDb db, ItemLine line, CancellationToken cancellationToken)
    {
        await db.SaveChangesAsync(cancellationToken);
        var key = InventoryItem.KeyOf(line.Name);
        return (line.Sku is { } sku ? await db.InventoryItems().SingleOrDefaultAsync(row => row.Sku == sku, cancellationToken) : null)
            ?? await db.InventoryItems().SingleOrDefaultAsync(row => row.NameKey == key, cancellationToken);
    }

    private static async Task<Result<Done>> TakeAsync(
        CareOpsDb db, Caller caller, ItemLine line, InventoryItem? known, string currency, CancellationToken cancellationToken)
    {
        if (known?.IsArchived == true)
        {
            return InventoryErrors.Archived;
        }

        var supplier = line.Supplier is { } name ? await SupplierOfAsync(db, name, cancellationToken) : (Guid?)null;
        var details = line.Over(known, supplier, currency);
        if (known is null)
        {
            var added = await SaveItemHandler.AddAsync(db, caller, details, line.Quantity, cancellationToken);
            return added.Succeeded ? Done.It : added.Error;
        }

        var changed = await SaveItemHandler.ChangeAsync(db, caller, known.Id, details, cancellationToken);
        if (!changed.Succeeded)
        {
            return changed.Error;
        }

        if (line.Quantity is { } counted && (counted != changed.Value.Quantity || !changed.Value.IsCounted))
        {
            var change = new StockChange(MovementKind.Counted, counted - changed.Value.Quantity) { Reason = "From a file" };
            (await StockDesk.MoveAsync(db, caller, changed.Value, change, cancellationToken)).Required();
        }

        return Done.It;
    }

    private static async Task<Guid> SupplierOfAsync(CareOpsDb db, string name, CancellationToken cancellationToken)
    {
        await db.LockAsync($"suppliers:{db.Workspace}", cancellationToken);
        var key = Supplier.KeyOf(name);
        if (await db.Suppliers().Where(row => row.NameKey == key).Select(static row => (Guid?)row.Id).SingleOrDefaultAsync(cancellationToken) is { } known)
        {
            return known;
        }

        var supplier = Supplier.Create(db, name, null);
        db.Add(supplier);
        await db.SaveChangesAsync(cancellationToken);
        return supplier.Id;
    }
}
