using CareOps.Core.Audit;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Inventory;

/// <summary>Adds an item (<paramref name="Id"/> null) or changes what is said of one. Quantities in units, cost in the workspace's currency.</summary>
[Requires(Right.ManageInventory)]
public sealed record SaveItem(
    Guid? Id, string? Name, string? Unit, string? Sku, string? Category, decimal? LowAt, decimal? ReorderQuantity, decimal? Cost, Guid? SupplierId)
{
    /// <summary>How much of a new item there is.</summary>
    public decimal? Opening { get; init; }
}

/// <summary>Takes an item off the list and out of every service, or brings it back. Its ledger stays.</summary>
[Requires(Right.ManageInventory)]
public sealed record ArchiveItem(Guid ItemId, bool IsArchived = true);

public sealed class SaveItemHandler(IWriteDoor door) : Handler<SaveItem, InventoryItem>(door)
{
    protected override IEnumerable<Error> Check(SaveItem command)
    {
        var errors = new FieldChecks();
        errors.Required(command.Name, nameof(command.Name), "a name for the item", InventoryItem.MaxNameLength);
        errors.Required(command.Unit, nameof(command.Unit), "what you count: pieces, ml, rolls", InventoryItem.MaxUnitLength);
        errors.Optional(command.Sku, nameof(command.Sku), InventoryItem.MaxSkuLength);
        errors.Optional(command.Category, nameof(command.Category), InventoryItem.MaxCategoryLength);
        errors.CheckAmount(command.LowAt, nameof(command.LowAt));
        errors.CheckAmount(command.ReorderQuantity, nameof(command.ReorderQuantity), mayBeZero: false);
        errors.CheckAmount(command.Opening, nameof(command.Opening));
        errors.CheckCost(command.Cost, nameof(command.Cost));
        return errors.All;
    }

    protected override async Task<Result<InventoryItem>> ExecuteAsync(
        CareOpsDb db, Caller caller, SaveItem command, CancellationToken cancellationToken)
    {
        var currency = (await db.WorkspaceAsync(cancellationToken)).Currency;
        var details = new ItemDetails(Text.Line(command.Name)!, Text.Line(command.Unit)!)
        {
            Sku = Text.Line(command.Sku),
            Category = Text.Line(command.Category),
            LowAt = Amounts.Of(command.LowAt) ?? 0,
            ReorderQuantity = Amounts.Of(command.ReorderQuantity),
            CostMinor = command.Cost is { } cost ? Money.ToMinor(cost, currency) : null,
            SupplierId = command.SupplierId,
        };
        if (command.SupplierId is { } supplier && !await db.Suppliers().AnyAsync(row => row.Id == supplier, cancellationToken))
        {
            return InventoryErrors.SupplierNotFound;
        }

        return command.Id is { } id
            ? await ChangeAsync(db, caller, id, details, cancellationToken)
            : await AddAsync(db, caller, details, Amounts.Of(command.Opening), cancellationToken);
    }

    /// <summary>Writes a new item with what there is of it.</summary>
    internal static async Task<Result<InventoryItem>> AddAsync(
        CareOpsDb db, Caller caller, ItemDetails details, long? opening, CancellationToken cancellationToken)
    {
        if (await TakenAsync(db, details, null, cancellationToken) is { } taken)
        {
            return taken;
        }

        var item = InventoryItem.Create(db, details);
        db.Add(item);
        db.Audit(caller, "item.added", item.Id, null, Audited(item));
        if (opening is { } quantity)
        {
            var counted = new StockChange(MovementKind.Counted, quantity) { Reason = "Opening stock" };
            (await StockDesk.MoveAsync(db, caller, item, counted, cancellationToken)).Required();
        }

        return item;
    }

    /// <summary>Changes what is said of an item.</summary>
    internal static async Task<Result<InventoryItem>> ChangeAsync(
        CareOpsDb db, Caller caller, Guid id, ItemDetails details, CancellationToken cancellationToken)
    {
        if (await TakenAsync(db, details, id, cancellationToken) is { } taken)
        {
            return taken;
        }

        if (await StockDesk.LockAsync(db, id, cancellationToken) is not { } item)
        {
            return InventoryErrors.ItemNotFound;
        }

        var before = Audited(item);
        item.Describe(details);
        await StockDesk.WatchAsync(db, item, cancellationToken);
        db.Audit(caller, "item.changed", item.Id, before, Audited(item));
        return item;
    }

    // Whoever names items waits for the others who do.
    private static async Task<Error?> TakenAsync(CareOpsDb db, ItemDetails details, Guid? own, CancellationToken cancellationToken)
    {
        await db.LockAsync($"items:{db.Workspace}", cancellationToken);
        var key = InventoryItem.KeyOf(details.Name);
        if (await db.InventoryItems().AnyAsync(row => row.NameKey == key && row.Id != own, cancellationToken))
        {
            return InventoryErrors.NameTaken;
        }

        return details.Sku is { } sku && await db.InventoryItems().AnyAsync(row => row.Sku == sku && row.Id != own, cancellationToken)
            ? InventoryErrors.SkuTaken
            : null;
    }

    private static object Audited(InventoryItem item) => new
    {
        item.Name,
        item.Sku,
        item.Category,
        item.Unit,
        item.LowAt,
        item.ReorderQuantity,
        item.CostMinor,
        item.SupplierId,
    };
}

public sealed class ArchiveItemHandler(IWriteDoor door) : Handler<ArchiveItem, InventoryItem>(door)
{
    protected override async Task<Result<InventoryItem>> ExecuteAsync(
        CareOpsDb db, Caller caller, ArchiveItem command, CancellationToken cancellationToken)
    {
        if (await StockDesk.LockAsync(db, command.ItemId, cancellationToken) is not { } item)
        {
            return InventoryErrors.ItemNotFound;
        }

        var before = new { item.IsArchived };
        item.Archive(command.IsArchived);
        await StockDesk.WatchAsync(db, item, cancellationToken);
        db.Audit(caller, "item.archived", item.Id, before, new { item.IsArchived });
        return item;
    }
}
