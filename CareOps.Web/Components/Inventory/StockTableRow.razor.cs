using CareOps.Core.Inventory;
using CareOps.Web.Components.Layout;

using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Inventory;

/// <summary>What is about to be changed by hand: an item, and what probably happened to it.</summary>
public sealed record StockMove(Guid ItemId, MovementKind First);

/// <summary>An item in the list, with the form for adding or taking some of it under it.</summary>
public sealed partial class StockTableRow
{
    [Parameter, EditorRequired]
    public StockRow Row { get; set; } = null!;

    [Parameter]
    public bool CanChange { get; set; }

    [Parameter]
    public StockMove? Moving { get; set; }

    [Parameter]
    public EventCallback<StockMove?> OnMove { get; set; }

    [Parameter]
    public EventCallback OnMoved { get; set; }

    [CascadingParameter]
    private MemberContext Member { get; set; } = null!;

    private string About => string.Join(" · ", new[] { Row.Item.Category, Row.Item.Sku }.OfType<string>());

    private bool IsOpen(MovementKind first) => Moving == new StockMove(Row.Item.Id, first);

    private Task AddAsync() => OnMove.InvokeAsync(new StockMove(Row.Item.Id, MovementKind.Received));

    private Task TakeAsync() => OnMove.InvokeAsync(new StockMove(Row.Item.Id, MovementKind.Used));

    private Task CountAsync() => OnMove.InvokeAsync(new StockMove(Row.Item.Id, MovementKind.Counted));

    private Task LeaveAsync() => OnMove.InvokeAsync(null);
}
