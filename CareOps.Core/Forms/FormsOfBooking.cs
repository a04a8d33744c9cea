using CareOps.Core.Bookings;
using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Data.Outbox;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Forms;

/// <summary>
/// The forms that follow a booking: asked for when it is made, due with its start, given up with it. Handled again, nothing happens
/// twice: a booking has each of its forms once in the database.
/// </summary>
public sealed class FormsOfBooking(FormMessages messages) :
    IEventHandler<BookingCreated>, IEventHandler<BookingRescheduled>, IEventHandler<BookingCancelled>, IEventHandler<BookingReopened>
{
    // Asked with every booking, and most services want no form.
    private static readonly HotQuery<Guid, Booking> ById =
        new((db, id, _) => db.Set<Booking>().AsNoTracking().Single(booking => booking.Id == id));

    private static readonly HotList<Guid, ServiceForm> LinksOf = new((db, service) => db.Set<ServiceForm>().AsNoTracking()
        .Where(row => row.ServiceId == service)
        .Where(row => db.Set<FormTemplate>().Any(template => template.Id == row.TemplateId && template.ArchivedAt == null))
        .OrderBy(row => row.Id));

    private static readonly HotList<Guid, FormSubmission> AskedOf = new((db, contact) => db.Set<FormSubmission>().AsNoTracking()
        .Where(row => row.ContactId == contact && row.Status != FormStatus.Withdrawn));

    private static readonly HotQuery<Guid, FormVersion> Newest = new((db, template, _) => db.Set<FormVersion>().AsNoTracking()
        .Where(row => row.TemplateId == template).OrderByDescending(row => row.Number).First());

    public async Task HandleAsync(CareOpsDb db, BookingCreated domainEvent, CancellationToken cancellationToken)
    {
        var booking = await ById.AskAsync(db, domainEvent.BookingId, cancellationToken);
        if (!booking.Stands)
        {
            return;
        }

        var asked = await AssignAsync(db, booking, cancellationToken);
        if (asked.Count > 0)
        {
            var contact = await db.ContactAsync(booking.ContactId, cancellationToken);
            await messages.AskAsync(db, contact, asked, FormAsking.ByBooking, cancellationToken);
        }
    }

    public async Task HandleAsync(CareOpsDb db, BookingRescheduled domainEvent, CancellationToken cancellationToken)
    {
        var booking = await ById.AskAsync(db, domainEvent.BookingId, cancellationToken);
        var links = await LinksOf.AskAsync(db, booking.ServiceId, cancellationToken);
        foreach (var submission in await OfAsync(db, booking, cancellationToken))
        {
            var link = links.FirstOrDefault(row => row.TemplateId == submission.TemplateId);
            submission.Postpone(db, link?.DueFor(booking.StartsAt, db.Now) ?? booking.StartsAt);
        }
    }

    public async Task HandleAsync(CareOpsDb db, BookingCancelled domainEvent, CancellationToken cancellationToken)
    {
        var booking = await ById.AskAsync(db, domainEvent.BookingId, cancellationToken);
        if (booking.Stands)
        {
            // Reopened before the forms heard of it.
            return;
        }

        foreach (var submission in await OfAsync(db, booking, cancellationToken))
        {
            if (submission.IsOpen)
            {
                submission.Withdraw(db.Now);
                await FormLinks.RevokeAsync(db, submission, cancellationToken);
            }
        }
    }

    public async Task HandleAsync(CareOpsDb db, BookingReopened domainEvent, CancellationToken cancellationToken)
    {
        var booking = await ById.AskAsync(db, domainEvent.BookingId, cancellationToken);
        if (!booking.Stands)
        {
            return;
        }

        foreach (var submission in await OfAsync(db, booking, cancellationToken))
        {
            submission.AskAgain(db);
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

    private static Task<List<FormSubmission>> OfAsync(CareOpsDb db, Booking booking, CancellationToken cancellationToken) =>
        db.FormSubmissions().Where(row => row.BookingId == booking.Id).OrderBy(row => row.Id).ToListAsync(cancellationToken);
}

/// <summary>A form's due moment came, or it came back.</summary>
public sealed class FormMoments : IEventHandler<FormDue>, IEventHandler<FormSubmitted>
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

    public async Task HandleAsync(CareOpsDb db, FormSubmitted domainEvent, CancellationToken cancellationToken)
    {
        var submission = await db.FormSubmissions().AsNoTracking().SingleAsync(row => row.Id == domainEvent.SubmissionId, cancellationToken);
        var contact = await db.ContactAsync(submission.ContactId, cancellationToken);
        await FormMessages.ConfirmAsync(db, contact, submission, cancellationToken);
    }
}
