using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Inventory;
using CareOps.Web.Components.Settings;

using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Inventory;

/// <summary>What was ordered of suppliers and what is to be.</summary>
public sealed partial class OrdersPage
{
    private const int OnePage = 50;

    private readonly FormState _state = new();

    private IReadOnlyList<OrderRow>? _orders;
    private string? _said;
    private bool _hasMore;

    [Inject]
    private OrderQueries Orders { get; set; } = null!;

    [Inject]
    private DraftOrdersHandler DraftOrders { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private bool CanChange => Member.Caller.May(Right.ManageInventory);

    protected override bool Concerns(LiveSubject subject) => subject.Kind is nameof(PurchaseOrder) or nameof(Supplier);

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        var most = Math.Max(OnePage, _orders?.Count ?? 0);
        var orders = await Orders.ListAsync(Member.Caller, null, most + 1, cancellationToken);
        (_orders, _hasMore) = ([.. orders.Take(most)], orders.Count > most);
    }

    private async Task ShowMoreAsync()
    {
        var more = await Orders.ListAsync(Member.Caller, _orders![^1].Order.Number, OnePage + 1, Closed);
        (_orders, _hasMore) = ([.. _orders, .. more.Take(OnePage)], more.Count > OnePage);
    }

    private static string Said(DraftedOrders drafted) => drafted switch
    {
        { OrderIds: [], WithoutSupplier: [] } => "Nothing is low that is not on order already.",
        { OrderIds: var orders, WithoutSupplier: [] } => $"{Say.Count(orders.Count, "order is", "orders are")} drafted.",
        { OrderIds: var orders, WithoutSupplier: var names } =>
            $"{Say.Count(orders.Count, "order is", "orders are")} drafted. Nobody is named to buy these from: {string.Join(", ", names)}.",
    };

    private async Task DraftAsync()
    {
        _said = null;
        DraftedOrders? drafted = null;
        await _state.SaveAsync(async () =>
        {
            var result = await DraftOrders.HandleAsync(Member.Caller, new DraftOrders(), CancellationToken.None);
            drafted = result.Value;
            return result;
        });
        if (drafted is { OrderIds: [var only], WithoutSupplier: [] })
        {
            Navigation.NavigateTo(Member.Url($"inventory/orders/{only}"));
            return;
        }

        _said = drafted is null ? null : Said(drafted);
        await TryLoadAsync();
    }
}
