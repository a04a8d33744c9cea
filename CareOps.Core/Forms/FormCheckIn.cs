using CareOps.Core.Bookings;
using CareOps.Core.Data;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Forms;

/// <summary>Completing a booking whose forms are missing: nothing, a question first, or impossible, as its service says.</summary>
internal sealed class FormCheckIn : ICompletionParticipant
{
    public async Task<Error?> CompletedAsync(
        CareOpsDb db, Caller caller, Booking booking, CompleteBooking command, CancellationToken cancellationToken)
    {
        var mode = await db.FormGates().Where(row => row.ServiceId == booking.ServiceId).Select(static row => row.Mode)
            .SingleOrDefaultAsync(cancellationToken);
        if (mode == FormGateMode.Off || (mode == FormGateMode.Warn && command.Anyway))
        {
            return null;
        }

        var missing = await FormTrackerQueries.NeededFor(db, booking)
            .Where(static row => row.Status != FormStatus.Completed)
            .Join(db.FormTemplates(), static row => row.TemplateId, static template => template.Id, static (row, template) => template.Name)
            .OrderBy(static name => name)
            .ToListAsync(cancellationToken);
        if (missing.Count == 0)
        {
            return null;
        }

        var sentence = $"{Names(missing)} {(missing.Count == 1 ? "is" : "are")} not filled in.";
        return mode == FormGateMode.Block ? BookingErrors.Blocked(sentence) : BookingErrors.Warned(sentence);
    }

    public Task<Error?> ReopenedAsync(CareOpsDb db, Caller caller, Booking booking, CancellationToken cancellationToken) =>
        Task.FromResult<Error?>(null);

    private static string Names(List<string> titles) => string.Join(" and ", titles.Select(static title => $"“{title}”"));
}
