using CareOps.Core.Bookings;
using CareOps.Core.Data;
using CareOps.Core.Files;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Forms;

/// <summary>A form as its customer sees it.</summary>
/// <param name="Submission">How far it is.</param>
/// <param name="Version">What it asks.</param>
/// <param name="Answers">What was answered so far, by question.</param>
/// <param name="Booking">What it is for; null where a member sent it by itself.</param>
/// <param name="Workspace">Who asks.</param>
public sealed record FormPageContent(
    FormSubmission Submission, FormVersion Version, IReadOnlyDictionary<Guid, string> Answers, Booking? Booking, Workspace Workspace)
{
    /// <summary>The files that were added so far, in the order in which they came.</summary>
    public IReadOnlyList<FormFileRow> Files { get; init; } = [];
}

/// <summary>A form on the page of the booking that it is for.</summary>
public sealed record FormOfOwnBooking(Guid SubmissionId, string Title, FormStatus Status);

/// <summary>The forms of one booking.</summary>
/// <param name="Forms">By title.</param>
/// <param name="AreOwed">Its service wants forms and it has none yet: they are asked for a moment after it was made.</param>
public sealed record FormsOfOwnBooking(IReadOnlyList<FormOfOwnBooking> Forms, bool AreOwed);

/// <summary>Reads forms for whoever holds a secret link.</summary>
public sealed class FormPageQueries(ReadDoor door)
{
    /// <summary>Null where the form is gone.</summary>
    public async Task<FormPageContent?> ByLinkAsync(Caller.LinkHolder caller, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.HoldLink, cancellationToken);
        if (caller.Purpose != LinkPurposes.Form
            || await db.FormSubmissions().SingleOrDefaultAsync(row => row.Id == caller.SubjectId, cancellationToken) is not { } submission)
        {
            return null;
        }

        return new FormPageContent(
            submission,
            await db.FormVersions().SingleAsync(row => row.Id == submission.VersionId, cancellationToken),
            await db.FormAnswers().Where(row => row.SubmissionId == submission.Id)
                .ToDictionaryAsync(static row => row.QuestionId, static row => row.Value, cancellationToken),
            submission.BookingId is { } booking ? await db.Bookings().SingleAsync(row => row.Id == booking, cancellationToken) : null,
            await db.WorkspaceAsync(cancellationToken))
        {
            Files = await FormFiles.OfAsync(db, submission.Id, cancellationToken),
        };
    }

    /// <summary>
    /// The document of the version that a page showed, or else of the one that is answered; null where there is none, or the form was
    /// taken back.
    /// </summary>
    public async Task<StoredFile?> DocumentAsync(Caller.LinkHolder caller, int? version, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.HoldLink, cancellationToken);
        if (caller.Purpose != LinkPurposes.Form
            || await db.FormSubmissions().SingleOrDefaultAsync(row => row.Id == caller.SubjectId, cancellationToken)
                is not { Status: not FormStatus.Withdrawn } submission)
        {
            return null;
        }

        var shown = db.FormVersions().Where(row => row.TemplateId == submission.TemplateId);
        var document = await shown.Where(row => version != null ? row.Number == version : row.Id == submission.VersionId)
            .Select(static row => row.DocumentId).SingleOrDefaultAsync(cancellationToken);
        return document is null ? null : await db.StoredFiles().SingleOrDefaultAsync(row => row.Id == document, cancellationToken);
    }

    /// <summary>The version that a page showed which is now posted, if it is one of this form's.</summary>
    public async Task<FormVersion?> ShownAsync(Caller.LinkHolder caller, int version, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.HoldLink, cancellationToken);
        var template = caller.Purpose == LinkPurposes.Form
            ? await db.FormSubmissions().Where(row => row.Id == caller.SubjectId).Select(row => (Guid?)row.TemplateId).SingleOrDefaultAsync(cancellationToken)
            : null;
        return template is null
            ? null
            : await db.FormVersions().SingleOrDefaultAsync(row => row.TemplateId == template && row.Number == version, cancellationToken);
    }
}

/// <summary>Reads a booking's forms for whoever holds the booking's link.</summary>
public sealed class BookingFormQueries(ReadDoor door)
{
    /// <summary>
    /// The forms of the very booking whose link somebody holds. Those of other bookings stay out, though its service may count them:
    /// whoever books with somebody's address would read what that person has answered.
    /// </summary>
    public async Task<FormsOfOwnBooking> OfBookingAsync(Caller.LinkHolder caller, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.HoldLink, cancellationToken);
        if (caller.Purpose != LinkPurposes.ManageBooking
            || await db.Bookings().SingleOrDefaultAsync(row => row.Id == caller.SubjectId, cancellationToken) is not { } booking)
        {
            return new FormsOfOwnBooking([], AreOwed: false);
        }

        var own = await Own(db, booking)
            .Join(db.FormTemplates(), row => row.TemplateId, template => template.Id, (row, template) => new { row.Id, template.Name, row.Status })
            .OrderBy(row => row.Name)
            .Select(row => new FormOfOwnBooking(row.Id, row.Name, row.Status))
            .ToListAsync(cancellationToken);
        return new FormsOfOwnBooking(
            own,
            AreOwed: own.Count == 0
                && await db.ServiceForms().AnyAsync(link => link.ServiceId == booking.ServiceId, cancellationToken)
                && !await db.FormSubmissions().AnyAsync(form => form.BookingId == booking.Id, cancellationToken));
    }

    internal static IQueryable<FormSubmission> Own(CareOpsDb db, Booking booking) =>
        db.FormSubmissions().Where(row => row.BookingId == booking.Id && row.ContactId == booking.ContactId && row.Status != FormStatus.Withdrawn);
}

/// <summary>Whoever holds a booking's link opens one of its forms: answers with the form's own, fresh link.</summary>
[Requires(Right.HoldLink)]
public sealed record OpenFormOfBooking(Guid SubmissionId);

public sealed class OpenFormOfBookingHandler(IWriteDoor door) : Handler<OpenFormOfBooking, LinkToken>(door)
{
    protected override async Task<Result<LinkToken>> ExecuteAsync(
        CareOpsDb db, Caller caller, OpenFormOfBooking command, CancellationToken cancellationToken)
    {
        var holder = (Caller.LinkHolder)caller;
        var booking = holder.Purpose == LinkPurposes.ManageBooking
            ? await db.Bookings().AsNoTracking().SingleOrDefaultAsync(row => row.Id == holder.SubjectId, cancellationToken)
            : null;
        var submission = booking is null
            ? null
            : await BookingFormQueries.Own(db, booking).SingleOrDefaultAsync(row => row.Id == command.SubmissionId, cancellationToken);
        return submission is null ? FormErrors.NotFound : FormLinks.Mint(db, submission);
    }
}

/// <summary>Whoever has just booked sees the forms on the page they land on: asked for now, where the worker has not come to it yet.</summary>
[Requires(Right.HoldLink)]
public sealed record AskFormsOfBooking;

public sealed class AskFormsOfBookingHandler(IWriteDoor door) : Handler<AskFormsOfBooking, Done>(door)
{
    protected override async Task<Result<Done>> ExecuteAsync(
        CareOpsDb db, Caller caller, AskFormsOfBooking command, CancellationToken cancellationToken)
    {
        var holder = (Caller.LinkHolder)caller;
        if (holder.Purpose != LinkPurposes.ManageBooking
            || !await db.Bookings().AnyAsync(row => row.Id == holder.SubjectId, cancellationToken))
        {
            return FormErrors.NotFound;
        }

        await FormsOfBooking.AskAsync(db, holder.SubjectId, cancellationToken);
        return Done.It;
    }
}
