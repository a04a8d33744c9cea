using CareOps.Core.Foundation;
using CareOps.Core.Inventory;
using CareOps.Web.Components.Settings;

using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Onboarding;

/// <summary>What is on the shelf: counted once, here or later.</summary>
public sealed partial class StockStep
{
    // What fits the screen; the whole list is one press away.
    private const int MostShown = 8;

    private IReadOnlyList<ItemRow>? _rows;

    [Inject]
    private StockQueries Stock { get; set; } = null!;

    [Inject]
    private MoveStockHandler MoveStock { get; set; } = null!;

    [Inject]
    private SaveItemHandler SaveItem { get; set; } = null!;

    protected override async Task LoadAsync()
    {
        var items = await Stock.ListAsync(Member.Caller, new StockFilter(), null, MostShown, CancellationToken.None);
        var rows = new List<ItemRow>();
        foreach (var item in items.Select(static row => row.Item))
        {
            var page = await Stock.ItemAsync(Member.Caller, item.Id, CancellationToken.None);
            rows.Add(new ItemRow(item, string.Join(", ", page?.Usage.Where(static usage => usage.Quantity > 0).Select(static usage => usage.ServiceName) ?? [])));
        }

        _rows = rows;
    }

    private Task CountAsync(ItemRow row, ChangeEventArgs change) => SaveAsync(row, async () => await MoveStock.HandleAsync(
        Member.Caller,
        new MoveStock(row.Item.Id, Guid.CreateVersion7(), MovementKind.Counted, Typed.Amount(change.Value as string), "Opening stock"),
        CancellationToken.None) is { Succeeded: false, Error: { } error } ? error : null);

    private Task WarnAtAsync(ItemRow row, ChangeEventArgs change)
    {
        var item = row.Item;
        decimal? reorder = item.ReorderQuantity is { } quantity ? Amounts.Units(quantity) : null;
        decimal? cost = item.CostMinor is { } minor ? new Money(minor, Member.Workspace.Currency).Major : null;
        return SaveAsync(row, async () => await SaveItem.HandleAsync(
            Member.Caller,
            new SaveItem(
                item.Id,
                item.Name,
                item.Unit,
                item.Sku,
                item.Category,
                Typed.Amount(change.Value as string),
                reorder,
                cost,
                item.SupplierId),
            CancellationToken.None) is { Succeeded: false, Error: { } error } ? error : null);
    }

    private async Task SaveAsync(ItemRow row, Func<Task<Error?>> save)
    {
        row.Error = (await save())?.Message;
        if (row.Error is null)
        {
            await LoadAsync();
        }
    }

    private sealed class ItemRow(InventoryItem item, string usedBy)
    {
        public InventoryItem Item { get; } = item;

        public string UsedBy { get; } = usedBy;

        /// <summary>Empty until it was counted once.</summary>
        public string? There => Item.Movements == 0 ? null : Amounts.Plain(Item.Quantity);

        public string? Error { get; set; }
    }
}
