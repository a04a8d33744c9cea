using CareOps.Core.Audit;
using CareOps.Core.Bookings;
using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Core.Forms;

/// <summary>A member asks a contact to fill in a form, with or without a booking; it is written to them at once.</summary>
[Requires(Right.ManageForms)]
public sealed record SendForm(Guid TemplateId, Guid ContactId, Guid? BookingId)
{
    /// <summary>Until when; null for no due moment, or the start of the booking.</summary>
    public Instant? DueAt { get; init; }
}

/// <summary>A form is no longer needed: its links open nothing any more.</summary>
[Requires(Right.ManageForms)]
public sealed record WithdrawForm(Guid SubmissionId);

public sealed class SendFormHandler(IWriteDoor door, FormMessages messages) : Handler<SendForm, FormSubmission>(door)
{
    protected override async Task<Result<FormSubmission>> ExecuteAsync(
        CareOpsDb db, Caller caller, SendForm command, CancellationToken cancellationToken)
    {
        var template = await db.FormTemplates().SingleOrDefaultAsync(row => row.Id == command.TemplateId, cancellationToken);
        var contact = await db.Contacts().SingleOrDefaultAsync(row => row.Id == command.ContactId, cancellationToken);
        if (template is null || contact is null)
        {
            return template is null ? FormErrors.NotFound : ContactErrors.NotFound;
        }

        var booking = command.BookingId is { } id
            ? await db.BookingsFor(caller).AsNoTracking().SingleOrDefaultAsync(row => row.Id == id && row.ContactId == contact.Id, cancellationToken)
            : null;
        if (command.BookingId is not null && booking is null)
        {
            return BookingErrors.NotFound;
        }

        return template switch
        {
            { IsContactForm: true } => FormErrors.ContactForm,
            { ArchivedAt: not null } => FormErrors.Archived,
            _ => await SendAsync(db, caller, command, (template, contact, booking), cancellationToken),
        };
    }

    private async Task<Result<FormSubmission>> SendAsync(
        CareOpsDb db,
        Caller caller,
        SendForm command,
        (FormTemplate Template, Contact Contact, Booking? Booking) about,
        CancellationToken cancellationToken)
    {
        var (template, contact, booking) = about;
        await db.LockAsync($"forms-of-contact:{contact.Id}", cancellationToken);
        var open = await db.FormSubmissions().FirstOrDefaultAsync(
            row => row.ContactId == contact.Id && row.TemplateId == template.Id && row.BookingId == command.BookingId
                && row.Status != FormStatus.Withdrawn && (row.Status != FormStatus.Completed || row.BookingId != null),
            cancellationToken);
        if (open is not null)
        {
            return new Error("form.sent", "They were sent this form already. Remind them instead.", ErrorKind.Conflict, nameof(command.TemplateId));
        }

        var version = (await TemplateDesk.NewestAsync(db, template.Id, cancellationToken))!;
        var submission = await AgainAsync(db, command, cancellationToken)
            ?? FormSubmission.Create(db, version, contact.Id, booking?.Id, command.DueAt ?? booking?.StartsAt);
        if (db.Entry(submission).State == EntityState.Detached)
        {
            db.Add(submission);
        }

        if (await FormMessages.ChannelAsync(db, contact, cancellationToken) is not { } channel)
        {
            return FormErrors.Unreachable;
        }

        await messages.AskAsync(db, contact, channel, [submission], FormAsking.ByHand, cancellationToken);
        db.Append(TimelineEntry.Of(db, contact.Id, "form.sent", submission.Id, $"Was sent the form “{template.Name}”"));
        db.Audit(caller, "form.sent", submission.Id, null, new { Form = template.Id });
        return submission;
    }

    // A booking has each form once: one that was withdrawn is asked for again.
    private static async Task<FormSubmission?> AgainAsync(CareOpsDb db, SendForm command, CancellationToken cancellationToken)
    {
        var withdrawn = command.BookingId is null
            ? null
            : await db.FormSubmissions().SingleOrDefaultAsync(
                row => row.BookingId == command.BookingId && row.TemplateId == command.TemplateId, cancellationToken);
        withdrawn?.AskAgain(db);
        return withdrawn;
    }
}

public sealed class WithdrawFormHandler(IWriteDoor door) : Handler<WithdrawForm, Done>(door)
{
    protected override async Task<Result<Done>> ExecuteAsync(
        CareOpsDb db, Caller caller, WithdrawForm command, CancellationToken cancellationToken)
    {
        await db.LockAsync($"form:{command.SubmissionId}", cancellationToken);
        var submission = await db.FormSubmissions().SingleOrDefaultAsync(row => row.Id == command.SubmissionId, cancellationToken);
        if (submission is null)
        {
            return FormErrors.NotFound;
        }

        if (!submission.IsOpen)
        {
            return FormErrors.NotOpen;
        }

        submission.Withdraw(db);
        await FormLinks.RevokeAsync(db, submission, cancellationToken);
        db.Audit(caller, "form.withdrawn", submission.Id, null, null);
        return Done.It;
    }
}
