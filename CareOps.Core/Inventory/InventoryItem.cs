using CareOps.Core.Data;
using CareOps.Core.Foundation;

using NodaTime;

namespace CareOps.Core.Inventory;

/// <summary>
/// Something the business keeps in stock. Its quantity is the sum of its movements: it changes with a movement and in no other way, which
/// the database holds against both.
/// </summary>
public sealed class InventoryItem : ILive
{
    public const int MaxNameLength = 100;
    public const int MaxSkuLength = 40;
    public const int MaxCategoryLength = 60;
    public const int MaxUnitLength = 20;

    private InventoryItem()
    {
    }

    public Guid Id { get; private set; }

    public WorkspaceId WorkspaceId { get; private set; }

    public string Name { get; private set; } = string.Empty;

    /// <summary>The name in lower case: unique in the workspace, and what lists are ordered by.</summary>
    public string NameKey { get; private set; } = string.Empty;

    /// <summary>The supplier's or the business's own number, unique in the workspace.</summary>
    public string? Sku { get; private set; }

    public string? Category { get; private set; }

    /// <summary>What is counted: "pieces", "ml".</summary>
    public string Unit { get; private set; } = string.Empty;

    /// <summary>In thousandths of the unit.</summary>
    public long Quantity { get; private set; }

    /// <summary>How many movements made it.</summary>
    public int Movements { get; private set; }

    /// <summary>At this quantity or below it is low. 0 for one that only has to be there.</summary>
    public long LowAt { get; private set; }

    /// <summary>How much is ordered at a time.</summary>
    public long? ReorderQuantity { get; private set; }

    /// <summary>Of one unit, in minor units of the workspace's currency.</summary>
    public long? CostMinor { get; private set; }

    public Guid? SupplierId { get; private set; }

    public bool IsArchived { get; private set; }

    /// <summary>The alert that is open about it.</summary>
    public Guid? AlertId { get; private set; }

    public Instant CreatedAt { get; private set; }

    public LiveSubject LiveSubject => new(nameof(InventoryItem), Id);

    /// <summary>It was counted, or some of it came or went. Before that nobody knows how much there is, and nothing is missed.</summary>
    public bool IsCounted => Movements > 0;

    public StockLevel Level => (IsArchived || !IsCounted, Quantity) switch
    {
        (true, _) => StockLevel.Enough,
        (_, <= 0) => StockLevel.Out,
        _ => Quantity <= LowAt ? StockLevel.Low : StockLevel.Enough,
    };

    /// <summary>What is ordered where nobody says how much: its own quantity, else up to twice its threshold.</summary>
    public long UsualOrder => ReorderQuantity ?? Math.Max((2 * LowAt) - Quantity, Amounts.One);

    public static InventoryItem Create(CareOpsDb db, ItemDetails details)
    {
        var item = new InventoryItem { Id = db.NewId(), WorkspaceId = db.Workspace, CreatedAt = db.Now };
        item.Describe(details);
        return item;
    }

    public static string KeyOf(string name) => name.ToLowerInvariant();

    public void Describe(ItemDetails details)
    {
        Name = details.Name;
        NameKey = KeyOf(details.Name);
        Sku = details.Sku;
        Category = details.Category;
        Unit = details.Unit;
        LowAt = details.LowAt;
        ReorderQuantity = details.ReorderQuantity;
        CostMinor = details.CostMinor;
        SupplierId = details.SupplierId;
    }

    public void Archive(bool isArchived) => IsArchived = isArchived;

    /// <summary>Follows the newest movement.</summary>
    internal void Follow(StockMovement movement) => (Quantity, Movements) = (movement.After, movement.Number);

    internal void BeAlertedBy(StockAlert? alert) => AlertId = alert?.Id;
}

/// <summary>What is said of an item, cleaned and checked. Quantities in thousandths.</summary>
public sealed record ItemDetails(string Name, string Unit)
{
    public string? Sku { get; init; }

    public string? Category { get; init; }

    public long LowAt { get; init; }

    public long? ReorderQuantity { get; init; }

    public long? CostMinor { get; init; }

    public Guid? SupplierId { get; init; }
}

/// <summary>How much there is of an item, against its threshold.</summary>
public enum StockLevel
{
    Enough,
    Low,

    /// <summary>Nothing is left.</summary>
    Out,
}
