using System.Text.Json;

using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Bookings;

/// <summary>A contact's bookings, series, places on waitlists, and the links to them.</summary>
internal sealed class BookingsOfContact : IContactHolder
{
    public string Key => "bookings";

    public Right Seen => Right.ViewBookings;

    public async Task<string> MoveAsync(CareOpsDb db, Guid from, Guid to, CancellationToken cancellationToken)
    {
        var left = await LeaveDoublePlacesAsync(db, from, to, cancellationToken);
        var moved = new MovedBookings(
            await db.Bookings().Where(row => row.ContactId == from).Select(row => row.Id).ToListAsync(cancellationToken),
            await db.BookingSeries().Where(row => row.ContactId == from).Select(row => row.Id).ToListAsync(cancellationToken),
            await db.WaitlistEntries().Where(row => row.ContactId == from).Select(row => row.Id).ToListAsync(cancellationToken),
            await db.PublicLinks().Where(row => row.SubjectId == from).Select(row => row.Id).ToListAsync(cancellationToken),
            left);
        await GiveAsync(db, moved, to, cancellationToken);
        return JsonSerializer.Serialize(moved);
    }

    public async Task MoveBackAsync(CareOpsDb db, Guid from, Guid to, string moved, CancellationToken cancellationToken)
    {
        var kept = JsonSerializer.Deserialize<MovedBookings>(moved)!;
        await GiveAsync(db, kept, from, cancellationToken);
        foreach (var entry in await db.WaitlistEntries().Where(row => kept.Left.Contains(row.Id)).ToListAsync(cancellationToken))
        {
            if (entry.Status == WaitlistStatus.Left)
            {
                entry.WaitOn();
            }
        }
    }

    public async Task EraseAsync(CareOpsDb db, Guid contactId, CancellationToken cancellationToken)
    {
        var bookings = await db.Bookings().Where(row => row.ContactId == contactId).Select(row => row.Id).ToListAsync(cancellationToken);
        var entries = await db.WaitlistEntries().Where(row => row.ContactId == contactId).ToListAsync(cancellationToken);
        foreach (var entry in entries)
        {
            await WaitlistLinks.LeaveAsync(db, entry, cancellationToken);
        }

        await db.SaveChangesAsync(cancellationToken);
        await db.Bookings().Where(row => row.ContactId == contactId).ExecuteUpdateAsync(
            static set => set
                .SetProperty(row => row.Name, Contact.ErasedName)
                .SetProperty(row => row.Email, (string?)null)
                .SetProperty(row => row.Phone, (string?)null)
                .SetProperty(row => row.Notes, (string?)null)
                .SetProperty(row => row.CancelReason, (string?)null)
                .SetProperty(row => row.OverrideReason, (string?)null),
            cancellationToken);
        await db.WaitlistEntries().Where(row => row.ContactId == contactId).ExecuteUpdateAsync(
            static set => set
                .SetProperty(row => row.Name, Contact.ErasedName)
                .SetProperty(row => row.Email, (string?)null)
                .SetProperty(row => row.Phone, (string?)null),
            cancellationToken);
        List<Guid> subjects = [contactId, .. bookings, .. entries.Select(static entry => entry.Id)];
        await db.PublicLinks().Where(row => subjects.Contains(row.SubjectId)).ExecuteDeleteAsync(cancellationToken);
        foreach (var booking in bookings)
        {
            db.Announce(new LiveSubject(nameof(Booking), booking));
        }
    }

    public async Task<object> ExportAsync(CareOpsDb db, Caller caller, Guid contactId, CancellationToken cancellationToken)
    {
        var bookings = await db.BookingsFor(caller).Where(row => row.ContactId == contactId).OrderBy(row => row.StartsAt).ToListAsync(cancellationToken);
        return bookings.ConvertAll(static row => new
        {
            row.Reference,
            row.ServiceName,
            StartsAt = row.StartsAt.ToString(),
            EndsAt = row.EndsAt.ToString(),
            row.Status,
            row.Name,
            row.Email,
            row.Phone,
            row.Notes,
            row.CancelReason,
        });
    }

    // Merged, they are one person, who waits for a service once: the contact with an offer keeps its places, else the winner.
    private static async Task<IReadOnlyList<Guid>> LeaveDoublePlacesAsync(CareOpsDb db, Guid from, Guid to, CancellationToken cancellationToken)
    {
        var waiting = await db.WaitlistEntries()
            .Where(row => (row.ContactId == from || row.ContactId == to)
                && (row.Status == WaitlistStatus.Waiting || row.Status == WaitlistStatus.Offered))
            .ToListAsync(cancellationToken);
        var left = new List<Guid>();
        foreach (var places in waiting.GroupBy(static row => row.ServiceId))
        {
            var kept = places
                .OrderByDescending(static row => row.Status == WaitlistStatus.Offered)
                .ThenByDescending(row => row.ContactId == to)
                .First().ContactId;
            foreach (var place in places.Where(row => row.ContactId != kept))
            {
                await WaitlistLinks.LeaveAsync(db, place, cancellationToken);
                left.Add(place.Id);
            }
        }

        await db.SaveChangesAsync(cancellationToken);
        return left;
    }

    private static async Task GiveAsync(CareOpsDb db, MovedBookings moved, Guid to, CancellationToken cancellationToken)
    {
        await db.Bookings().Where(row => moved.Bookings.Contains(row.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.ContactId, to), cancellationToken);
        await db.BookingSeries().Where(row => moved.Series.Contains(row.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.ContactId, to), cancellationToken);
        await db.WaitlistEntries().Where(row => moved.Entries.Contains(row.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.ContactId, to), cancellationToken);
        await db.PublicLinks().Where(row => moved.Links.Contains(row.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.SubjectId, to), cancellationToken);
        foreach (var booking in moved.Bookings)
        {
            db.Announce(new LiveSubject(nameof(Booking), booking));
        }
    }
}

/// <summary>The ids of what moved, and of the places on waitlists that were given up because both waited.</summary>
internal sealed record MovedBookings(
    IReadOnlyList<Guid> Bookings,
    IReadOnlyList<Guid> Series,
    IReadOnlyList<Guid> Entries,
    IReadOnlyList<Guid> Links,
    IReadOnlyList<Guid> Left);
