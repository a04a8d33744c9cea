using CareOps.Core.Data;
using CareOps.Core.Foundation;

using NodaTime;

namespace CareOps.Core.Inventory;

/// <summary>
/// One line of an item's ledger: who changed its quantity, when, why and by how much. Never altered and never removed; a mistake is put
/// right by another one.
/// </summary>
public sealed class StockMovement : IWorkspaceOwned
{
    public const int MaxReasonLength = 200;

    private StockMovement()
    {
    }

    public Guid Id { get; private set; }

    public WorkspaceId WorkspaceId { get; private set; }

    public Guid ItemId { get; private set; }

    /// <summary>1, 2, … within the item: each follows on the one before.</summary>
    public int Number { get; private set; }

    public MovementKind Kind { get; private set; }

    /// <summary>In thousandths of the unit; negative for what left.</summary>
    public long Change { get; private set; }

    public long Before { get; private set; }

    public long After { get; private set; }

    public string? Reason { get; private set; }

    /// <summary>Why more was taken than was there; null where that was not so.</summary>
    public string? OverrideReason { get; private set; }

    /// <summary>The booking it was used for, or whose completion was taken back.</summary>
    public Guid? BookingId { get; private set; }

    /// <summary>The purchase order it came with.</summary>
    public Guid? OrderId { get; private set; }

    /// <summary>Null where no member did it.</summary>
    public MemberId? MemberId { get; private set; }

    public Instant At { get; private set; }

    internal static StockMovement Of(CareOpsDb db, Caller caller, InventoryItem item, StockChange change) => new()
    {
        Id = change.Id ?? db.NewId(),
        WorkspaceId = db.Workspace,
        ItemId = item.Id,
        Number = item.Movements + 1,
        Kind = change.Kind,
        Change = change.Thousandths,
        Before = item.Quantity,
        After = item.Quantity + change.Thousandths,
        Reason = change.Reason,
        OverrideReason = change.OverrideReason,
        BookingId = change.BookingId,
        OrderId = change.OrderId,
        MemberId = (caller as Caller.Member)?.Id,
        At = db.Now,
    };
}

/// <summary>Why a quantity changed.</summary>
public enum MovementKind
{
    Received,
    Used,
    Adjusted,

    /// <summary>By stocktaking: the difference to what was there.</summary>
    Counted,
    Wasted,
    Returned,
}

/// <summary>A movement that is to be made.</summary>
/// <param name="Kind">Why.</param>
/// <param name="Thousandths">By how much; negative for what leaves.</param>
internal sealed record StockChange(MovementKind Kind, long Thousandths)
{
    /// <summary>The movement's id, where whoever asks for it made one.</summary>
    public Guid? Id { get; init; }

    public string? Reason { get; init; }

    public string? OverrideReason { get; init; }

    public Guid? BookingId { get; init; }

    public Guid? OrderId { get; init; }
}
