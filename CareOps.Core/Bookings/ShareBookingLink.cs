using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Core.Bookings;

/// <summary>
/// A member gives a contact an address at which the booking page knows their name and how to reach them.
/// <paramref name="ServiceId"/> leads straight to one service's times; null to the choice of services.
/// </summary>
[Requires(Right.ManageInbox)]
public sealed record ShareBookingLink(Guid ContactId, Guid? ServiceId);

/// <summary>Answers with the whole address.</summary>
public sealed class ShareBookingLinkHandler(IWriteDoor door, PublicAddress address) : Handler<ShareBookingLink, string>(door)
{
    protected override async Task<Result<string>> ExecuteAsync(
        CareOpsDb db, Caller caller, ShareBookingLink command, CancellationToken cancellationToken)
    {
        if (!await db.Contacts().AnyAsync(contact => contact.Id == command.ContactId, cancellationToken))
        {
            return Error.NotFound("contact");
        }

        var business = await db.Workspaces().Select(workspace => workspace.Slug).SingleAsync(cancellationToken);
        if (command.ServiceId is not { } wanted)
        {
            return PrefillLinks.Address(db, address.BookingPage(business), command.ContactId);
        }

        var service = await db.Services().Where(row => row.Id == wanted && row.IsActive).Select(row => row.Slug)
            .SingleOrDefaultAsync(cancellationToken);
        return service is null
            ? BookingErrors.ServiceNotFound
            : PrefillLinks.Address(db, address.BookingPage(business, service), command.ContactId);
    }
}

/// <summary>What a prefilled booking page shows; each may be changed before booking.</summary>
public sealed record PrefilledDetails(string Name, string? Email, string? Phone);

/// <summary>Addresses of the booking page that stand for a contact, and hold nothing of them.</summary>
public static class PrefillLinks
{
    // A customer books weeks after they were written to; a year-old message need not show an address any more.
    private static readonly Duration Valid = Duration.FromDays(60);

    /// <summary>Mints the link inside the transaction that shows or sends it.</summary>
    /// <param name="db">The transaction.</param>
    /// <param name="page">The booking page, of the business or of one service.</param>
    /// <param name="contactId">Whose details are filled in.</param>
    public static string Address(CareOpsDb db, string page, Guid contactId) =>
        $"{page}?for={PublicLinks.Mint(db, LinkPurposes.Prefill, contactId, db.Now + Valid)}";
}

/// <summary>Reads whom a prefilled booking page is for.</summary>
public sealed class PrefillQueries(ReadDoor door)
{
    /// <returns>Null where the contact is gone.</returns>
    public async Task<PrefilledDetails?> ByLinkAsync(Caller.LinkHolder caller, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.HoldLink, cancellationToken);
        return caller.Purpose == LinkPurposes.Prefill
            ? await db.Contacts().Where(contact => contact.Id == caller.SubjectId)
                .Select(contact => new PrefilledDetails(contact.Name, contact.Email, contact.Phone))
                .SingleOrDefaultAsync(cancellationToken)
            : null;
    }
}
