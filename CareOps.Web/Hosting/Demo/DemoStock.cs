using CareOps.Core.Inventory;

namespace CareOps.Web.Hosting.Demo;

/// <summary>What the demo's clinic keeps, uses up day by day and orders again.</summary>
internal sealed class DemoStock(IServiceProvider services, DemoClinic clinic)
{
    private const int DeliveryDay = 12;

    private readonly List<(Guid Id, decimal ADay)> _used = [];

    private Guid _oil;
    private int _day;

    public async Task FoundAsync()
    {
        var medical = await SupplierAsync("Nordic Medical Supply", "orders@nordic-medical.example");
        var linen = await SupplierAsync("Fjord Linen", "hello@fjord-linen.example");
        _oil = await AddAsync("Massage oil", "ml", "Care", "OIL-1000", 2400, 500, 2000, 0.45m, medical, aDay: 95);
        var tape = await AddAsync("Kinesiology tape", "rolls", "Care", "TAPE-5", 26, 8, 24, 89, medical, aDay: 0.75m);
        var towels = await AddAsync("Disposable towels", "pieces", "Linen", "TWL-100", 620, 120, 400, 1.9m, linen, aDay: 14);
        var paper = await AddAsync("Couch paper", "rolls", "Linen", "CP-50", 22, 6, 12, 74, linen, aDay: 0.5m);
        await AddAsync("Disinfectant", "ml", "Cleaning", "DIS-5L", 5000, 1000, 5000, 0.06m, medical, aDay: 90);
        await AddAsync("Resistance bands", "pieces", "Exercise", "RB-M", 14, 4, 10, 65, medical, aDay: 0.25m);
        await AddAsync("Cold packs", "pieces", "Care", "CPK", 9, 3, 6, 42, medical, aDay: 0.25m);
        foreach (var service in clinic.Services)
        {
            var isMassage = service.Name == "Sports massage";
            var atTheDesk = isMassage ? 3 : 1;
            await UseAsync(service.Id, towels, service.Name == "Video consultation" ? 0 : atTheDesk);
            await UseAsync(service.Id, _oil, isMassage ? 45 : 0);
            await UseAsync(service.Id, tape, service.Name == "Follow-up" ? 0.5m : 0);
            await UseAsync(service.Id, paper, service.Name == "First assessment" ? 0.25m : 0);
        }
    }

    /// <summary>What a day takes, and on one of them a delivery.</summary>
    public async Task LiveADayAsync()
    {
        _day++;
        foreach (var (id, aDay) in _used)
        {
            await MoveAsync(id, MovementKind.Used, aDay, null);
        }

        if (_day == DeliveryDay)
        {
            var order = DemoClinic.Must(await services.GetRequiredService<OrderItemHandler>().HandleAsync(
                clinic.Owner, new OrderItem(_oil, 2000), CancellationToken.None));
            DemoClinic.Must(await services.GetRequiredService<MarkOrderedHandler>().HandleAsync(
                clinic.Owner, new MarkOrdered(order.Id), CancellationToken.None));
            var page = await services.GetRequiredService<OrderQueries>().FindAsync(clinic.Owner, order.Id, CancellationToken.None);
            DemoClinic.Must(await services.GetRequiredService<ReceiveOrderHandler>().HandleAsync(
                clinic.Owner, new ReceiveOrder(page!.Lines[0].Line.Id, Guid.CreateVersion7(), 1500), CancellationToken.None));
            await MoveAsync(_oil, MovementKind.Wasted, 60, "A bottle broke");
        }
    }

    private async Task<Guid> SupplierAsync(string name, string email) => DemoClinic.Must(
        await services.GetRequiredService<SaveSupplierHandler>().HandleAsync(clinic.Owner, new SaveSupplier(null, name, email), CancellationToken.None)).Id;

    private async Task<Guid> AddAsync(
        string name, string unit, string category, string sku, decimal opening, decimal lowAt, decimal reorder, decimal cost, Guid supplier, decimal aDay)
    {
        var item = DemoClinic.Must(await services.GetRequiredService<SaveItemHandler>().HandleAsync(
            clinic.Owner,
            new SaveItem(null, name, unit, sku, category, lowAt, reorder, cost, supplier) { Opening = opening },
            CancellationToken.None));
        _used.Add((item.Id, aDay));
        return item.Id;
    }

    private async Task UseAsync(Guid service, Guid item, decimal quantity) => DemoClinic.Must(
        await services.GetRequiredService<SetUsageHandler>().HandleAsync(clinic.Owner, new SetUsage(service, item, quantity), CancellationToken.None));

    private async Task MoveAsync(Guid item, MovementKind kind, decimal quantity, string? reason) => DemoClinic.Must(
        await services.GetRequiredService<MoveStockHandler>().HandleAsync(
            clinic.Staff, new MoveStock(item, Guid.CreateVersion7(), kind, quantity, reason), CancellationToken.None));
}
