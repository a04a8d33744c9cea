using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Core.Bookings;

/// <summary>
/// Keeps a slot free for ten minutes while its visitor types. <paramref name="HoldId"/> is made by the page: the same one again moves
/// the hold, so that nobody holds two times at once.
/// </summary>
[Requires(Right.Anyone)]
public sealed record HoldSlot(Guid ServiceId, LocalDateTime Start, MemberId? MemberId, Guid HoldId);

/// <summary>Lets a hold go before it runs out. A hold that is gone already is no error.</summary>
[Requires(Right.Anyone)]
public sealed record ReleaseHold(Guid HoldId);

public sealed class HoldSlotHandler(IWriteDoor door) : Handler<HoldSlot, Instant>(door)
{
    public static readonly Duration HoldTime = Duration.FromMinutes(10);

    protected override async Task<Result<Instant>> ExecuteAsync(
        CareOpsDb db, Caller caller, HoldSlot command, CancellationToken cancellationToken)
    {
        var workspace = await db.Workspaces().AsNoTracking().SingleAsync(cancellationToken);
        if (!workspace.IsOpen)
        {
            return BookingErrors.Closed;
        }

        if (await BookingDesk.LockAsync(db, workspace, command.ServiceId, activeOnly: true, command.HoldId, cancellationToken) is not { } plan)
        {
            return BookingErrors.ServiceNotFound;
        }

        var day = command.Start.Date;
        var engine = await Availability.EngineAsync(db, plan, command.MemberId, day, day, default, cancellationToken);
        var (placement, refusal) = engine.At(command.Start, command.MemberId);
        if (placement is null)
        {
            return BookingErrors.Of(refusal!.Value.Refusal);
        }

        var until = db.Now + HoldTime;
        db.AddRange(Occupancy.Hold(db, command.HoldId, command.ServiceId, placement, until));
        return await BookingDesk.SavedAsync(db, until, cancellationToken);
    }
}

public sealed class ReleaseHoldHandler(IWriteDoor door) : Handler<ReleaseHold, Done>(door)
{
    protected override async Task<Result<Done>> ExecuteAsync(
        CareOpsDb db, Caller caller, ReleaseHold command, CancellationToken cancellationToken)
    {
        await BookingDesk.ReleaseAsync(db, command.HoldId, cancellationToken);
        return Done.It;
    }
}
