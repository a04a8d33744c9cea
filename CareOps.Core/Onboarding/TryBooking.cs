using CareOps.Core.Audit;
using CareOps.Core.Bookings;
using CareOps.Core.Data;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Onboarding;

/// <summary>The owner booked on the public page, to see what customers see.</summary>
[Requires(Right.ManageWorkspace)]
public sealed record NoteTestBooking(Guid BookingId);

/// <summary>The owner needs no test booking.</summary>
[Requires(Right.ManageWorkspace)]
public sealed record SkipTestBooking;

public sealed class NoteTestBookingHandler(IWriteDoor door) : Handler<NoteTestBooking, Done>(door)
{
    protected override async Task<Result<Done>> ExecuteAsync(
        CareOpsDb db, Caller caller, NoteTestBooking command, CancellationToken cancellationToken)
    {
        if (!await db.Bookings().AnyAsync(row => row.Id == command.BookingId, cancellationToken))
        {
            return BookingErrors.NotFound;
        }

        var setup = await db.SetupAsync(cancellationToken);
        if (setup.TestBookingId is null)
        {
            setup.NoteTest(command.BookingId);
            db.Audit(caller, "setup.tested", command.BookingId, null, null);
        }

        return Done.It;
    }
}

public sealed class SkipTestBookingHandler(IWriteDoor door) : Handler<SkipTestBooking, Done>(door)
{
    protected override async Task<Result<Done>> ExecuteAsync(
        CareOpsDb db, Caller caller, SkipTestBooking command, CancellationToken cancellationToken)
    {
        (await db.SetupAsync(cancellationToken)).SkipTest(db.Now);
        return Done.It;
    }
}
