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

        var are = missing.Count == 1 ? "is" : "are";
        return mode == FormGateMode.Block
            ? BookingErrors.Blocked($"This booking can't be completed before {Names(missing)} {are} filled in.")
            : BookingErrors.Warned($"{Names(missing)} {are} not filled in.");
    }

    public Task<Error?> ReopenedAsync(CareOpsDb db, Caller caller, Booking booking, CancellationToken cancellationToken) =>
        Task.FromResult<Error?>(null);

    private static string Names(List<string> titles) => string.Join(" and ", titles.Select(static title => $"“{title}”"));
}
