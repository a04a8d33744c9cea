using CareOps.Core.Inventory;

namespace CareOps.Web.Components.Inventory;

/// <summary>Stock in words.</summary>
internal static class StockWords
{
    /// <summary>"30 ml in stock".</summary>
    public static string InStock(InventoryItem item) => item.IsCounted ? $"{Amounts.Say(item.Quantity, item.Unit)} in stock" : "Not counted yet";

    public static string Of(MovementKind kind) => kind switch
    {
        MovementKind.Received => "Received",
        MovementKind.Used => "Used",
        MovementKind.Adjusted => "Adjusted",
        MovementKind.Counted => "Counted",
        MovementKind.Wasted => "Wasted",
        _ => "Returned",
    };

    public static string Of(OrderStatus status) => status switch
    {
        OrderStatus.Draft => "Draft",
        OrderStatus.Ordered => "Ordered",
        OrderStatus.Received => "Received",
        _ => "Cancelled",
    };

    public static string ClassOf(OrderStatus status) => status switch
    {
        OrderStatus.Ordered => "accent",
        OrderStatus.Received => "ok",
        _ => string.Empty,
    };
}
