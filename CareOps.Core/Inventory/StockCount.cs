using CareOps.Core.Data;
using CareOps.Core.Foundation;

using NodaTime;

namespace CareOps.Core.Inventory;

/// <summary>
/// An item that was counted while stock is taken, until someone confirms it. What the ledger said at that moment is kept beside it, and the
/// difference is to that: what comes or goes between counting and confirming is in the ledger by itself, and counts neither as lost nor found.
/// </summary>
public sealed class StockCount : ILive
{
    private StockCount()
    {
    }

    /// <summary>The item: counted once until it is confirmed.</summary>
    public Guid ItemId { get; private set; }

    public WorkspaceId WorkspaceId { get; private set; }

    /// <summary>In thousandths of the unit.</summary>
    public long Counted { get; private set; }

    /// <summary>What the ledger said when it was counted.</summary>
    public long Expected { get; private set; }

    public MemberId CountedBy { get; private set; }

    public Instant CountedAt { get; private set; }

    public long Difference => Counted - Expected;

    /// <summary>What confirming changes, which is the difference: but what is left can't be less than nothing, whatever was taken since.</summary>
    public long ChangeOf(InventoryItem item) => Math.Max(Difference, -item.Quantity);

    /// <summary>Told as its item.</summary>
    public LiveSubject LiveSubject => new(nameof(InventoryItem), ItemId);

    public static StockCount Of(CareOpsDb db, InventoryItem item) => new() { ItemId = item.Id, WorkspaceId = db.Workspace };

    public void Count(CareOpsDb db, MemberId by, InventoryItem item, long counted) =>
        (Counted, Expected, CountedBy, CountedAt) = (counted, item.Quantity, by, db.Now);
}
