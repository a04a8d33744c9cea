using CareOps.Core.Bookings;
using CareOps.Core.Foundation;
using CareOps.Core.Inventory;
using CareOps.Tests.Support;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Tests.Inventory;

/// <summary>What tests do with the stock of a business.</summary>
internal static class StockRoom
{
    private static readonly CancellationToken None = CancellationToken.None;

    private static readonly string[] Told = ["stock.low", "stock.out", "stock.restocked"];

    /// <summary>A new item with some of it there. Quantities in units.</summary>
    public static async Task<InventoryItem> AddItemAsync(
        this TestBusiness business, string name = "Massage oil", string unit = "ml", decimal? opening = 100, decimal lowAt = 20, Guid? supplier = null) =>
        (await business.House.Get<SaveItemHandler>().HandleAsync(
            business.Owner,
            new SaveItem(null, name, unit, null, null, lowAt, null, null, supplier) { Opening = opening },
            None)).Required();

    public static async Task<Supplier> AddSupplierAsync(this TestBusiness business, string name = "Nordic Supplies", string? email = "orders@nordic.example.org") =>
        (await business.House.Get<SaveSupplierHandler>().HandleAsync(business.Owner, new SaveSupplier(null, name, email), None)).Required();

    public static Task<Result<StockMovement>> MoveAsync(
        this TestBusiness business, Guid item, MovementKind kind, decimal quantity, string? reason = "Because", string? overrideReason = null, Guid? key = null) =>
        business.House.Get<MoveStockHandler>().HandleAsync(
            business.Owner, new MoveStock(item, key ?? Guid.NewGuid(), kind, quantity, reason) { OverrideReason = overrideReason }, None);

    public static async Task UseAsync(this TestBusiness business, Guid item, decimal quantity) =>
        (await business.House.Get<SetUsageHandler>().HandleAsync(business.Owner, new SetUsage(business.Service.Id, item, quantity), None)).Required();

    public static Task<Result<Booking>> CompleteAsync(this TestBusiness business, Guid booking, IReadOnlyList<UsedUp>? used = null, string? overdraw = null) =>
        business.House.Get<CompleteBookingHandler>().HandleAsync(
            business.Owner, new CompleteBooking(booking) { Used = used, OverdrawReason = overdraw }, None);

    public static Task<Result<Booking>> ReopenAsync(this TestBusiness business, Guid booking) =>
        business.House.Get<ReopenBookingHandler>().HandleAsync(business.Owner, new ReopenBooking(booking), None);

    /// <summary>The item as it is now.</summary>
    public static Task<InventoryItem> ItemAsync(this TestBusiness business, Guid item) =>
        business.House.ReadAsync(business.Id, db => db.InventoryItems().SingleAsync(row => row.Id == item, None));

    /// <summary>How much there is, in units.</summary>
    public static async Task<decimal> QuantityAsync(this TestBusiness business, Guid item) =>
        Amounts.Units((await business.ItemAsync(item)).Quantity);

    public static Task<List<StockMovement>> LedgerAsync(this TestBusiness business, Guid item) => business.House.ReadAsync(
        business.Id, db => db.StockMovements().Where(row => row.ItemId == item).OrderBy(row => row.Number).ToListAsync(None));

    public static Task<List<StockAlert>> AlertsAsync(this TestBusiness business, Guid item) => business.House.ReadAsync(
        business.Id, db => db.StockAlerts().Where(row => row.ItemId == item).OrderBy(row => row.Id).ToListAsync(None));

    public static Task<List<string>> EventsAsync(this TestBusiness business) => business.House.ReadAsync(
        business.Id, db => db.OutboxEvents.Where(row => Told.Contains(row.Name)).OrderBy(row => row.Id).Select(row => row.Name).ToListAsync(None));
}
