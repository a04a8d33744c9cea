using System.Globalization;

using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Inventory;
using CareOps.Core.Messaging;
using CareOps.Web.Components.Settings;

using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Inventory;

/// <summary>One order: what is on it, sending it, and noting what came.</summary>
public sealed partial class OrderDetailPage
{
    // More than was ordered, which the member was asked about.
    private (Guid Line, string? Came)? _more;

    private readonly Dictionary<Guid, string?> _came = [];

    // One for each line and each time something of it comes: pressed twice, it is received once.
    private readonly Dictionary<Guid, Guid> _keys = [];

    private OrderPage? _page;
    private string? _problem;
    private bool _isBusy;
    private bool _isMissing;

    [Parameter]
    public Guid OrderId { get; set; }

    [Inject]
    private OrderQueries Orders { get; set; } = null!;

    [Inject]
    private ChangeOrderLineHandler ChangeOrderLine { get; set; } = null!;

    [Inject]
    private PriceOrderLineHandler PriceOrderLine { get; set; } = null!;

    [Inject]
    private SendOrderHandler SendOrder { get; set; } = null!;

    [Inject]
    private MarkOrderedHandler MarkOrdered { get; set; } = null!;

    [Inject]
    private CancelOrderHandler CancelOrder { get; set; } = null!;

    [Inject]
    private ReceiveOrderHandler ReceiveOrder { get; set; } = null!;

    private bool CanChange => Member.Caller.May(Right.ManageInventory);

    private bool CanEdit => CanChange && _page!.Order.IsOpenDraft;

    protected override bool Concerns(LiveSubject subject) => subject.Id == OrderId || subject.Kind is nameof(Supplier) or nameof(InventoryItem);

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        _page = await Orders.FindAsync(Member.Caller, OrderId, cancellationToken);
        _isMissing = _page is null;
    }

    private string? Came(OrderLineRow row) =>
        _came.TryGetValue(row.Line.Id, out var typed) ? typed : Amounts.Plain(row.Line.Quantity - row.Line.Received);

    private void Type(OrderLineRow row, string? typed) => _came[row.Line.Id] = typed;

    // What is typed into one field while another is being saved is saved, too: none of them waits for a button.
    private Task ChangeAsync(OrderLineRow row, string? typed) => DoAsync(() => ChangeOrderLine.HandleAsync(
        Member.Caller, new ChangeOrderLine(row.Line.Id, Typed.Amount(typed)), CancellationToken.None));

    private Task PriceAsync(OrderLineRow row, string? typed) => DoAsync(() => PriceOrderLine.HandleAsync(
        Member.Caller, new PriceOrderLine(row.Line.Id, Typed.Amount(typed)), CancellationToken.None));

    private Task RemoveAsync(OrderLineRow row) => ChangeAsync(row, null);

    private string? CostOf(OrderLineRow row) => row.Line.UnitCostMinor is { } cost
        ? new Money(cost, Member.Workspace.Currency).Major.ToString(CultureInfo.InvariantCulture)
        : null;

    private string Money(long minor) => new Money(minor, Member.Workspace.Currency).ToString();

    private Task MarkAsync() => RunAsync(() => MarkOrdered.HandleAsync(Member.Caller, new MarkOrdered(OrderId), CancellationToken.None));

    private Task CancelAsync() => RunAsync(() => CancelOrder.HandleAsync(Member.Caller, new CancelOrder(OrderId), CancellationToken.None));

    private Task SendAsync() => RunAsync<SendOutcome>(async () =>
    {
        var command = new SendOrder(OrderId, Again: _page!.Order.HandedOverAt is not null);
        var sent = await SendOrder.HandleAsync(Member.Caller, command, CancellationToken.None);
        return sent is { Succeeded: true, Value: { Kind: not SendOutcomeKind.Accepted } outcome }
            ? new Error("order.not_sent", $"Not sent. {outcome.Reason}", ErrorKind.Conflict)
            : sent;
    });

    private async Task ReceiveAsync(OrderLineRow row)
    {
        _keys.TryAdd(row.Line.Id, Guid.CreateVersion7());
        var key = _keys[row.Line.Id];
        var came = Came(row);
        var isMeant = _more == (row.Line.Id, came);
        await RunAsync(async () =>
        {
            var received = await ReceiveOrder.HandleAsync(
                Member.Caller, new ReceiveOrder(row.Line.Id, key, Typed.Amount(came), isMeant), CancellationToken.None);
            _more = received.Error?.Code == ReceiveOrderHandler.MoreThanOrdered ? (row.Line.Id, came) : null;
            return received;
        });
        if (_problem is null)
        {
            _keys.Remove(row.Line.Id);
            _came.Remove(row.Line.Id);
        }
    }

    private async Task RunAsync<T>(Func<Task<Result<T>>> work)
    {
        if (_isBusy)
        {
            return;
        }

        _isBusy = true;
        await DoAsync(work);
        _isBusy = false;
    }

    private async Task DoAsync<T>(Func<Task<Result<T>>> work)
    {
        try
        {
            _problem = (await work()).Error?.Message;
        }
        catch (DatabaseUnavailableException)
        {
            _problem = "This can't be saved right now. Nothing was changed; try again in a moment.";
        }

        await TryLoadAsync();
    }
}
