using System.Globalization;

using CareOps.Core.Data;
using CareOps.Core.Foundation;

using NodaTime;

namespace CareOps.Core.Inventory;

/// <summary>What is bought of one supplier at once: Draft → Ordered → Received; Cancelled from Draft or Ordered. It may come in parts.</summary>
public sealed class PurchaseOrder : ILive
{
    private PurchaseOrder()
    {
    }

    public Guid Id { get; private set; }

    public WorkspaceId WorkspaceId { get; private set; }

    /// <summary>1, 2, … in the workspace: what it is called towards the supplier.</summary>
    public int Number { get; private set; }

    public Guid SupplierId { get; private set; }

    public OrderStatus Status { get; private set; }

    public Instant CreatedAt { get; private set; }

    public Instant? OrderedAt { get; private set; }

    /// <summary>Where it was mailed to; null where it was ordered in another way.</summary>
    public string? SentTo { get; private set; }

    /// <summary>It was given to an email provider that has not said what became of it: it may have been sent.</summary>
    public Instant? HandedOverAt { get; private set; }

    /// <summary>How often it was given to a provider.</summary>
    public int Attempts { get; private set; }

    public Instant? EndedAt { get; private set; }

    public LiveSubject LiveSubject => new(nameof(PurchaseOrder), Id);

    /// <summary>What is on it can be changed: nobody has sent it, and no provider may have.</summary>
    public bool IsOpenDraft => Status == OrderStatus.Draft && HandedOverAt is null;

    /// <summary>"PO-7".</summary>
    public string Reference => string.Create(CultureInfo.InvariantCulture, $"PO-{Number}");

    /// <summary>What a provider knows this sending by.</summary>
    public string Key => string.Create(CultureInfo.InvariantCulture, $"{Id:N}-{Attempts}");

    public static PurchaseOrder Create(CareOpsDb db, Guid supplierId, int number) => new()
    {
        Id = db.NewId(),
        WorkspaceId = db.Workspace,
        Number = number,
        SupplierId = supplierId,
        CreatedAt = db.Now,
    };

    public void HandOver(Instant now)
    {
        HandedOverAt = now;
        Attempts++;
    }

    /// <summary>It was surely not sent.</summary>
    public void TakeBack() => HandedOverAt = null;

    public void Order(Instant now, string? sentTo)
    {
        (Status, OrderedAt, SentTo, HandedOverAt) = (OrderStatus.Ordered, now, sentTo, null);
    }

    public void Close(OrderStatus status, Instant now) => (Status, EndedAt) = (status, now);
}

public enum OrderStatus
{
    Draft,

    /// <summary>The supplier has it; what has not come yet is on order.</summary>
    Ordered,
    Received,
    Cancelled,
}

/// <summary>One item of an order. Quantities in thousandths of the unit.</summary>
public sealed class PurchaseOrderLine : IWorkspaceOwned
{
    private PurchaseOrderLine()
    {
    }

    public Guid Id { get; private set; }

    public WorkspaceId WorkspaceId { get; private set; }

    public Guid OrderId { get; private set; }

    public Guid ItemId { get; private set; }

    public long Quantity { get; private set; }

    /// <summary>What one unit costs on this order, in minor units of the workspace's currency; null where nobody said.</summary>
    public long? UnitCostMinor { get; private set; }

    public long Received { get; private set; }

    /// <summary>It is ordered and some of it is yet to come.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>What all of it costs, rounded to the minor unit.</summary>
    public long? CostMinor => UnitCostMinor is { } cost ? (long)Math.Round(Amounts.Units(Quantity) * cost, MidpointRounding.ToEven) : null;

    public static PurchaseOrderLine Of(CareOpsDb db, Guid orderId, InventoryItem item, long quantity) => new()
    {
        Id = db.NewId(),
        WorkspaceId = db.Workspace,
        OrderId = orderId,
        ItemId = item.Id,
        Quantity = quantity,
        UnitCostMinor = item.CostMinor,
    };

    public void Change(long quantity) => Quantity = quantity;

    public void Price(long? unitCostMinor) => UnitCostMinor = unitCostMinor;

    public void Open() => IsOpen = Received < Quantity;

    public void Close() => IsOpen = false;

    public void Receive(long quantity)
    {
        Received += quantity;
        Open();
    }
}
