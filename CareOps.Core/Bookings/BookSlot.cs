using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Messaging;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

using NodaTime;
using NodaTime.Text;

namespace CareOps.Core.Bookings;

/// <summary>A customer takes a slot. <paramref name="SubmissionKey"/> makes the identical post answer with the first result.</summary>
[Requires(Right.Anyone)]
public sealed record BookSlot(
    Guid ServiceId, LocalDateTime? Start, string? Name, string? Email, string? Phone, string? Notes, Guid SubmissionKey);

/// <summary>The booking and a fresh secret link to it.</summary>
public sealed record BookedSlot(Guid BookingId, LinkToken Link);

public sealed class BookSlotHandler(IWriteDoor door) : Handler<BookSlot, BookedSlot>(door)
{
    protected override IEnumerable<Error> Check(BookSlot command)
    {
        var errors = new FieldChecks();
        errors.If(command.Start is null, BookingErrors.NoSlotChosen.Code, BookingErrors.NoSlotChosen.Message, nameof(command.Start));
        errors.Required(command.Name, nameof(command.Name), "your name", Contact.MaxNameLength);
        errors.Email(command.Email, nameof(command.Email), required: false);
        errors.Optional(command.Notes, nameof(command.Notes), Booking.MaxNotesLength);
        errors.If(
            Text.Line(command.Email) is null && Text.Line(command.Phone) is null,
            BookingErrors.Unreachable.Code,
            BookingErrors.Unreachable.Message,
            nameof(command.Email));
        return errors.All;
    }

    protected override async Task<Result<BookedSlot>> ExecuteAsync(
        CareOpsDb db, Caller caller, BookSlot command, CancellationToken cancellationToken)
    {
        var workspace = await db.Workspaces().AsNoTracking().SingleAsync(cancellationToken);
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

        var earlier = await Submission.FindAsync(db, command.SubmissionKey, Content(command), cancellationToken);
        if (!earlier.Succeeded)
        {
            return earlier.Error;
        }

        return earlier.Value is { } bookingId
            ? await AgainAsync(db, bookingId, cancellationToken)
            : await BookAsync(db, command, workspace, cancellationToken);
    }

    private static string Content(BookSlot command) => Submission.ContentOf(
        "booking",
        command.ServiceId.ToString(),
        command.Start is { } start ? LocalDateTimePattern.GeneralIso.Format(start) : null,
        command.Name,
        command.Email,
        command.Phone,
        command.Notes);

    private static async Task<Result<BookedSlot>> AgainAsync(CareOpsDb db, Guid bookingId, CancellationToken cancellationToken)
    {
        var booking = await db.Bookings().AsNoTracking().SingleAsync(row => row.Id == bookingId, cancellationToken);
        return new BookedSlot(bookingId, BookingLinks.Mint(db, booking));
    }

    private static async Task<Result<BookedSlot>> BookAsync(
        CareOpsDb db, BookSlot command, Workspace workspace, CancellationToken cancellationToken)
    {
        var service = await db.Services().AsNoTracking()
            .SingleOrDefaultAsync(row => row.Id == command.ServiceId && row.IsActive, cancellationToken);
        if (service is null)
        {
            return BookingErrors.ServiceNotFound;
        }

        await db.LockAsync($"occupancy:{service.MemberId}", cancellationToken);
        var rules = SlotRules.Of(workspace.Zone, service, await Availability.HoursAsync(db, service.MemberId, cancellationToken));
        var day = command.Start!.Value.Date;
        var engine = new SlotEngine(
            rules, await Availability.BusyAsync(db, rules, service.MemberId, day, day, cancellationToken), db.Now);
        var (slot, refusal) = engine.At(command.Start.Value);
        if (slot is not { } free)
        {
            return BookingErrors.Of(refusal!.Value);
        }

        var details = new ContactDetails(
            Text.Line(command.Name)!,
            EmailAddress.Parse(command.Email),
            PhoneNumber.Parse(command.Phone, workspace.Country));
        var contact = await ContactMatching.FindOrCreateAsync(db, details, ContactSource.Booking, cancellationToken);
        var conversation = await Conversation.OfAsync(db, contact, cancellationToken);
        var party = new BookingParty(contact.Id, details, Text.Lines(command.Notes));
        var booking = Booking.Create(db, service, free, party, await BookingReference.FreeAsync(db, cancellationToken));
        Add(db, booking, rules.Occupied(free), conversation, contact.CreatedAt == db.Now, workspace);
        db.Add(Submission.Of(db, command.SubmissionKey, Content(command), booking.Id));
        var link = BookingLinks.Mint(db, booking);
        return await SavedAsync(db, new BookedSlot(booking.Id, link), cancellationToken);
    }

    private static void Add(
        CareOpsDb db, Booking booking, Interval occupied, Conversation conversation, bool contactIsNew, Workspace workspace)
    {
        var when = Say.Moment(booking.StartsAt, workspace.Zone);
        var notes = booking.Notes is null ? string.Empty : $"\n“{booking.Notes}”";
        db.Add(booking);
        db.Add(Occupancy.Of(db, booking, occupied));
        Message.Activity(db, conversation, $"Booked {booking.ServiceName}, {when} · {booking.Reference}{notes}");
        db.Add(TimelineEntry.Of(db, booking.ContactId, "booking.created", booking.Id, $"Booked {booking.ServiceName}, {when}"));
        db.Raise(new BookingCreated(booking.Id, booking.ContactId, conversation.Id, contactIsNew));
    }

    private static async Task<Result<BookedSlot>> SavedAsync(
        CareOpsDb db, BookedSlot booked, CancellationToken cancellationToken)
    {
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return booked;
        }
        catch (DbUpdateException exception) when (db.WasRefusedBy(exception, Occupancy.NoOverlap))
        {
            return BookingErrors.SlotTaken;
        }
    }
}
