using System.Text;

using CareOps.Core.Audit;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Messaging;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Inventory;

/// <summary>
/// Mails a draft to its supplier. Before a provider is called the order says that it was, so what is broken off is never sent twice blindly:
/// it waits for a person who knows (<see cref="MarkOrdered"/>, or <paramref name="Again"/>).
/// </summary>
/// <param name="OrderId">The draft.</param>
/// <param name="Again">Someone made sure that an earlier sending did not arrive.</param>
[Requires(Right.ManageInventory)]
public sealed record SendOrder(Guid OrderId, bool Again = false);

/// <summary>It was ordered in another way: by phone, in a shop, or an earlier mail did arrive.</summary>
[Requires(Right.ManageInventory)]
public sealed record MarkOrdered(Guid OrderId);

/// <summary>Nothing more of it is to come.</summary>
[Requires(Right.ManageInventory)]
public sealed record CancelOrder(Guid OrderId);

/// <summary>Answers with what the provider said; only what was accepted is ordered.</summary>
public sealed class SendOrderHandler(IWriteDoor door, ProviderChain chain) : Handler<SendOrder, SendOutcome>(door)
{
    private static readonly Error MaybeSent = new(
        "order.maybe_sent", "This order may have been sent already. Ask the supplier, then mark it as ordered or send it again.", ErrorKind.Conflict);

    private readonly IWriteDoor _door = door;

    protected override async Task<Result<SendOutcome>> RunAsync(Caller caller, SendOrder command, CancellationToken cancellationToken)
    {
        var begun = await _door.RunAsync(caller, (db, token) => BeginAsync(db, caller, command, token), cancellationToken);
        if (!begun.Succeeded)
        {
            return begun.Error;
        }

        var (mail, connections) = begun.Value;
        if (connections.Count == 0)
        {
            return new SendOutcome(SendOutcomeKind.Accepted);
        }

        var outcome = new SendOutcome(SendOutcomeKind.TryAgain);
        foreach (var connection in connections)
        {
            outcome = await chain.SendAsync(connection, mail, cancellationToken);
            if (outcome.Kind != SendOutcomeKind.TryAgain)
            {
                break;
            }
        }

        return await _door.RunAsync(caller, (db, token) => EndAsync(db, caller, command.OrderId, mail.To, outcome, token), CancellationToken.None);
    }

    protected override Task<Result<SendOutcome>> ExecuteAsync(
        CareOpsDb db, Caller caller, SendOrder command, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Sending takes two transactions, with the provider between them.");

    private static async Task<Result<(OutgoingMessage Mail, List<ProviderConnection> Connections)>> BeginAsync(
        CareOpsDb db, Caller caller, SendOrder command, CancellationToken cancellationToken)
    {
        var found = await OrderDesk.FindAsync(db, command.OrderId, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        var (order, lines) = found.Value;
        var supplier = await db.Suppliers().SingleAsync(row => row.Id == order.SupplierId, cancellationToken);
        var connections = await db.ProviderConnections().AsNoTracking()
            .Where(static row => row.Channel == Channel.Email && row.IsEnabled)
            .OrderBy(static row => row.Position).ThenBy(static row => row.Id).ToListAsync(cancellationToken);
        var refusal = (order, supplier.Email) switch
        {
            ({ Status: not OrderStatus.Draft }, _) => OrderDesk.NotADraft,
            ({ HandedOverAt: not null }, _) when !command.Again => MaybeSent,
            (_, null) => new Error("supplier.email", $"{supplier.Name} has no email address yet. Add one, or order in another way and mark it as ordered.", ErrorKind.Conflict),
            _ when lines.Count == 0 => new Error("order.empty", "There is nothing on this order.", ErrorKind.Conflict),
            _ => null,
        };
        if (refusal is not null)
        {
            return refusal;
        }

        var workspace = await db.WorkspaceAsync(cancellationToken);
        var text = await OrderText.OfAsync(db, workspace, order, lines, cancellationToken);
        var mail = new OutgoingMessage(order.Id, order.Key, supplier.Email!, $"Order {order.Reference} from {workspace.Name}", text)
        {
            ReplyTo = workspace.ContactEmail,
        };
        if (connections.Count > 0)
        {
            order.HandOver(db.Now);
        }
        else
        {
            // Without a provider it ends where every message ends, readable in the Local outbox: nobody was sent it.
            db.Add(Delivery.Notice(db, mail.To, mail.Subject, mail.Text, order.Id));
            OrderSteps.Order(db, caller, order, lines, sentTo: null);
        }

        return (mail, connections);
    }

    private static async Task<Result<SendOutcome>> EndAsync(
        CareOpsDb db, Caller caller, Guid orderId, string to, SendOutcome outcome, CancellationToken cancellationToken)
    {
        var (order, lines) = (await OrderDesk.FindAsync(db, orderId, cancellationToken)).Required();
        if (outcome.Kind == SendOutcomeKind.Accepted)
        {
            OrderSteps.Order(db, caller, order, lines, to);
        }
        else if (outcome.Kind is SendOutcomeKind.TryAgain or SendOutcomeKind.Refused)
        {
            order.TakeBack();
        }

        return outcome;
    }
}

public sealed class MarkOrderedHandler(IWriteDoor door) : Handler<MarkOrdered, PurchaseOrder>(door)
{
    protected override async Task<Result<PurchaseOrder>> ExecuteAsync(
        CareOpsDb db, Caller caller, MarkOrdered command, CancellationToken cancellationToken)
    {
        var found = await OrderDesk.FindAsync(db, command.OrderId, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        var (order, lines) = found.Value;
        if (order.Status == OrderStatus.Draft && lines.Count > 0)
        {
            OrderSteps.Order(db, caller, order, lines, sentTo: null);
        }

        return order.Status == OrderStatus.Draft ? new Error("order.empty", "There is nothing on this order.", ErrorKind.Conflict) : order;
    }
}

public sealed class CancelOrderHandler(IWriteDoor door) : Handler<CancelOrder, PurchaseOrder>(door)
{
    protected override async Task<Result<PurchaseOrder>> ExecuteAsync(
        CareOpsDb db, Caller caller, CancelOrder command, CancellationToken cancellationToken)
    {
        var found = await OrderDesk.FindAsync(db, command.OrderId, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        var (order, lines) = found.Value;
        if (order.Status is OrderStatus.Draft or OrderStatus.Ordered)
        {
            lines.ForEach(static line => line.Close());
            order.Close(OrderStatus.Cancelled, db.Now);
            db.Audit(caller, "order.cancelled", order.Id, null, new { order.Number });
        }

        return order;
    }
}

internal static class OrderSteps
{
    public static void Order(CareOpsDb db, Caller caller, PurchaseOrder order, List<PurchaseOrderLine> lines, string? sentTo)
    {
        order.Order(db.Now, sentTo);
        foreach (var line in lines)
        {
            line.Open();
            db.Announce(new LiveSubject(nameof(InventoryItem), line.ItemId));
        }

        db.Audit(caller, "order.ordered", order.Id, null, new { order.Number, ByEmail = sentTo is not null });
    }
}

/// <summary>An order in words, as its supplier reads it.</summary>
internal static class OrderText
{
    public static async Task<string> OfAsync(
        CareOpsDb db, Workspace workspace, PurchaseOrder order, List<PurchaseOrderLine> lines, CancellationToken cancellationToken)
    {
        var ids = lines.ConvertAll(static line => line.ItemId);
        var items = await db.InventoryItems().AsNoTracking().Where(row => ids.Contains(row.Id)).ToDictionaryAsync(static row => row.Id, cancellationToken);
        var text = new StringBuilder($"Hello,\n\nplease deliver to {workspace.Name}:\n\n");
        foreach (var line in lines.OrderBy(line => items[line.ItemId].NameKey, StringComparer.Ordinal))
        {
            var item = items[line.ItemId];
            text.Append("- ").Append(Amounts.Say(line.Quantity, item.Unit)).Append("  ").Append(item.Name)
                .Append(item.Sku is null ? string.Empty : $" ({item.Sku})")
                .Append(line.UnitCostMinor is { } each ? $", {new Money(each, workspace.Currency)} each: {new Money(line.CostMinor!.Value, workspace.Currency)}" : string.Empty)
                .Append('\n');
        }

        if (lines.Any(static line => line.UnitCostMinor is not null))
        {
            text.Append(lines.TrueForAll(static line => line.UnitCostMinor is not null) ? "\nTotal: " : "\nTotal of what has a price: ")
                .Append(new Money(lines.Sum(static line => line.CostMinor ?? 0), workspace.Currency)).Append('\n');
        }

        text.Append("\nOur reference: ").Append(order.Reference).Append('\n');
        if (workspace.StreetAddress is { } address)
        {
            text.Append("Deliver to: ").Append(address).Append('\n');
        }

        return text.Append("\nThank you.\n").Append(workspace.Name).Append('\n').ToString();
    }
}
