using CareOps.Core.Bookings;
using CareOps.Core.Data;
using CareOps.Core.Data.Outbox;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Forms;

/// <summary>
/// The forms that follow a booking: asked for when it is made, due with its start, given up with it, the latter in the very transaction
/// that moves or cancels it. Handled again, nothing happens twice: a booking has each of its forms once in the database. The customer
/// is written to by whoever hears <see cref="FormsAsked"/>.
/// </summary>
public sealed class FormsOfBooking :
    IEventHandler<BookingCreated>, IJoinedHandler<BookingRescheduled>, IJoinedHandler<BookingCancelled>, IJoinedHandler<BookingReopened>
{
    // Asked with every booking, and most services want no form.
    private static readonly HotQuery<Guid, Booking> ById =
        new((db, id, _) => db.Set<Booking>().AsNoTracking().Single(booking => booking.Id == id));

    // As it is in this transaction, which may have changed it.
    private static readonly HotQuery<Guid, Booking?> Changed =
        new((db, id, _) => db.Set<Booking>().AsTracking().SingleOrDefault(booking => booking.Id == id));

    private static readonly HotList<Guid, Guid> OfBooking = new((db, booking) => db.Set<FormSubmission>()
        .Where(row => row.BookingId == booking).OrderBy(row => row.Id).Select(row => row.Id));

    private static readonly HotList<Guid, FormSubmission> TrackedOf = new((db, booking) => db.Set<FormSubmission>().AsTracking()
        .Where(row => row.BookingId == booking).OrderBy(row => row.Id));

    private static readonly HotList<Guid, ServiceForm> LinksOf = new((db, service) => db.Set<ServiceForm>().AsNoTracking()
        .Where(row => row.ServiceId == service)
        .Where(row => db.Set<FormTemplate>().Any(template => template.Id == row.TemplateId && template.ArchivedAt == null))
        .OrderBy(row => row.Id));

    private static readonly HotList<Guid, FormSubmission> AskedOf = new((db, contact) => db.Set<FormSubmission>().AsNoTracking()
        .Where(row => row.ContactId == contact && row.Status != FormStatus.Withdrawn));

    private static readonly HotQuery<Guid, FormVersion> Newest = new((db, template, _) => db.Set<FormVersion>().AsNoTracking()
        .Where(row => row.TemplateId == template).OrderByDescending(row => row.Number).First());

    public Task HandleAsync(CareOpsDb db, BookingCreated domainEvent, CancellationToken cancellationToken) =>
        AskAsync(db, domainEvent.BookingId, cancellationToken);

    public async Task HandleAsync(CareOpsDb db, BookingRescheduled domainEvent, CancellationToken cancellationToken)
    {
        if (await Changed.AskAsync(db, domainEvent.BookingId, cancellationToken) is not { } booking)
        {
            // Nothing was asked for it yet.
            return;
        }

        var submissions = await OfAsync(db, booking, cancellationToken);
        var links = submissions.Count == 0 ? [] : await LinksOf.AskAsync(db, booking.ServiceId, cancellationToken);
        foreach (var submission in submissions)
        {
            var link = links.FirstOrDefault(row => row.TemplateId == submission.TemplateId);
            submission.Postpone(db, link?.DueFor(booking.StartsAt, db.Now) ?? booking.StartsAt);
        }
    }

    public async Task HandleAsync(CareOpsDb db, BookingCancelled domainEvent, CancellationToken cancellationToken)
    {
        if (await Changed.AskAsync(db, domainEvent.BookingId, cancellationToken) is not { } booking)
        {
            // Nothing was asked for it yet.
            return;
        }

        foreach (var submission in await OfAsync(db, booking, cancellationToken))
        {
            if (submission.IsOpen)
            {
                submission.Withdraw(db);
                await FormLinks.RevokeAsync(db, submission, cancellationToken);
            }
        }
    }

    public async Task HandleAsync(CareOpsDb db, BookingReopened domainEvent, CancellationToken cancellationToken)
    {
        if (await Changed.AskAsync(db, domainEvent.BookingId, cancellationToken) is not { } booking)
        {
            // Nothing was asked for it yet.
            return;
        }

        foreach (var submission in await OfAsync(db, booking, cancellationToken))
        {
            submission.AskAgain(db);
        }
    }

    /// <summary>Asks for the forms of a booking that was just made, and has its customer told of them, unless that was done.</summary>
    internal static async Task AskAsync(CareOpsDb db, Guid bookingId, CancellationToken cancellationToken)
    {
        // Whoever cancels it right now comes before or after this, and never in between.
        await db.LockAsync($"booking:{bookingId}", cancellationToken);
        var booking = await ById.AskAsync(db, bookingId, cancellationToken);
        if (!booking.Stands)
        {
            return;
        }

        var asked = await AssignAsync(db, booking, cancellationToken);
        if (asked.Count > 0)
        {
            db.Raise(new FormsAsked(booking.Id, booking.ContactId));
        }
    }

    /// <summary>Asks for what the service wants and the contact has not filled in.</summary>
    /// <returns>What is new.</returns>
    internal static async Task<IReadOnlyList<FormSubmission>> AssignAsync(
        CareOpsDb db, Booking booking, CancellationToken cancellationToken)
    {
        var links = await LinksOf.AskAsync(db, booking.ServiceId, cancellationToken);
        if (links.Count == 0)
        {
            return [];
        }

        await db.LockAsync($"forms-of-contact:{booking.ContactId}", cancellationToken);
        var workspace = await db.WorkspaceAsync(cancellationToken);
        var known = await AskedOf.AskAsync(db, booking.ContactId, cancellationToken);
        var asked = new List<FormSubmission>();
        foreach (var link in links.Where(link => !IsKnown(link)))
        {
            var version = await Newest.AskAsync(db, link.TemplateId, cancellationToken);
            var submission = FormSubmission.Create(
                db, version, booking.ContactId, booking.Id, link.DueFor(booking.StartsAt, db.Now));
            db.Add(submission);
            asked.Add(submission);
        }

        await db.SaveChangesAsync(cancellationToken);
        return asked;

        bool IsKnown(ServiceForm link) => known.Any(submission => submission.TemplateId == link.TemplateId
            && (submission.BookingId == booking.Id
                || (link.Repeat != FormRepeat.EveryTime
                    && (submission.IsOpen || (submission.SubmittedAt is { } at && link.StillCounts(at, booking.StartsAt, workspace.Zone))))));
    }

    // Whoever answers or withdraws one of them right now comes before or after this, and never in between.
    private static async Task<IReadOnlyList<FormSubmission>> OfAsync(CareOpsDb db, Booking booking, CancellationToken cancellationToken)
    {
        var ids = await OfBooking.AskAsync(db, booking.Id, cancellationToken);
        foreach (var id in ids)
        {
            await db.LockAsync($"form:{id}", cancellationToken);
        }

        return ids.Count == 0 ? [] : await TrackedOf.AskAsync(db, booking.Id, cancellationToken);
    }
}

/// <summary>A form's due moment came.</summary>
public sealed class FormMoments : IEventHandler<FormDue>
{
    public async Task HandleAsync(CareOpsDb db, FormDue domainEvent, CancellationToken cancellationToken)
    {
        await db.LockAsync($"form:{domainEvent.SubmissionId}", cancellationToken);
        var submission = await db.FormSubmissions().SingleOrDefaultAsync(row => row.Id == domainEvent.SubmissionId, cancellationToken);
        if (submission?.DueAt == domainEvent.DueAt)
        {
            submission.FallDue(db);
        }
    }
}
