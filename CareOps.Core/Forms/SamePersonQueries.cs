using CareOps.Core.Bookings;
using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Forms;

/// <summary>
/// Finds who may be the same person. Contacts are told apart by email; a phone number that leads to somebody else, the contact's own or one
/// that was typed with a booking or on the contact form, says that the two may be one.
/// </summary>
public sealed class SamePersonQueries(ReadDoor door)
{
    private const int MostNumbers = 20;

    /// <summary>
    /// Others who are known by a number of this contact, those who were active last first. None of an erased contact. What was typed with
    /// bookings and on forms tells only those who may see it.
    /// </summary>
    public async Task<IReadOnlyList<FoundContact>> OfContactAsync(Caller caller, Guid contactId, int most, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ViewContacts, cancellationToken);
        var contact = await db.Contacts().SingleOrDefaultAsync(row => row.Id == contactId && row.ErasedAt == null, cancellationToken);
        if (contact is null)
        {
            return [];
        }

        var booked = caller.May(Right.ViewBookings) ? await BookedWithAsync(db, caller, contactId, cancellationToken) : [];
        var written = caller.May(Right.ViewForms) ? await WrittenWithAsync(db, contactId, cancellationToken) : [];
        List<string> known = [.. booked.Concat(written).Append(contact.Phone).OfType<string>().Distinct(StringComparer.Ordinal)];
        return await db.Contacts()
            .Where(row => row.Id != contactId && row.Phone != null && known.Contains(row.Phone))
            .OrderByDescending(row => row.LastActivityAt).ThenBy(row => row.Id)
            .Take(most)
            .Select(row => new FoundContact(row.Id, row.Name, row.Email, row.Phone))
            .ToListAsync(cancellationToken);
    }

    private static async Task<IEnumerable<string>> BookedWithAsync(CareOpsDb db, Caller caller, Guid contactId, CancellationToken cancellationToken) =>
        await db.BookingsFor(caller)
            .Where(row => row.ContactId == contactId && row.Phone != null)
            .OrderByDescending(row => row.StartsAt).Take(MostNumbers)
            .Select(row => row.Phone!)
            .ToListAsync(cancellationToken);

    private static async Task<IEnumerable<string>> WrittenWithAsync(CareOpsDb db, Guid contactId, CancellationToken cancellationToken)
    {
        var typed = await db.FormSubmissions()
            .Where(row => row.ContactId == contactId)
            .Join(db.FormAnswers().Where(answer => answer.QuestionId == ContactFields.PhoneId), row => row.Id, answer => answer.SubmissionId, (row, answer) => new { row.SentAt, answer.Value })
            .OrderByDescending(row => row.SentAt).Take(MostNumbers)
            .Select(row => row.Value)
            .ToListAsync(cancellationToken);
        var country = await db.Workspaces().Select(static row => row.Country).SingleAsync(cancellationToken);
        return typed.Select(value => PhoneNumber.Parse(value, country)?.Value).OfType<string>();
    }
}
