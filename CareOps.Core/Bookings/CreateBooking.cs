using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Core.Bookings;

/// <summary>
/// A member books for a customer who called or came: any start and length. Rules that stand in the way are refused in words with the code
/// <see cref="BookingErrors.RulesCode"/> until a reason is given; an overlap is refused in any case. Without <paramref name="MemberId"/>
/// whoever is free does it; without <paramref name="ContactId"/> the customer is found or created by name, email and phone.
/// </summary>
[Requires(Right.ManageBookings)]
public sealed record CreateBooking(Guid ServiceId, MemberId? MemberId, LocalDateTime? Start, Guid? ContactId)
{
    public string? Name { get; init; }

    public string? Email { get; init; }

    public string? Phone { get; init; }

    public string? Notes { get; init; }

    /// <summary>Null for the service's own duration.</summary>
    public int? Minutes { get; init; }

    public BookingSource Source { get; init; } = BookingSource.Phone;

    /// <summary>Why it is booked against the rules; audited.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether the customer gets the confirmation.</summary>
    public bool Tell { get; init; } = true;

    /// <summary>The place on the waitlist that the booking ends; a time that was kept for it is given up.</summary>
    public Guid? WaitlistEntryId { get; init; }

    /// <summary>Made by the screen: the same one again answers with the first booking.</summary>
    public Guid SubmissionKey { get; init; } = Guid.NewGuid();
}

public sealed class CreateBookingHandler(IWriteDoor door) : Handler<CreateBooking, Booking>(door)
{
    protected override IEnumerable<Error> Check(CreateBooking command) => MembersBooking.Check(command);

    protected override async Task<Result<Booking>> ExecuteAsync(
        CareOpsDb db, Caller caller, CreateBooking command, CancellationToken cancellationToken)
    {
        var workspace = await db.Workspaces().AsNoTracking().SingleAsync(cancellationToken);
        var content = Submission.ContentOf("booking by a member", command.ServiceId.ToString(), command.Start!.Value.ToString(), command.Name);
        var earlier = await Submission.FindAsync(db, command.SubmissionKey, content, cancellationToken);
        if (!earlier.Succeeded)
        {
            return earlier.Error;
        }

        if (earlier.Value is { } made)
        {
            return await db.Bookings().AsNoTracking().SingleAsync(row => row.Id == made, cancellationToken);
        }

        var waiting = await WaitlistLinks.WaitingAsync(db, caller, command.WaitlistEntryId, cancellationToken);
        if (!waiting.Succeeded)
        {
            return waiting.Error;
        }

        var customer = await MembersBooking.CustomerAsync(db, workspace, command, cancellationToken);
        if (!customer.Succeeded)
        {
            return customer.Error;
        }

        // Whoever is booked for another customer or service leaves the one who waits where they were.
        var entry = waiting.Value is { } place && place.ContactId == customer.Value.Contact.Id && place.ServiceId == command.ServiceId ? place : null;
        if (await BookingDesk.LockAsync(db, workspace, command.ServiceId, activeOnly: false, entry?.OfferId, cancellationToken) is not { } plan)
        {
            return BookingErrors.ServiceNotFound;
        }

        var written = await BookAsync(db, caller, command, plan, customer.Value, cancellationToken);
        if (written.Succeeded)
        {
            var booking = written.Value;
            if (entry is not null)
            {
                await WaitlistLinks.BookAsync(db, entry, booking, cancellationToken);
            }

            db.Append(Submission.Of(db, command.SubmissionKey, content, booking.Id));
            Audit.AuditLog.Audit(db, caller, "booking.created", booking.Id, null, new { booking.StartsAt, OverridesRules = booking.OverrideReason is not null });
        }

        return written;
    }

    private static async Task<Result<Booking>> BookAsync(
        CareOpsDb db, Caller caller, CreateBooking command, ServicePlan plan, Customer customer, CancellationToken cancellationToken)
    {
        if (MembersBooking.Wish(caller, command, plan) is not { } wish)
        {
            return BookingErrors.NotOwnCalendar;
        }

        var placed = await wish.PlaceAsync(db, plan, [], cancellationToken);
        if (!placed.Succeeded)
        {
            return placed.Error;
        }

        var (placement, overridden) = placed.Value;
        var origin = MembersBooking.Origin(command, ((Caller.Member)caller).Id, overridden, wish);
        var workspace = await db.Workspaces().AsNoTracking().SingleAsync(cancellationToken);
        return await BookingDesk.WriteAsync(db, workspace, plan.Service, placement, customer, origin, cancellationToken);
    }
}

/// <summary>What one booking and a series by a member share.</summary>
internal static class MembersBooking
{
    public static IEnumerable<Error> Check(CreateBooking command)
    {
        var errors = new FieldChecks();
        errors.If(command.Start is null, BookingErrors.NoSlotChosen.Code, BookingErrors.NoSlotChosen.Message, nameof(command.Start));
        errors.Optional(command.Reason, nameof(command.Reason), Booking.MaxReasonLength);
        errors.Optional(command.Notes, nameof(command.Notes), Booking.MaxNotesLength);
        if (command.ContactId is null)
        {
            errors.Customer(command.Name, command.Email, command.Phone, command.Notes);
        }

        if (command.Minutes is { } minutes)
        {
            errors.Range(minutes, SaveServiceHandler.MinStepMinutes, Service.MaxMinutes, nameof(command.Minutes), "minutes");
        }

        return errors.All;
    }

    public static async Task<Result<Customer>> CustomerAsync(
        CareOpsDb db, Workspace workspace, CreateBooking command, CancellationToken cancellationToken)
    {
        var notes = Text.Lines(command.Notes);
        if (command.ContactId is { } id)
        {
            var contact = await db.Contacts().SingleOrDefaultAsync(row => row.Id == id, cancellationToken);
            return contact is null
                ? Error.NotFound("contact")
                : new Customer(
                    contact,
                    new ContactDetails(contact.Name, EmailAddress.Parse(contact.Email), PhoneNumber.Parse(contact.Phone, workspace.Country)),
                    notes);
        }

        var errors = new FieldChecks();
        errors.Phone(command.Phone, nameof(command.Phone), workspace.Country);
        return Error.Join(errors.All) is { } error
            ? error
            : await Customer.OfAsync(
                db,
                new ContactDetails(
                    Text.Line(command.Name)!, EmailAddress.Parse(command.Email), PhoneNumber.Parse(command.Phone, workspace.Country)),
                notes,
                cancellationToken);
    }

    /// <summary>Null where the caller may fill no calendar but their own and asks for another; "whoever is free" is then the caller.</summary>
    public static MembersWish? Wish(Caller caller, CreateBooking command, ServicePlan plan)
    {
        var member = command.MemberId ?? OwnCalendar.Only(caller);
        if (member is { } wanted && !OwnCalendar.Allows(caller, wanted))
        {
            return null;
        }

        var length = command.Minutes is { } minutes ? Duration.FromMinutes(minutes) : plan.Rules.Length;
        return new MembersWish(command.Start!.Value, length, member, Text.Line(command.Reason));
    }

    public static BookingOrigin Origin(CreateBooking command, MemberId by, bool overridden, MembersWish wish) =>
        new(command.WaitlistEntryId is null ? command.Source : BookingSource.Waitlist, by, overridden ? wish.Reason : null, IsQuiet: !command.Tell);
}

/// <summary>Where a member wants a booking, and why there in spite of the rules.</summary>
internal sealed record MembersWish(LocalDateTime Start, Duration Length, MemberId? Member, string? Reason)
{
    public const string NobodyIsFree = "Nobody who does this is free then.";
    public const string SomeoneIsNamed = "Choose who does it, as it lasts longer or shorter than usual.";

    /// <summary>An earlier place of the same booking: it was right then, so its rules are not asked again.</summary>
    public bool IsWayBack { get; init; }

    /// <summary>When the customer had come to that place.</summary>
    public Instant? ArrivedAt { get; init; }

    /// <summary>Of what the customer was to be told yet at that place.</summary>
    public BookingChange? Owed { get; init; }

    /// <summary>The place, with the neighbours' buffers out of its way, and whether rules were overridden for it.</summary>
    /// <param name="db">The transaction.</param>
    /// <param name="single">The plan of what is booked.</param>
    /// <param name="moving">What has a place already: a booking, or all of a group, whose place is then its first one's, with room for all.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<Result<(Placement Placement, bool Overridden)>> PlaceAsync(
        CareOpsDb db, ServicePlan single, IReadOnlyList<Guid> moving, CancellationToken cancellationToken)
    {
        var except = new Except { Bookings = moving };
        var plan = single.Together(except);
        var engine = await Availability.EngineForAnyLengthAsync(db, plan, Member, Start.Date, except, cancellationToken);
        if (Member is null)
        {
            return Anyone(plan, engine);
        }

        var (placement, reasons) = engine.Force(Start, Length, Member.Value, await RoomsAsync(db, moving, cancellationToken));
        var name = plan.NameOf(Member.Value);
        if (placement is null)
        {
            return BookingErrors.Against(Sentences(plan, name, reasons.Where(static reason => !reason.CanBeOverridden)), canBeOverridden: false);
        }

        if (reasons.Count > 0 && Reason is null && !IsWayBack)
        {
            return BookingErrors.Against(Sentences(plan, name, reasons), canBeOverridden: true);
        }

        await BookingDesk.MakeRoomAsync(db, placement, moving, cancellationToken);
        return (placement, reasons.Count > 0);
    }

    private Result<(Placement Placement, bool Overridden)> Anyone(ServicePlan plan, SlotEngine engine)
    {
        if (Length != plan.Rules.Length)
        {
            return BookingErrors.Against([SomeoneIsNamed], canBeOverridden: false);
        }

        return engine.At(Start).Placement is { } free
            ? (free, false)
            : BookingErrors.Against(
                [NobodyIsFree, "Choose one of them to see what is in the way."], canBeOverridden: false);
    }

    private IEnumerable<string> Sentences(ServicePlan plan, string member, IEnumerable<SlotReason> reasons) =>
        reasons.Select(reason => reason.Sentence(member, plan.Rules, plan.Holidays, Start));

    // What is moved stays in its room where that is free.
    private static async Task<IReadOnlyList<Guid>> RoomsAsync(CareOpsDb db, IReadOnlyList<Guid> moving, CancellationToken cancellationToken) =>
        moving.Count > 0 && moving[0] is var booking
            ? await db.Occupancies().Where(row => row.BookingId == booking).Select(row => row.SubjectId).ToListAsync(cancellationToken)
            : [];
}
