using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Messaging;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Core.Bookings;

/// <summary>
/// A customer waits for a time on one of these dates. Whoever waits for the service already and gives the same details changes the dates.
/// Other details with a known address make a place beside it: a family may share an address, and nobody learns who waits.
/// </summary>
[Requires(Right.Anyone)]
public sealed record JoinWaitlist(
    Guid ServiceId, MemberId? MemberId, LocalDate FirstDay, LocalDate LastDay, string? Name, string? Email, string? Phone)
{
    /// <inheritdoc cref="BookSlot.TimeZone"/>
    public string? TimeZone { get; init; }
}

/// <summary>Takes the time that is offered, by the secret link of the place on the waitlist.</summary>
[Requires(Right.HoldLink)]
public sealed record AcceptOffer;

/// <summary>Lets the offered time go to the next and waits on.</summary>
[Requires(Right.HoldLink)]
public sealed record DeclineOffer;

[Requires(Right.HoldLink)]
public sealed record LeaveWaitlist;

/// <summary>A member takes a customer off the waitlist. Nobody is told, and a time that was kept is offered to others ten seconds later.</summary>
[Requires(Right.ManageBookings)]
public sealed record RemoveFromWaitlist(Guid EntryId);

/// <summary>Takes a member's removal back: the customer waits in their old turn, with the offer they had if its time is still free.</summary>
[Requires(Right.ManageBookings)]
public sealed record UndoRemoval(RemovedPlace Removed);

/// <summary>A place that a member removed, and the offer that ended with it.</summary>
public sealed record RemovedPlace(Guid EntryId, Guid? OfferId);

/// <summary>A place that is there again. <paramref name="IsOfferOver"/>: what had been offered could not be given back.</summary>
public sealed record RestoredPlace(bool IsOfferOver);

/// <summary>A place on the waitlist and a fresh secret link to it.</summary>
public sealed record WaitlistPlace(Guid EntryId, LinkToken Link);

public static class WaitlistErrors
{
    public static readonly Error NotOffered = new("waitlist.closed", "This service has no waitlist. Choose a free time instead.", ErrorKind.Conflict);

    public static readonly Error TimesAreFree =
        new("waitlist.free", "There are free times on these days: choose one of them.", ErrorKind.Conflict, "FirstDay");

    public static readonly Error OfferOver =
        new("waitlist.offer_over", "This offer is over. You are still on the waitlist and hear of the next free time.", ErrorKind.Conflict);

    public static readonly Error WaitsNoMore =
        new("waitlist.over", "This customer doesn't wait any more. Look at the waitlist again.", ErrorKind.Conflict);

    public static readonly Error RemovedForGood =
        new("waitlist.gone", "This can't be taken back any more: the customer waits again already, or has left the waitlist.", ErrorKind.Conflict);

    public static readonly Error NotFound = Error.NotFound("place on the waitlist");
}

public sealed class JoinWaitlistHandler(IWriteDoor door) : Handler<JoinWaitlist, WaitlistPlace>(door)
{
    public const int MostDays = 60;

    protected override IEnumerable<Error> Check(JoinWaitlist command)
    {
        var errors = new FieldChecks();
        errors.Customer(command.Name, command.Email, command.Phone, null);
        errors.If(
            command.LastDay < command.FirstDay,
            "waitlist.days",
            "The last day can't lie before the first.",
            nameof(command.LastDay));
        errors.If(
            Period.DaysBetween(command.FirstDay, command.LastDay) >= MostDays,
            "waitlist.days",
            $"Choose at most {MostDays} days.",
            nameof(command.LastDay));
        return errors.All;
    }

    protected override async Task<Result<WaitlistPlace>> ExecuteAsync(
        CareOpsDb db, Caller caller, JoinWaitlist command, CancellationToken cancellationToken)
    {
        var workspace = await db.Workspaces().AsNoTracking().SingleAsync(cancellationToken);
        var service = await db.Services().AsNoTracking()
            .SingleOrDefaultAsync(row => row.Id == command.ServiceId && row.IsActive, cancellationToken);
        if (service is null)
        {
            return BookingErrors.ServiceNotFound;
        }

        var errors = new FieldChecks();
        errors.Phone(command.Phone, nameof(command.Phone), workspace.Country);
        if ((Error.Join(errors.All) ?? await RefuseAsync(db, workspace, service, command, cancellationToken)) is { } refusal)
        {
            return refusal;
        }

        var details = new ContactDetails(
            Text.Line(command.Name)!, EmailAddress.Parse(command.Email), PhoneNumber.Parse(command.Phone, workspace.Country))
        {
            TimeZone = Locales.TimeZone(command.TimeZone),
        };
        var contact = await ContactMatching.FindOrCreateAsync(db, details, ContactSource.Booking, cancellationToken);
        contact.Touch(db.Now);
        var conversation = await Conversation.OfAsync(db, contact, cancellationToken);
        var places = await db.WaitlistEntries()
            .Where(row => row.ServiceId == service.Id && row.ContactId == contact.Id
                && (row.Status == WaitlistStatus.Waiting || row.Status == WaitlistStatus.Offered))
            .ToListAsync(cancellationToken);
        var entry = places.Find(place => place.IsOf(details));
        if (entry is null)
        {
            entry = WaitlistEntry.Create(
                db, service.Id, command.MemberId, new BookingParty(contact.Id, details, null), command.FirstDay, command.LastDay);
            db.Add(entry);
            Message.Activity(
                db, conversation, $"Waits for {service.Name}, {Say.Day(entry.FirstDay)} to {Say.Day(entry.LastDay)}");
        }
        else
        {
            entry.WaitFor(command.MemberId, command.FirstDay, command.LastDay);
        }

        return new WaitlistPlace(entry.Id, WaitlistLinks.Mint(db, workspace, entry));
    }

    private static async Task<Error?> RefuseAsync(
        CareOpsDb db, Workspace workspace, Service service, JoinWaitlist command, CancellationToken cancellationToken)
    {
        if (!workspace.IsOpen)
        {
            return BookingErrors.Closed;
        }

        if (!service.HasWaitlist)
        {
            return WaitlistErrors.NotOffered;
        }

        var today = db.Now.InZone(workspace.Zone).Date;
        if (command.FirstDay < today || command.LastDay > today.PlusDays(service.HorizonDays))
        {
            return new Error(
                "waitlist.days",
                $"Choose days from today up to {Say.Day(today.PlusDays(service.HorizonDays))}.",
                ErrorKind.Invalid,
                nameof(command.FirstDay));
        }

        var plan = await Availability.PlanAsync(db, workspace, service, cancellationToken);
        var engine = await Availability.EngineAsync(
            db, plan, command.MemberId, command.FirstDay, command.LastDay, default, cancellationToken);
        var days = Enumerable.Range(0, Period.DaysBetween(command.FirstDay, command.LastDay) + 1);
        return days.Any(day => engine.HasSlotOn(command.FirstDay.PlusDays(day), command.MemberId)) ? WaitlistErrors.TimesAreFree : null;
    }
}

public sealed class AcceptOfferHandler(IWriteDoor door) : Handler<AcceptOffer, BookedSlot>(door)
{
    protected override async Task<Result<BookedSlot>> ExecuteAsync(
        CareOpsDb db, Caller caller, AcceptOffer command, CancellationToken cancellationToken)
    {
        var found = await WaitlistLinks.EntryAsync(db, caller, cancellationToken);
        if (found is not { } entry)
        {
            return WaitlistErrors.NotFound;
        }

        if (entry.BookingId is { } made)
        {
            // The same click again.
            var earlier = await db.Bookings().AsNoTracking().SingleAsync(row => row.Id == made, cancellationToken);
            return new BookedSlot(made, BookingLinks.Mint(db, earlier));
        }

        if (entry.Status != WaitlistStatus.Offered || entry.OfferEndsAt <= db.Now)
        {
            return WaitlistErrors.OfferOver;
        }

        var workspace = await db.Workspaces().AsNoTracking().SingleAsync(cancellationToken);
        if (await BookingDesk.LockAsync(db, workspace, entry.ServiceId, activeOnly: true, entry.OfferId, cancellationToken) is not { } plan)
        {
            return WaitlistErrors.OfferOver;
        }

        var start = entry.OfferedStart!.Value.InZone(workspace.Zone).LocalDateTime;
        var engine = await Availability.EngineAsync(db, plan, entry.MemberId, start.Date, start.Date, default, cancellationToken);
        if (engine.At(start, entry.MemberId).Placement is not { } placement)
        {
            return WaitlistErrors.OfferOver;
        }

        var contact = await db.Contacts().SingleAsync(row => row.Id == entry.ContactId, cancellationToken);
        var details = WaitlistLinks.DetailsOf(entry, workspace);
        var written = await BookingDesk.WriteAsync(
            db,
            workspace,
            plan.Service,
            placement,
            new Customer(contact, details, Notes: null),
            new BookingOrigin(BookingSource.Waitlist),
            cancellationToken);
        if (!written.Succeeded)
        {
            return written.Error;
        }

        entry.Book(written.Value.Id);
        return new BookedSlot(written.Value.Id, BookingLinks.Mint(db, written.Value));
    }
}

public sealed class DeclineOfferHandler(IWriteDoor door) : Handler<DeclineOffer, Done>(door)
{
    protected override async Task<Result<Done>> ExecuteAsync(
        CareOpsDb db, Caller caller, DeclineOffer command, CancellationToken cancellationToken)
    {
        if (await WaitlistLinks.EntryAsync(db, caller, cancellationToken) is not { } entry)
        {
            return WaitlistErrors.NotFound;
        }

        await WaitlistLinks.EndOfferAsync(db, entry, cancellationToken);
        if (entry.Status == WaitlistStatus.Offered)
        {
            entry.WaitOn();
        }

        return Done.It;
    }
}

public sealed class LeaveWaitlistHandler(IWriteDoor door) : Handler<LeaveWaitlist, Done>(door)
{
    protected override async Task<Result<Done>> ExecuteAsync(
        CareOpsDb db, Caller caller, LeaveWaitlist command, CancellationToken cancellationToken)
    {
        if (await WaitlistLinks.EntryAsync(db, caller, cancellationToken) is not { } entry)
        {
            return WaitlistErrors.NotFound;
        }

        await WaitlistLinks.LeaveAsync(db, entry, cancellationToken);
        return Done.It;
    }
}

public sealed class RemoveFromWaitlistHandler(IWriteDoor door) : Handler<RemoveFromWaitlist, RemovedPlace>(door)
{
    protected override async Task<Result<RemovedPlace>> ExecuteAsync(
        CareOpsDb db, Caller caller, RemoveFromWaitlist command, CancellationToken cancellationToken)
    {
        if (await WaitlistLinks.ForMemberAsync(db, caller, command.EntryId, cancellationToken) is not { } entry)
        {
            return WaitlistErrors.NotFound;
        }

        if (!entry.IsWaiting)
        {
            return WaitlistErrors.WaitsNoMore;
        }

        var removed = new RemovedPlace(entry.Id, entry.OfferId);
        await WaitlistLinks.RemoveAsync(db, entry, cancellationToken);
        Audit.AuditLog.Audit(db, caller, "waitlist.removed", entry.Id, null, null);
        return removed;
    }
}

public sealed class UndoRemovalHandler(IWriteDoor door, IOfferNotices notices) : Handler<UndoRemoval, RestoredPlace>(door)
{
    protected override async Task<Result<RestoredPlace>> ExecuteAsync(
        CareOpsDb db, Caller caller, UndoRemoval command, CancellationToken cancellationToken)
    {
        var removed = command.Removed;
        if (await WaitlistLinks.ForMemberAsync(db, caller, removed.EntryId, cancellationToken) is not { } entry)
        {
            return WaitlistErrors.NotFound;
        }

        var workspace = await db.Workspaces().AsNoTracking().SingleAsync(cancellationToken);
        if (entry.RemovedAt is null || await WaitsAnewAsync(db, workspace, entry, cancellationToken))
        {
            return WaitlistErrors.RemovedForGood;
        }

        entry.WaitOn();
        var isOffered = removed.OfferId is { } offer && await OfferAgainAsync(db, workspace, entry, offer, cancellationToken);
        Audit.AuditLog.Audit(db, caller, "waitlist.restored", entry.Id, null, null);
        return new RestoredPlace(removed.OfferId is not null && !isOffered);
    }

    // With whoever joins with the same details waiting meanwhile.
    private static async Task<bool> WaitsAnewAsync(CareOpsDb db, Workspace workspace, WaitlistEntry entry, CancellationToken cancellationToken)
    {
        await ContactMatching.LockAsync(db, WaitlistLinks.DetailsOf(entry, workspace), cancellationToken);
        return await db.WaitlistEntries().AnyAsync(
            row => row.ServiceId == entry.ServiceId && row.ContactId == entry.ContactId
                && row.Name == entry.Name && row.Email == entry.Email && row.Phone == entry.Phone
                && (row.Status == WaitlistStatus.Waiting || row.Status == WaitlistStatus.Offered),
            cancellationToken);
    }

    // Where the message about it was written, its link leads to the same offer, which ends when it said. Where none was, none would be any
    // more: then it is made anew.
    private async Task<bool> OfferAgainAsync(
        CareOpsDb db, Workspace workspace, WaitlistEntry entry, Guid offerId, CancellationToken cancellationToken)
    {
        var offer = await db.WaitlistOffers().SingleOrDefaultAsync(row => row.Id == offerId && row.EntryId == entry.Id, cancellationToken);
        if (offer is null || await BookingDesk.LockAsync(db, workspace, entry.ServiceId, activeOnly: true, cancellationToken) is not { } plan)
        {
            return false;
        }

        var until = offer.EndsAt(plan.Rules.Notice);
        var start = offer.Start.InZone(workspace.Zone).LocalDateTime;
        var engine = await Availability.EngineAsync(db, plan, entry.MemberId, start.Date, start.Date, default, cancellationToken);
        if (until <= db.Now || engine.At(start, entry.MemberId).Placement is not { } free || free.Slot.Start != offer.Start)
        {
            return false;
        }

        if (await notices.IsToldAsync(db, offer.Id, cancellationToken))
        {
            entry.OfferAgain(offer, until);
            db.AddRange(Occupancy.Hold(db, offer.Id, entry.ServiceId, free, until));
        }
        else
        {
            db.Remove(offer);
            await WaitlistOffers.KeepAsync(db, plan, entry, free, cancellationToken);
        }

        return true;
    }
}

/// <summary>The secret address of one place on a waitlist, and what its holder does there.</summary>
public static class WaitlistLinks
{
    // Long enough for an offer that comes on the last day.
    private static readonly Duration ValidAfterwards = Duration.FromDays(7);

    public static LinkToken Mint(CareOpsDb db, Workspace workspace, WaitlistEntry entry) => PublicLinks.Mint(
        db,
        LinkPurposes.Waitlist,
        entry.Id,
        entry.LastDay.PlusDays(1).AtStartOfDayInZone(workspace.Zone).ToInstant() + ValidAfterwards);

    /// <summary>Who waits, as typed.</summary>
    internal static ContactDetails DetailsOf(WaitlistEntry entry, Workspace workspace) =>
        new(entry.Name, EmailAddress.Parse(entry.Email), PhoneNumber.Parse(entry.Phone, workspace.Country));

    internal static async Task<WaitlistEntry?> EntryAsync(CareOpsDb db, Caller caller, CancellationToken cancellationToken)
    {
        if (caller is not Caller.LinkHolder { Purpose: LinkPurposes.Waitlist } holder)
        {
            return null;
        }

        await db.LockAsync($"waitlist:{holder.SubjectId}", cancellationToken);
        return await db.WaitlistEntries().SingleOrDefaultAsync(row => row.Id == holder.SubjectId, cancellationToken);
    }

    /// <summary>The place that a member books for; null where none is named. Refused where it is nobody's any more.</summary>
    internal static async Task<Result<WaitlistEntry?>> WaitingAsync(
        CareOpsDb db, Caller caller, Guid? entryId, CancellationToken cancellationToken)
    {
        if (entryId is not { } id)
        {
            return (WaitlistEntry?)null;
        }

        if (await ForMemberAsync(db, caller, id, cancellationToken) is not { } entry)
        {
            return WaitlistErrors.NotFound;
        }

        return entry.IsWaiting ? entry : WaitlistErrors.WaitsNoMore;
    }

    /// <summary>The place, where it concerns the caller's calendar.</summary>
    internal static async Task<WaitlistEntry?> ForMemberAsync(CareOpsDb db, Caller caller, Guid entryId, CancellationToken cancellationToken)
    {
        await db.LockAsync($"waitlist:{entryId}", cancellationToken);
        return await db.WaitlistFor(caller).SingleOrDefaultAsync(row => row.Id == entryId, cancellationToken);
    }

    /// <summary>Ends a place with the booking that a member made for it.</summary>
    internal static async Task BookAsync(CareOpsDb db, WaitlistEntry entry, Booking booking, CancellationToken cancellationToken)
    {
        await EndOfferAsync(db, entry, cancellationToken);
        entry.Book(booking.Id);
    }

    internal static async Task LeaveAsync(CareOpsDb db, WaitlistEntry entry, CancellationToken cancellationToken)
    {
        await EndOfferAsync(db, entry, cancellationToken);
        if (entry.Status != WaitlistStatus.Booked)
        {
            // Also where a member had removed them: that is not taken back then.
            entry.Leave();
        }
    }

    /// <summary>Frees the time that is kept for an entry, and has the next one asked.</summary>
    internal static async Task EndOfferAsync(CareOpsDb db, WaitlistEntry entry, CancellationToken cancellationToken)
    {
        if (entry.OfferId is { } offer)
        {
            await BookingDesk.ReleaseAsync(db, offer, cancellationToken);

            // Not as the offer's end: that waits for its hour, and what is later of the same offer waits behind it.
            db.Raise(new TimeFreed(db.NewId(), entry.ServiceId));
        }
    }

    /// <summary>A member takes a place away: whoever is next is asked when that can't be taken back any more.</summary>
    internal static async Task RemoveAsync(CareOpsDb db, WaitlistEntry entry, CancellationToken cancellationToken)
    {
        if (entry.OfferId is { } offer)
        {
            await BookingDesk.ReleaseAsync(db, offer, cancellationToken);
            db.Raise(new TimeFreed(db.NewId(), entry.ServiceId), db.Now + Booking.TimeToThink);
        }

        entry.Remove(db.Now);
    }
}
