using CareOps.Core.Bookings;
using CareOps.Core.Data;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Core.Forms;

/// <summary>What became of the forms of bookings that were just moved or cancelled.</summary>
/// <param name="Open">How many stay open.</param>
/// <param name="FirstDue">When the first of them is due.</param>
/// <param name="Withdrawn">How many were withdrawn with their booking.</param>
/// <param name="Completed">How many were filled in, and are kept.</param>
public sealed record FormsAfterChange(int Open, Instant? FirstDue, int Withdrawn, int Completed)
{
    public static readonly FormsAfterChange None = new(0, null, 0, 0);

    public bool IsNothing => Open + Withdrawn + Completed == 0;
}

/// <summary>Tells whoever changed a booking what that did to its forms.</summary>
public sealed class FormsAfterChangeQueries(ReadDoor door)
{
    public async Task<FormsAfterChange> OfAsync(Caller caller, IReadOnlyList<Guid> bookingIds, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ViewForms, cancellationToken);
        var forms = await db.BookingsFor(caller)
            .Where(row => bookingIds.Contains(row.Id))
            .Join(db.FormSubmissions(), static row => row.Id, static row => row.BookingId, static (booking, form) => new { booking, form })
            .Select(static row => new { row.form.Status, row.form.DueAt, IsWithdrawnWithIt = row.form.WithdrawnAt == row.booking.CancelledAt })
            .ToListAsync(cancellationToken);
        var open = forms.FindAll(static form => form.Status is FormStatus.Overdue or FormStatus.InProgress or FormStatus.Pending);
        return new FormsAfterChange(
            open.Count,
            open.Min(static form => form.DueAt),
            forms.Count(static form => form.Status == FormStatus.Withdrawn && form.IsWithdrawnWithIt),
            forms.Count(static form => form.Status == FormStatus.Completed));
    }
}
