using CareOps.Core.Data;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Contacts.Import;

/// <summary>
/// Whose line it is: by email, else by phone where the line or the contact has no email. Two people with emails of their own may share
/// a number (a family, an office). <see cref="ImportPlan"/> foretells the same.
/// </summary>
internal static class ImportMatching
{
    private static readonly HotQuery<string, Contact?> ByEmail = new((db, email, _) =>
        db.Set<Contact>().AsTracking().FirstOrDefault(contact => contact.NormalisedEmail == email));

    private static readonly HotQuery<string, Contact?> ByPhone = new((db, phone, _) =>
        db.Set<Contact>().AsTracking().Where(contact => contact.Phone == phone).OrderBy(contact => contact.CreatedAt).FirstOrDefault());

    private static readonly HotQuery<string, Contact?> ByPhoneAlone = new((db, phone, _) =>
        db.Set<Contact>().AsTracking().FirstOrDefault(contact => contact.Phone == phone && contact.NormalisedEmail == null));

    /// <summary>Nobody else can take this address or number until the transaction ends.</summary>
    public static async Task<Contact?> FindAsync(CareOpsDb db, ContactDetails details, CancellationToken cancellationToken)
    {
        // The same locks in the same order as where contacts are matched.
        var (email, phone) = (details.Email?.Normalised, details.Phone?.Value);
        foreach (var key in new[] { email, phone }.OfType<string>())
        {
            await db.LockAsync($"contact:{db.Workspace}:{key}", cancellationToken);
        }

        if (email is not null && await ByEmail.AskAsync(db, email, cancellationToken) is { } known)
        {
            return known;
        }

        var byPhone = email is null ? ByPhone : ByPhoneAlone;
        return phone is null ? null : await byPhone.AskAsync(db, phone, cancellationToken);
    }

    /// <summary>Everyone who shares an address or a number with the file, the oldest first.</summary>
    public static async Task<IReadOnlyList<Contact>> AllAsync(
        CareOpsDb db, IEnumerable<ContactDetails> details, CancellationToken cancellationToken)
    {
        const int AtOnce = 500;
        var found = new Dictionary<Guid, Contact>();
        foreach (var some in details.Chunk(AtOnce))
        {
            var emails = some.Select(static one => one.Email?.Normalised).OfType<string>().ToList();
            var phones = some.Select(static one => one.Phone?.Value).OfType<string>().ToList();
            var byEmail = await db.Contacts().Where(row => emails.Contains(row.NormalisedEmail!)).ToListAsync(cancellationToken);
            var byPhone = await db.Contacts().Where(row => phones.Contains(row.Phone!)).ToListAsync(cancellationToken);
            foreach (var contact in byEmail.Concat(byPhone))
            {
                found.TryAdd(contact.Id, contact);
            }
        }

        return [.. found.Values.OrderBy(static contact => contact.CreatedAt)];
    }
}
