using CareOps.Core.Bookings;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Inventory;
using CareOps.Web.Components.Settings;

using Microsoft.AspNetCore.Components;

using NodaTime;

namespace CareOps.Web.Components.Inventory;

/// <summary>One item: how much there is, why it runs out, what uses it, and every movement that made its quantity.</summary>
public sealed partial class ItemDetailPage
{
    private const int OnePage = 50;

    private readonly FormState _state = new();

    private ItemPage? _page;
    private IReadOnlyList<MovementRow> _movements = [];
    private MovementKind? _moving;
    private bool _hasMore;
    private bool _isMissing;

    [Parameter]
    public Guid ItemId { get; set; }

    [Inject]
    private StockQueries Stock { get; set; } = null!;

    [Inject]
    private ArchiveItemHandler ArchiveItem { get; set; } = null!;

    [Inject]
    private OrderItemHandler OrderItem { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private static string OutlookOf(ItemPage page) => page.Forecast switch
    {
        { RunsOutAt: not null } => "if nothing comes",
        _ when !page.Item.IsCounted => "known once it is counted",
        { Booked: > 0 } => "lasts for all booked",
        _ => "nothing booked",
    };

    private static string? ClassOf(StockMovement movement) => movement.Change switch
    {
        < 0 => "is-less",
        > 0 => "is-more",
        _ => null,
    };

    private bool IsShort(ForecastRow row) => _page!.Item.IsCounted && row.Step.Left < 0;

    private string LeftBy(ForecastRow row) => (_page!.Item.IsCounted, row.Step.Left) switch
    {
        (false, _) => $"takes {Amounts.Say(row.Step.Takes)}",
        (_, < 0) => $"{Amounts.Say(-row.Step.Left)} missing",
        _ => $"{Amounts.Say(row.Step.Left)} left",
    };

    private bool CanChange => Member.Caller.May(Right.ManageInventory);

    protected override bool Concerns(LiveSubject subject) =>
        subject.Id == ItemId || subject.Kind is nameof(PurchaseOrder) or nameof(Booking) or nameof(Supplier);

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        var page = await Stock.ItemAsync(Member.Caller, ItemId, cancellationToken);
        var most = page?.Item.Id == _page?.Item.Id ? Math.Max(OnePage, _movements.Count) : OnePage;
        var movements = await Stock.MovementsAsync(Member.Caller, ItemId, null, most + 1, cancellationToken);
        (_page, _isMissing) = (page, page is null);
        (_movements, _hasMore) = ([.. movements.Take(most)], movements.Count > most);
    }

    private LocalDate DateOf(Instant moment) => moment.InZone(Member.Workspace.Zone).Date;

    private void Move(MovementKind first) => _moving = first;

    private void Leave() => _moving = null;

    private async Task MovedAsync()
    {
        _moving = null;
        await TryLoadAsync();
    }

    private async Task ShowMoreAsync()
    {
        var more = await Stock.MovementsAsync(Member.Caller, ItemId, _movements[^1].Movement.Number, OnePage + 1, Closed);
        (_movements, _hasMore) = ([.. _movements, .. more.Take(OnePage)], more.Count > OnePage);
    }

    private async Task ArchiveAsync(bool isArchived)
    {
        await _state.SaveAsync(() => ArchiveItem.HandleAsync(Member.Caller, new ArchiveItem(ItemId, isArchived), CancellationToken.None));
        await TryLoadAsync();
    }

    private async Task OrderAsync()
    {
        Guid? order = null;
        await _state.SaveAsync(async () =>
        {
            var drafted = await OrderItem.HandleAsync(Member.Caller, new OrderItem(ItemId, Amounts.Units(_page!.Item.UsualOrder)), CancellationToken.None);
            order = drafted.Value?.Id;
            return drafted;
        });
        if (order is { } id)
        {
            Navigation.NavigateTo(Member.Url($"inventory/orders/{id}"));
        }
    }
}
