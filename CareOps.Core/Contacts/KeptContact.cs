using CareOps.Core.Data;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Core.Contacts;

/// <summary>What a contact was before a merge. Moments are Unix ticks.</summary>
internal sealed record KeptContact(
    Guid Id,
    string Name,
    string? Email,
    string? Phone,
    ContactSource Source,
    long CreatedAt,
    IReadOnlyList<string> Tags,
    IReadOnlyList<KeptConsent> Consents,
    IReadOnlyDictionary<Guid, string> Values,
    Language? Language = null,
    string? TimeZone = null)
{
    public static async Task<KeptContact> OfAsync(CareOpsDb db, Contact contact, CancellationToken cancellationToken) => new(
        contact.Id,
        contact.Name,
        contact.Email,
        contact.Phone,
        contact.Source,
        contact.CreatedAt.ToUnixTimeTicks(),
        await db.ContactTags().AsNoTracking().Where(row => row.ContactId == contact.Id).Select(row => row.Name).ToListAsync(cancellationToken),
        (await db.ContactConsents().AsNoTracking().Where(row => row.ContactId == contact.Id).ToListAsync(cancellationToken))
            .ConvertAll(static row => new KeptConsent(row.Channel, row.IsSubscribed, row.ChangedAt.ToUnixTimeTicks(), row.ChangedBy?.Value, row.Source)),
        await db.ContactFieldValues().AsNoTracking().Where(row => row.ContactId == contact.Id)
            .ToDictionaryAsync(static row => row.FieldId, static row => row.Value, cancellationToken),
        contact.Language,
        contact.TimeZone);

    /// <summary>Removes the tags, consents and fields of a contact.</summary>
    public static async Task ClearAsync(CareOpsDb db, Guid contactId, CancellationToken cancellationToken)
    {
        await db.ContactTags().Where(row => row.ContactId == contactId).ExecuteDeleteAsync(cancellationToken);
        await db.ContactConsents().Where(row => row.ContactId == contactId).ExecuteDeleteAsync(cancellationToken);
        await db.ContactFieldValues().Where(row => row.ContactId == contactId).ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>Writes these tags, consents and fields for a contact that has none.</summary>
    public async Task WriteAsync(CareOpsDb db, Guid contactId, CancellationToken cancellationToken)
    {
        db.AddRange(Tags.Select(name => ContactTag.Of(db, contactId, name)));
        foreach (var kept in Consents)
        {
            var consent = ContactConsent.Of(db, contactId, kept.Channel);
            consent.Become(
                kept.IsSubscribed, Instant.FromUnixTimeTicks(kept.ChangedAt), kept.ChangedBy is { } by ? new MemberId(by) : null, kept.Source);
            db.Add(consent);
        }

        // A field may have been removed from all contacts meanwhile.
        var fields = await db.ContactFields().Select(static field => field.Id).ToListAsync(cancellationToken);
        db.AddRange(Values.Where(value => fields.Contains(value.Key)).Select(value => ContactFieldValue.Of(db, contactId, value.Key, value.Value)));
    }
}

internal sealed record KeptConsent(
    ConsentChannel Channel, bool IsSubscribed, long ChangedAt, Guid? ChangedBy, ConsentSource Source = ConsentSource.Member);
