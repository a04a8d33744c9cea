using CareOps.Core.Bookings;
using CareOps.Core.Data;
using CareOps.Core.Forms;
using CareOps.Core.Foundation;
using CareOps.Core.Inventory;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Core.Dashboard;

/// <summary>Whether a booking that is to come can go ahead: it is confirmed, its forms are filled in, what it takes is there.</summary>
/// <param name="IsConfirmed">A member confirmed it, or nobody has to.</param>
/// <param name="FormsDone">How many of its forms came back; null for members who may not see forms.</param>
/// <param name="FormsNeeded">How many it needs; null likewise.</param>
/// <param name="MissingForms">The titles of those that did not.</param>
/// <param name="MissingItems">What won't be in stock when it begins.</param>
public sealed record BookingReadiness(
    bool IsConfirmed, int? FormsDone, int? FormsNeeded, IReadOnlyList<string> MissingForms, IReadOnlyList<string> MissingItems)
{
    public bool IsReady => IsConfirmed && MissingForms.Count == 0 && MissingItems.Count == 0;

    /// <summary>How many of the three are in order.</summary>
    public int Score => (IsConfirmed ? 1 : 0) + (MissingForms.Count == 0 ? 1 : 0) + (MissingItems.Count == 0 ? 1 : 0);

    /// <summary>The first thing that is missing, or that nothing is.</summary>
    public string Word => this switch
    {
        { IsConfirmed: false } => "Not confirmed",
        { MissingForms.Count: 1 } => "Form missing",
        { MissingForms.Count: > 1 } => "Forms missing",
        { MissingItems.Count: > 0 } => "Stock missing",
        _ => "Ready",
    };
}

/// <summary>Looks whether bookings can go ahead, as many as there are with three statements.</summary>
public sealed class ReadinessQueries(ReadDoor door)
{
    /// <summary>By booking: of those among the rows that are open and not over.</summary>
    public async Task<IReadOnlyDictionary<Guid, BookingReadiness>> OfAsync(
        Caller caller, Workspace workspace, IReadOnlyCollection<BookingRow> rows, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ViewBookings, cancellationToken);
        return await ReadAsync(db, caller, workspace.Zone, rows, cancellationToken);
    }

    /// <returns>Null where it is over or cancelled, or there is no such booking.</returns>
    public async Task<BookingReadiness?> OneAsync(Caller caller, Workspace workspace, Guid bookingId, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ViewBookings, cancellationToken);
        var rows = await db.BookingsFor(caller).Where(row => row.Id == bookingId).AsRows().ToListAsync(cancellationToken);
        return (await ReadAsync(db, caller, workspace.Zone, rows, cancellationToken)).GetValueOrDefault(bookingId);
    }

    internal static async Task<IReadOnlyDictionary<Guid, BookingReadiness>> ReadAsync(
        CareOpsDb db, Caller caller, DateTimeZone zone, IEnumerable<BookingRow> rows, CancellationToken cancellationToken)
    {
        var open = rows
            .Where(row => row.Status is BookingStatus.Pending or BookingStatus.Confirmed && row.EndsAt > db.Now)
            .ToList();
        if (open.Count == 0)
        {
            return new Dictionary<Guid, BookingReadiness>();
        }

        var forms = caller.May(Right.ViewForms) ? await FormsAsync(db, open.ConvertAll(static row => row.Id), cancellationToken) : null;
        var missing = await SupplyOfDays.MissingAsync(
            db, zone, open.ConvertAll(static row => new Demand(row.Id, row.ServiceId, row.StartsAt)), cancellationToken);
        return open.ToDictionary(static row => row.Id, row => new BookingReadiness(
            row.Status == BookingStatus.Confirmed,
            forms?[row.Id].Count(static form => form.Status == FormStatus.Completed),
            forms?[row.Id].Count(),
            [.. (forms?[row.Id] ?? []).Where(static form => form.Status != FormStatus.Completed).Select(static form => form.Title)],
            missing.GetValueOrDefault(row.Id, [])));
    }

    // What FormTrackerQueries.NeededFor says of one booking, for many at once.
    private static async Task<ILookup<Guid, NeededForm>> FormsAsync(CareOpsDb db, List<Guid> ids, CancellationToken cancellationToken)
    {
        var rows = await (
            from booking in db.Bookings()
            where ids.Contains(booking.Id)
            join form in db.FormSubmissions() on booking.ContactId equals form.ContactId
            join version in db.FormVersions() on form.VersionId equals version.Id
            where form.Status != FormStatus.Withdrawn
                && (form.BookingId == booking.Id
                    || (form.Status != FormStatus.Completed && db.ServiceForms().Any(link => link.ServiceId == booking.ServiceId
                        && link.TemplateId == form.TemplateId && link.Repeat != FormRepeat.EveryTime)))
            orderby form.Id
            select new NeededForm(booking.Id, form.Status, version.Title)).ToListAsync(cancellationToken);
        return rows.ToLookup(static row => row.BookingId);
    }

    private sealed record NeededForm(Guid BookingId, FormStatus Status, string Title);
}
