using CareOps.Core.Data;
using CareOps.Core.Inventory;
using CareOps.Core.Messaging;
using CareOps.Tests.Messaging;
using CareOps.Tests.Support;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Tests.Inventory;

public sealed class OrderTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [EachEngine]
    public async Task What_is_low_is_drafted_for_its_supplier_once_and_comes_in_parts(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var supplier = await business.AddSupplierAsync();
        var oil = await business.AddItemAsync(opening: 15, lowAt: 20, supplier: supplier.Id);
        await business.AddItemAsync("Candles", "pieces", 0, 5);
        await business.AddItemAsync("Towels", "pieces", 10, 5, supplier.Id);

        var drafted = (await house.Get<DraftOrdersHandler>().HandleAsync(business.Owner, new DraftOrders(), None)).Required();
        (await house.Get<DraftOrdersHandler>().HandleAsync(business.Owner, new DraftOrders(), None)).Required();

        Assert.Equal(["Candles"], drafted.WithoutSupplier);
        var order = Assert.Single(drafted.OrderIds);
        var line = Assert.Single((await PageAsync(business, order)).Lines);
        Assert.Equal((oil.Id, 25_000, 0L), (line.Item.Id, line.Line.Quantity, await OnOrderAsync(business, oil.Id)));

        (await house.Get<MarkOrderedHandler>().HandleAsync(business.Owner, new MarkOrdered(order), None)).Required();
        Assert.Equal(25_000, await OnOrderAsync(business, oil.Id));
        Assert.Empty((await house.Get<DraftOrdersHandler>().HandleAsync(business.Owner, new DraftOrders(), None)).Required().OrderIds);

        var key = Guid.NewGuid();
        await ReceiveAsync(business, line.Line.Id, key, 10);
        await ReceiveAsync(business, line.Line.Id, key, 10);
        Assert.Equal((25m, 15_000L), (await business.QuantityAsync(oil.Id), await OnOrderAsync(business, oil.Id)));
        Assert.Equal(OrderStatus.Ordered, (await PageAsync(business, order)).Order.Status);

        var more = new ReceiveOrder(line.Line.Id, Guid.NewGuid(), 16);
        Assert.Equal(ReceiveOrderHandler.MoreThanOrdered, (await house.Get<ReceiveOrderHandler>().HandleAsync(business.Owner, more, None)).Error?.Code);
        Assert.Equal(25m, await business.QuantityAsync(oil.Id));
        (await house.Get<ReceiveOrderHandler>().HandleAsync(business.Owner, more with { EvenIfMore = true }, None)).Required();
        Assert.Equal((41m, 0L), (await business.QuantityAsync(oil.Id), await OnOrderAsync(business, oil.Id)));
        Assert.Equal(OrderStatus.Received, (await PageAsync(business, order)).Order.Status);
        Assert.Equal(order, (await business.LedgerAsync(oil.Id))[^1].OrderId);
    }

    [EachEngine]
    public async Task What_will_not_come_any_more_is_no_longer_on_order(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var oil = await business.AddItemAsync(supplier: (await business.AddSupplierAsync()).Id);
        var order = (await house.Get<OrderItemHandler>().HandleAsync(business.Owner, new OrderItem(oil.Id, 10), None)).Required();
        (await house.Get<MarkOrderedHandler>().HandleAsync(business.Owner, new MarkOrdered(order.Id), None)).Required();

        (await house.Get<CancelOrderHandler>().HandleAsync(business.Owner, new CancelOrder(order.Id), None)).Required();

        Assert.Equal(0, await OnOrderAsync(business, oil.Id));
        var line = (await PageAsync(business, order.Id)).Lines.Single().Line.Id;
        Assert.Equal("order.step", (await house.Get<ReceiveOrderHandler>().HandleAsync(business.Owner, new ReceiveOrder(line, Guid.NewGuid(), 1), None)).Error?.Code);
    }

    [SmtpFact]
    public async Task A_draft_is_mailed_to_its_supplier_and_is_ordered_only_when_it_was_accepted()
    {
        await using var smtp = await SmtpServer.StartAsync();
        await using var house = await TestHouse.StartAsync();
        var business = await house.OpenBusinessAsync();
        var oil = await business.AddItemAsync(supplier: (await business.AddSupplierAsync()).Id);
        var order = (await house.Get<OrderItemHandler>().HandleAsync(business.Owner, new OrderItem(oil.Id, 12.5m), None)).Required();
        var send = house.Get<SendOrderHandler>();

        await business.ConnectSmtpAsync(smtp.Port);
        var outcome = (await send.HandleAsync(business.Owner, new SendOrder(order.Id), None)).Required();

        Assert.Equal(SendOutcomeKind.Accepted, outcome.Kind);
        var mail = Assert.Single(await smtp.ReceivedAsync());
        Assert.Equal(["orders@nordic.example.org"], mail.To);
        Assert.Equal("Order PO-1 from Riverside Physio", mail.Subject);
        Assert.Contains("- 12.5 ml  Massage oil", mail.Text!, StringComparison.Ordinal);
        Assert.Equal(12_500, await OnOrderAsync(business, oil.Id));
        Assert.Equal("order.step", (await send.HandleAsync(business.Owner, new SendOrder(order.Id), None)).Error?.Code);
        Assert.Single(await smtp.ReceivedAsync());
    }

    [EachEngine]
    public async Task Without_a_provider_an_order_is_kept_in_the_local_outbox_once(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var oil = await business.AddItemAsync(supplier: (await business.AddSupplierAsync()).Id);
        var order = (await house.Get<OrderItemHandler>().HandleAsync(business.Owner, new OrderItem(oil.Id, 12.5m), None)).Required();
        var send = house.Get<SendOrderHandler>();

        var outcome = (await send.HandleAsync(business.Owner, new SendOrder(order.Id), None)).Required();
        var again = await send.HandleAsync(business.Owner, new SendOrder(order.Id), None);
        await house.DrainAsync();

        Assert.Equal(SendOutcomeKind.Accepted, outcome.Kind);
        Assert.Equal("order.step", again.Error?.Code);
        Assert.Null((await PageAsync(business, order.Id)).Order.SentTo);
        Assert.Equal(12_500, await OnOrderAsync(business, oil.Id));
        var kept = Assert.Single(await house.ReadAsync(business.Id, static db => db.LocalOutboxEntries().ToListAsync(None)));
        Assert.Equal(("orders@nordic.example.org", "Order PO-1 from Riverside Physio"), (kept.Address, kept.Subject));
    }

    [EachEngine]
    public async Task A_draft_takes_further_items_their_cost_and_gives_a_total_until_it_is_sent(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var supplier = (await business.AddSupplierAsync()).Id;
        var oil = await business.AddItemAsync(supplier: supplier);
        var (towels, tape) = (await business.AddItemAsync("Towels", "pieces", 10, 5, supplier), await business.AddItemAsync("Tape", "rolls", 4, 1));
        var order = (await house.Get<OrderItemHandler>().HandleAsync(business.Owner, new OrderItem(oil.Id, 12.5m), None)).Required().Id;
        var queries = house.Get<OrderQueries>();

        // What is bought of this supplier comes first, and what is on the order is not offered.
        Assert.Equal(
            [("Towels", true), ("Tape", false)],
            (await queries.OrderableAsync(business.Owner, order, null, 10, None)).Select(static row => (row.Item.Name, row.IsOfSupplier)));
        await AddAsync(towels.Id);
        await AddAsync(towels.Id);
        await AddAsync(tape.Id);
        await ChangeAsync("Towels", 3);
        (await PriceAsync("Towels", 8.5m)).Required();
        (await PriceAsync("Massage oil", 0.4m)).Required();
        var page = await PageAsync(business, order);
        Assert.Equal((3_050L, 1), (page.TotalMinor, page.Unpriced));
        Assert.Contains("\nTotal of what has a price: 30.50 NOK", page.Text, StringComparison.Ordinal);
        await ChangeAsync("Tape", null);

        page = await PageAsync(business, order);
        Assert.Equal(["Massage oil", "Towels"], page.Lines.Select(static row => row.Item.Name));
        Assert.Contains("- 12.5 ml  Massage oil, 0.40 NOK each: 5 NOK\n", page.Text, StringComparison.Ordinal);
        Assert.Contains("\nTotal: 30.50 NOK", page.Text, StringComparison.Ordinal);
        Assert.Contains("Towels,,3,pieces,8.5,25.5,0", await house.Get<StockFileQueries>().OrderAsync(business.Owner, order, None), StringComparison.Ordinal);
        Assert.Equal("cost", (await PriceAsync("Towels", -1)).Error?.Code);

        (await house.Get<MarkOrderedHandler>().HandleAsync(business.Owner, new MarkOrdered(order), None)).Required();
        Assert.Equal("order.step", (await house.Get<AddOrderLineHandler>().HandleAsync(business.Owner, new AddOrderLine(order, tape.Id), None)).Error?.Code);
        Assert.Equal("order.step", (await PriceAsync("Towels", 1)).Error?.Code);

        async Task AddAsync(Guid item) =>
            (await house.Get<AddOrderLineHandler>().HandleAsync(business.Owner, new AddOrderLine(order, item), None)).Required();

        async Task ChangeAsync(string item, decimal? quantity) =>
            (await house.Get<ChangeOrderLineHandler>().HandleAsync(business.Owner, new ChangeOrderLine(await LineAsync(item), quantity), None)).Required();

        async Task<Core.Foundation.Result<Core.Foundation.Done>> PriceAsync(string item, decimal cost) =>
            await house.Get<PriceOrderLineHandler>().HandleAsync(business.Owner, new PriceOrderLine(await LineAsync(item), cost), None);

        async Task<Guid> LineAsync(string item) => (await PageAsync(business, order)).Lines.Single(row => row.Item.Name == item).Line.Id;
    }

    private static async Task ReceiveAsync(TestBusiness business, Guid line, Guid key, decimal quantity) =>
        (await business.House.Get<ReceiveOrderHandler>().HandleAsync(business.Owner, new ReceiveOrder(line, key, quantity), None)).Required();

    private static async Task<OrderPage> PageAsync(TestBusiness business, Guid order) =>
        (await business.House.Get<OrderQueries>().FindAsync(business.Owner, order, None))!;

    private static async Task<long> OnOrderAsync(TestBusiness business, Guid item) =>
        (await business.House.Get<StockQueries>().ItemAsync(business.Owner, item, None))!.OnOrder;
}
