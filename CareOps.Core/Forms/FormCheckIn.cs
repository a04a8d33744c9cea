using CareOps.Core.Bookings;
using CareOps.Core.Data;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Forms;

/// <summary>Completing a booking whose forms are missing: nothing, a question first, or impossible, as its service says.</summary>
internal sealed class FormCheckIn : IBookingParticipant
{
    public async Task<Objection?> ObjectAsync(CareOpsDb db, Booking booking, BookingStep step, CancellationToken cancellationToken)
    {
        if (step != BookingStep.Complete)
        {
            return null;
        }

        var mode = await db.FormGates().Where(row => row.ServiceId == booking.ServiceId).Select(static row => row.Mode)
            .SingleOrDefaultAsync(cancellationToken);
        if (mode == FormGateMode.Off)
        {
            return null;
        }

        var missing = await FormTrackerQueries.NeededFor(db, booking)
            .Where(static row => row.Status != FormStatus.Completed)
            .Join(db.FormTemplates(), static row => row.TemplateId, static template => template.Id, static (row, template) => template.Name)
            .OrderBy(static name => name)
            .ToListAsync(cancellationToken);
        return missing.Count == 0
            ? null
            : new Objection($"{Names(missing)} {(missing.Count == 1 ? "is" : "are")} not filled in.", mode == FormGateMode.Block);
    }

    private static string Names(List<string> titles) => string.Join(" and ", titles.Select(static title => $"“{title}”"));
}
