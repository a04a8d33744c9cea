using System.Globalization;

using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Inventory;
using CareOps.Web.Components.Settings;

using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Inventory;

/// <summary>An item is added, or what is said of one changed.</summary>
public sealed partial class ItemFormPage
{
    private readonly FormState _state = new();

    private InventoryItem? _saved;
    private IReadOnlyList<Choice> _suppliers = [];
    private bool _isLoaded;
    private string? _name;
    private string? _unit;
    private string? _sku;
    private string? _category;
    private string? _opening;
    private string? _lowAt;
    private string? _reorder;
    private string? _cost;
    private string? _supplier;

    [Parameter]
    public Guid? ItemId { get; set; }

    [Inject]
    private StockQueries Stock { get; set; } = null!;

    [Inject]
    private SaveItemHandler SaveItem { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private string BackUrl => Member.Url(_saved is null ? "inventory" : $"inventory/{_saved.Id}");

    private string UnitShown => Text.Line(_unit) ?? "pieces";

    protected override bool Concerns(LiveSubject subject) => subject.Kind is nameof(Supplier) || subject.Id == ItemId;

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        var suppliers = await Stock.SuppliersAsync(Member.Caller, cancellationToken);
        _suppliers = [new Choice(string.Empty, "None"), .. suppliers.Select(static supplier => new Choice(supplier.Id.ToString(), supplier.Name))];
        if (_isLoaded && _state.IsDirty)
        {
            return;
        }

        _saved = ItemId is { } id ? (await Stock.ItemAsync(Member.Caller, id, cancellationToken))?.Item : null;
        if (_saved is { } item)
        {
            (_name, _unit, _sku, _category) = (item.Name, item.Unit, item.Sku, item.Category);
            _lowAt = Amounts.Plain(item.LowAt);
            _reorder = item.ReorderQuantity is { } reorder ? Amounts.Plain(reorder) : null;
            _cost = item.CostMinor is { } cost
                ? new Money(cost, Member.Workspace.Currency).Major.ToString(CultureInfo.InvariantCulture)
                : null;
            _supplier = item.SupplierId?.ToString();
        }

        _isLoaded = true;
    }

    private async Task SaveAsync()
    {
        var command = new SaveItem(
            ItemId,
            _name,
            Text.Line(_unit) ?? (ItemId is null ? "pieces" : null),
            _sku,
            _category,
            Typed.Amount(_lowAt),
            Typed.Amount(_reorder),
            Typed.Amount(_cost),
            Guid.TryParse(_supplier, out var supplier) ? supplier : null)
        {
            Opening = Typed.Amount(_opening),
        };
        Guid? saved = null;
        await _state.SaveAsync(async () =>
        {
            var result = await SaveItem.HandleAsync(Member.Caller, command, CancellationToken.None);
            saved = result.Value?.Id;
            return result;
        });
        if (saved is { } id)
        {
            Navigation.NavigateTo(Member.Url($"inventory/{id}"));
        }
    }
}
