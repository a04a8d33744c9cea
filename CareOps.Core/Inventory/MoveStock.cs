using CareOps.Core.Data;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Inventory;

/// <summary>
/// Notes by hand that some of an item came or went. The same <paramref name="SubmissionKey"/> again changes nothing more.
/// </summary>
/// <param name="ItemId">Of what.</param>
/// <param name="SubmissionKey">Made with the form; becomes the movement's id.</param>
/// <param name="Kind">Why.</param>
/// <param name="Quantity">
/// In units. Received and Returned come, Used and Wasted go; Adjusted does either, by its sign; Counted is how much there is.
/// </param>
/// <param name="Reason">In words; of an adjustment it has to be given.</param>
[Requires(Right.ManageInventory)]
public sealed record MoveStock(Guid ItemId, Guid SubmissionKey, MovementKind Kind, decimal? Quantity, string? Reason)
{
    /// <summary>Why more was taken than was there.</summary>
    public string? OverrideReason { get; init; }
}

public sealed class MoveStockHandler(IWriteDoor door) : Handler<MoveStock, StockMovement>(door)
{
    protected override IEnumerable<Error> Check(MoveStock command)
    {
        var errors = new FieldChecks();
        errors.If(command.Quantity is null, "required", "Enter how much.", nameof(command.Quantity));
        errors.CheckAmount(
            command.Kind == MovementKind.Adjusted && command.Quantity is { } signed ? Math.Abs(signed) : command.Quantity,
            nameof(command.Quantity),
            mayBeZero: command.Kind == MovementKind.Counted);
        errors.Optional(command.Reason, nameof(command.Reason), StockMovement.MaxReasonLength);
        errors.Optional(command.OverrideReason, nameof(command.OverrideReason), StockMovement.MaxReasonLength);
        if (command.Kind == MovementKind.Adjusted)
        {
            errors.Required(command.Reason, nameof(command.Reason), "a reason", StockMovement.MaxReasonLength);
        }

        return errors.All;
    }

    protected override async Task<Result<StockMovement>> ExecuteAsync(
        CareOpsDb db, Caller caller, MoveStock command, CancellationToken cancellationToken)
    {
        if (await StockDesk.LockAsync(db, command.ItemId, cancellationToken) is not { } item)
        {
            return InventoryErrors.ItemNotFound;
        }

        if (await db.StockMovements().SingleOrDefaultAsync(row => row.Id == command.SubmissionKey, cancellationToken) is { } earlier)
        {
            return earlier.ItemId == item.Id ? earlier : InventoryErrors.ItemNotFound;
        }

        if (item.IsArchived)
        {
            return InventoryErrors.Archived;
        }

        var amount = Amounts.Of(command.Quantity)!.Value;
        var change = new StockChange(
            command.Kind,
            command.Kind switch
            {
                MovementKind.Used or MovementKind.Wasted => -amount,
                MovementKind.Counted => amount - item.Quantity,
                _ => amount,
            })
        {
            Id = command.SubmissionKey,
            Reason = Text.Line(command.Reason),
            OverrideReason = Text.Line(command.OverrideReason),
        };
        return await StockDesk.MoveAsync(db, caller, item, change, cancellationToken);
    }
}
