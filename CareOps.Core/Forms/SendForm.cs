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

/// <summary>Writes to those whose forms are open. Each is reminded or refused for itself.</summary>
[Requires(Right.ManageForms)]
public sealed record RemindForms(IReadOnlyList<Guid> SubmissionIds);

/// <summary>How many were reminded, and why the others were not, by submission.</summary>
public sealed record RemindedForms(int Reminded, IReadOnlyDictionary<Guid, Error> Refused);

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

        if (!await messages.AskAsync(db, contact, submission, FormAsking.ByHand, cancellationToken))
        {
            return FormErrors.Unreachable;
        }

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

public sealed class RemindFormsHandler(IWriteDoor door, FormMessages messages) : Handler<RemindForms, RemindedForms>(door)
{
    private const int MostAtOnce = 200;

    // Pressed twice, or by two members at once, it is one reminder.
    private static readonly Duration Pause = Duration.FromMinutes(5);

    protected override IEnumerable<Error> Check(RemindForms command)
    {
        if (command.SubmissionIds.Count > MostAtOnce)
        {
            yield return new Error("too_many", $"Remind of at most {MostAtOnce} forms at once.");
        }
    }

    protected override async Task<Result<RemindedForms>> ExecuteAsync(
        CareOpsDb db, Caller caller, RemindForms command, CancellationToken cancellationToken)
    {
        var refused = new Dictionary<Guid, Error>();
        var reminded = 0;
        foreach (var id in command.SubmissionIds.Distinct().Order())
        {
            if (await RemindAsync(db, caller, id, cancellationToken) is { } error)
            {
                refused[id] = error;
            }
            else
            {
                reminded++;
            }
        }

        return reminded == 0 && refused.Values.All(static error => error.Kind == ErrorKind.NotFound)
            ? FormErrors.NotFound
            : new RemindedForms(reminded, refused);
    }

    private async Task<Error?> RemindAsync(CareOpsDb db, Caller caller, Guid id, CancellationToken cancellationToken)
    {
        await db.LockAsync($"form:{id}", cancellationToken);
        var submission = await db.FormSubmissions().SingleOrDefaultAsync(row => row.Id == id, cancellationToken);
        if (submission is null)
        {
            return FormErrors.NotFound;
        }

        if (!submission.IsOpen)
        {
            return FormErrors.NotOpen;
        }

        if (submission.RemindedAt > db.Now - Pause)
        {
            return new Error("form.reminded", "They were reminded a moment ago.", ErrorKind.Conflict);
        }

        var contact = await db.ContactAsync(submission.ContactId, cancellationToken);
        if (!await messages.AskAsync(db, contact, submission, FormAsking.Again, cancellationToken))
        {
            return FormErrors.Unreachable;
        }

        submission.Remind(db.Now);
        db.Audit(caller, "form.reminded", submission.Id, null, null);
        return null;
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
