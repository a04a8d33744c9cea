using CareOps.Core.Data;
using CareOps.Core.Foundation;

namespace CareOps.Core.Inventory;

/// <summary>How much of an item one booking of a service uses.</summary>
public sealed class ServiceUsage : ILive
{
    private ServiceUsage()
    {
    }

    public WorkspaceId WorkspaceId { get; private set; }

    public Guid ServiceId { get; private set; }

    public Guid ItemId { get; private set; }

    /// <summary>In thousandths of the unit; more than zero.</summary>
    public long Quantity { get; private set; }

    /// <summary>Told as its item.</summary>
    public LiveSubject LiveSubject => new(nameof(InventoryItem), ItemId);

    public static ServiceUsage Of(CareOpsDb db, Guid serviceId, Guid itemId, long quantity) => new()
    {
        WorkspaceId = db.Workspace,
        ServiceId = serviceId,
        ItemId = itemId,
        Quantity = quantity,
    };

    public void Change(long quantity) => Quantity = quantity;
}
