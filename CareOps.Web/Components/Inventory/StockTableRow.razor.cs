using CareOps.Core.Inventory;
using CareOps.Web.Components.Layout;

using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Inventory;

/// <summary>What is about to be changed by hand: an item, and whether some of it came or went.</summary>
public sealed record StockMove(Guid ItemId, bool IsIncoming);

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

    private bool IsOpen(bool isIncoming) => Moving == new StockMove(Row.Item.Id, isIncoming);

    private Task AddAsync() => OnMove.InvokeAsync(new StockMove(Row.Item.Id, true));

    private Task TakeAsync() => OnMove.InvokeAsync(new StockMove(Row.Item.Id, false));

    private Task LeaveAsync() => OnMove.InvokeAsync(null);
}
