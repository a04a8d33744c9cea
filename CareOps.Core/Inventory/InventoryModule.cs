using CareOps.Core.Bookings;

using Microsoft.Extensions.DependencyInjection;

namespace CareOps.Core.Inventory;

public static class InventoryModule
{
    public static IServiceCollection AddInventory(this IServiceCollection services)
    {
        services.AddSingleton<ICompletionParticipant, StockOfCompletion>();
        services.AddSingleton<StockQueries>();
        services.AddSingleton<SupplyQueries>();
        services.AddSingleton<OrderQueries>();
        services.AddSingleton<StockFileQueries>();
        services.AddSingleton<CountQueries>();
        services.AddSingleton<CountItemHandler>();
        services.AddSingleton<ConfirmCountsHandler>();
        services.AddSingleton<SaveItemHandler>();
        services.AddSingleton<ArchiveItemHandler>();
        services.AddSingleton<MoveStockHandler>();
        services.AddSingleton<SaveSupplierHandler>();
        services.AddSingleton<SetUsageHandler>();
        services.AddSingleton<DraftOrdersHandler>();
        services.AddSingleton<OrderItemHandler>();
        services.AddSingleton<AddOrderLineHandler>();
        services.AddSingleton<ChangeOrderLineHandler>();
        services.AddSingleton<PriceOrderLineHandler>();
        services.AddSingleton<SendOrderHandler>();
        services.AddSingleton<MarkOrderedHandler>();
        services.AddSingleton<CancelOrderHandler>();
        services.AddSingleton<ReceiveOrderHandler>();
        services.AddSingleton<ImportItemsHandler>();
        services.AddSingleton<CorrectUsedHandler>();
        return services;
    }
}
