using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

using NodaTime;
using NodaTime.Text;

namespace CareOps.Core.Bookings;

/// <summary>A customer takes a slot. <paramref name="SubmissionKey"/> makes the identical post answer with the first result.</summary>
[Requires(Right.Anyone)]
public sealed record BookSlot(
    Guid ServiceId, LocalDateTime? Start, string? Name, string? Email, string? Phone, string? Notes, Guid SubmissionKey)
{
    /// <summary>Null for whoever is free.</summary>
    public MemberId? MemberId { get; init; }

    /// <summary>Where the visitor's browser says that it is; anything else than a name of the tz database is not looked at.</summary>
    public string? TimeZone { get; init; }

    /// <summary>The visitor's own hold, which gives way to the booking.</summary>
    public Guid? HoldId { get; init; }
}

/// <summary>The booking and a fresh secret link to it.</summary>
public sealed record BookedSlot(Guid BookingId, LinkToken Link);

public sealed class BookSlotHandler(IWriteDoor door) : Handler<BookSlot, BookedSlot>(door)
{
    protected override IEnumerable<Error> Check(BookSlot command)
    {
        var errors = new FieldChecks();
        errors.If(command.Start is null, BookingErrors.NoSlotChosen.Code, BookingErrors.NoSlotChosen.Message, nameof(command.Start));
        errors.Customer(command.Name, command.Email, command.Phone, command.Notes);
        return errors.All;
    }

    // What is written is saved by the door, with the commit: on PostgreSQL that is one journey less under the member's lock.
    protected override async Task<Result<BookedSlot>> RunAsync(Caller caller, BookSlot command, CancellationToken cancellationToken)
    {
        try
        {
            return await base.RunAsync(caller, command, cancellationToken);
        }
        catch (DbUpdateException exception) when (BookingDesk.IsTaken(exception))
        {
            return BookingErrors.SlotTaken;
        }
    }

    protected override async Task<Result<BookedSlot>> ExecuteAsync(
        CareOpsDb db, Caller caller, BookSlot command, CancellationToken cancellationToken)
    {
        var workspace = await db.WorkspaceAsync(cancellationToken);
        if (!workspace.IsOpen && caller is not Caller.Member)
        {
            return BookingErrors.Closed;
        }

        var errors = new FieldChecks();
        errors.Phone(command.Phone, nameof(command.Phone), workspace.Country);
        if (Error.Join(errors.All) is { } error)
        {
            return error;
        }

        var details = new ContactDetails(
            Text.Line(command.Name)!,
            EmailAddress.Parse(command.Email),
            PhoneNumber.Parse(command.Phone, workspace.Country))
        {
            TimeZone = Locales.TimeZone(command.TimeZone),
        };
        var reference = BookingReference.Any();
        await Submission.LockAsync(db, command.SubmissionKey, cancellationToken);
        await ContactMatching.LockAsync(db, details, cancellationToken);
        var submission = Submission.LookFor(db, command.SubmissionKey);
        var contact = ContactMatching.LookFor(db, details);
        var used = BookingReference.LookFor(db, reference);
        await db.LookAsync([submission, contact, used], cancellationToken);

        var earlier = Submission.Judge(submission.Rows, Content(command));
        if (!earlier.Succeeded)
        {
            return earlier.Error;
        }

        if (earlier.Value is { } bookingId)
        {
            return await AgainAsync(db, bookingId, cancellationToken);
        }

        var customer = new Customer(
            await ContactMatching.FindOrCreateAsync(db, details, contact, ContactSource.Booking, cancellationToken),
            details,
            Text.Lines(command.Notes));
        var birth = new BookingBirth(
            BookingOrigin.Online, used.Rows is [] ? reference : await BookingReference.FreeAsync(db, cancellationToken));
        return await BookAsync(db, command, workspace, customer, birth, cancellationToken);
    }

    private static string Content(BookSlot command) => Submission.ContentOf(
        "booking",
        command.ServiceId.ToString(),
        command.Start is { } start ? LocalDateTimePattern.GeneralIso.Format(start) : null,
        command.Name,
        command.Email,
        command.Phone,
        command.Notes,
        command.MemberId?.Value.ToString());

    private static async Task<Result<BookedSlot>> AgainAsync(CareOpsDb db, Guid bookingId, CancellationToken cancellationToken)
    {
        var booking = await db.Bookings().AsNoTracking().SingleAsync(row => row.Id == bookingId, cancellationToken);
        return new BookedSlot(bookingId, BookingLinks.Mint(db, booking));
    }

    private static async Task<Result<BookedSlot>> BookAsync(
        CareOpsDb db, BookSlot command, Workspace workspace, Customer customer, BookingBirth birth, CancellationToken cancellationToken)
    {
        if (await BookingDesk.LockAsync(db, workspace, command.ServiceId, activeOnly: true, command.HoldId, cancellationToken) is not { } plan)
        {
            return BookingErrors.ServiceNotFound;
        }

        var wanted = command.Start!.Value;
        var engine = await Availability.EngineAtAsync(db, plan, command.MemberId, wanted, default, cancellationToken);
        var (placement, refusal) = engine.At(wanted, command.MemberId);
        if (placement is null)
        {
            return BookingErrors.Of(refusal!.Value.Refusal);
        }

        var booking = await BookingDesk.AppendAsync(db, workspace, plan.Service, placement, customer, birth, cancellationToken);
        db.Append(Submission.Of(db, command.SubmissionKey, Content(command), booking.Id));
        return new BookedSlot(booking.Id, BookingLinks.Mint(db, booking));
    }
}

/// <summary>What every form about a customer asks of what was typed.</summary>
internal static class CustomerChecks
{
    public static void Customer(this FieldChecks errors, string? name, string? email, string? phone, string? notes)
    {
        errors.Required(name, "Name", "your name", Contact.MaxNameLength);
        errors.Email(email, "Email", required: false);
        errors.Optional(notes, "Notes", Booking.MaxNotesLength);
        errors.If(
            Text.Line(email) is null && Text.Line(phone) is null,
            BookingErrors.Unreachable.Code,
            BookingErrors.Unreachable.Message,
            BookingErrors.Unreachable.Field!);
    }
}
