using CareOps.Core.Data;
using CareOps.Core.Foundation;

using NodaTime;

namespace CareOps.Core.Inventory;

/// <summary>
/// An item fell to its threshold. One is open about an item at a time, so each crossing raises one; it is resolved when there is enough
/// again, and kept.
/// </summary>
public sealed class StockAlert : IWorkspaceOwned
{
    private StockAlert()
    {
    }

    public Guid Id { get; private set; }

    public WorkspaceId WorkspaceId { get; private set; }

    public Guid ItemId { get; private set; }

    /// <summary>Low, or Out: critical.</summary>
    public StockLevel Level { get; private set; }

    public Instant RaisedAt { get; private set; }

    /// <summary>What was left when it was raised, and the threshold then: in thousandths of the unit.</summary>
    public long Quantity { get; private set; }

    public long LowAt { get; private set; }

    public Instant? ResolvedAt { get; private set; }

    /// <summary>Counts its levels from 1: another one whenever it goes from low to out, or back.</summary>
    public int Turn { get; private set; }

    public static StockAlert Of(CareOpsDb db, InventoryItem item) => new()
    {
        Id = db.NewId(),
        WorkspaceId = db.Workspace,
        ItemId = item.Id,
        Level = item.Level,
        RaisedAt = db.Now,
        Quantity = item.Quantity,
        LowAt = item.LowAt,
        Turn = 1,
    };

    public void Become(StockLevel level) => (Level, Turn) = (level, Turn + 1);

    public void Resolve(Instant now) => ResolvedAt = now;
}
