using System.Diagnostics.CodeAnalysis;

using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Core.Contacts;

/// <summary>A contact in the list.</summary>
public sealed record ContactRow(
    Guid Id, string Name, string? Email, string? Phone, Instant LastActivityAt, IReadOnlyList<string> Tags);

/// <summary>Which contacts the list shows, and in which order. What is null is not asked for.</summary>
public sealed record ContactFilter
{
    /// <summary>A part of the name, the email or the phone number.</summary>
    public string? Search { get; init; }

    public string? Tag { get; init; }

    /// <summary>By name instead of by newest activity.</summary>
    public bool IsByName { get; init; }
}

/// <summary>Where a page of the list ended.</summary>
public sealed record ContactCursor(string Name, Instant LastActivityAt, Guid Id);

/// <summary>A tag, and how many contacts have it.</summary>
public sealed record TagCount(string Key, string Name, int Count);

/// <summary>A field, and what it says of a contact.</summary>
public sealed record FieldOfContact(Guid Id, string Name, string? Value);

/// <summary>Everything a contact's page shows of the contact itself.</summary>
public sealed record ContactProfile(
    Contact Contact, IReadOnlyList<string> Tags, IReadOnlyList<ContactConsent> Consents, IReadOnlyList<FieldOfContact> Fields);

/// <summary>Reads contacts for members.</summary>
public sealed class ContactQueries(ReadDoor door)
{
    /// <summary>A page of the list; <paramref name="after"/> continues where one ended.</summary>
    public async Task<IReadOnlyList<ContactRow>> ListAsync(
        Caller caller, ContactFilter filter, ContactCursor? after, int most, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ViewContacts, cancellationToken);
        var rows = Ordered(Matching(db, filter), filter.IsByName, after);
        var found = await rows.Take(most)
            .Select(row => new { row.Id, row.Name, row.Email, row.Phone, row.LastActivityAt })
            .ToListAsync(cancellationToken);
        var ids = found.ConvertAll(static row => row.Id);
        var tags = (await db.ContactTags().Where(tag => ids.Contains(tag.ContactId)).OrderBy(static tag => tag.Key)
                .Select(tag => new { tag.ContactId, tag.Name }).ToListAsync(cancellationToken))
            .ToLookup(static tag => tag.ContactId, static tag => tag.Name);
        return found.ConvertAll(row => new ContactRow(row.Id, row.Name, row.Email, row.Phone, row.LastActivityAt, [.. tags[row.Id]]));
    }

    public async Task<int> CountAsync(Caller caller, ContactFilter filter, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ViewContacts, cancellationToken);
        return await Matching(db, filter).CountAsync(cancellationToken);
    }

    /// <summary>All tags in use, by name.</summary>
    public async Task<IReadOnlyList<TagCount>> TagsAsync(Caller caller, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ViewContacts, cancellationToken);
        var tags = await db.ContactTags()
            .GroupBy(static tag => tag.Key)
            .Select(static group => new { group.Key, Name = group.Min(tag => tag.Name)!, Count = group.Count() })
            .OrderBy(static tag => tag.Key)
            .ToListAsync(cancellationToken);
        return tags.ConvertAll(static tag => new TagCount(tag.Key, tag.Name, tag.Count));
    }

    public async Task<ContactProfile?> ProfileAsync(Caller caller, Guid contactId, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ViewContacts, cancellationToken);
        var contact = await db.Contacts().SingleOrDefaultAsync(row => row.Id == contactId, cancellationToken);
        if (contact is null)
        {
            return null;
        }

        var values = await db.ContactFieldValues().Where(row => row.ContactId == contactId)
            .ToDictionaryAsync(static row => row.FieldId, static row => row.Value, cancellationToken);
        var fields = await db.ContactFields().OrderBy(static row => row.Position).ToListAsync(cancellationToken);
        return new ContactProfile(
            contact,
            await db.ContactTags().Where(row => row.ContactId == contactId).OrderBy(static row => row.Key)
                .Select(static row => row.Name).ToListAsync(cancellationToken),
            await db.ContactConsents().Where(row => row.ContactId == contactId).ToListAsync(cancellationToken),
            fields.ConvertAll(field => new FieldOfContact(field.Id, field.Name, values.GetValueOrDefault(field.Id))));
    }

    /// <summary>Who else is known by this email, or by this number where there is no email.</summary>
    public async Task<FoundContact?> OtherByAsync(
        Caller caller, Guid contactId, string? email, string? phone, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ViewContacts, cancellationToken);
        var country = await db.Workspaces().Select(static row => row.Country).SingleAsync(cancellationToken);
        var details = new ContactDetails(string.Empty, EmailAddress.Parse(email), PhoneNumber.Parse(phone, country));
        return details is { Email: null, Phone: null }
            || await ContactDesk.OtherAsync(db, details, [contactId], cancellationToken) is not { } other
                ? null
                : new FoundContact(other.Id, other.Name, other.Email, other.Phone);
    }

    /// <summary>The last merge into a contact, where it can still be undone.</summary>
    public async Task<ContactMerge?> LastMergeAsync(Caller caller, Guid contactId, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ViewContacts, cancellationToken);
        var last = await db.ContactMerges()
            .Where(row => row.WinnerId == contactId && row.UndoneAt == null)
            .OrderByDescending(row => row.MergedAt)
            .FirstOrDefaultAsync(cancellationToken);
        return last?.CanBeUndone(db.Now) == true ? last : null;
    }

    /// <summary>What the business keeps of contacts beyond name, email and phone.</summary>
    public async Task<IReadOnlyList<ContactField>> FieldsAsync(Caller caller, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ViewContacts, cancellationToken);
        return await db.ContactFields().OrderBy(static row => row.Position).ToListAsync(cancellationToken);
    }

    private static IQueryable<Contact> Matching(CareOpsDb db, ContactFilter filter)
    {
        var rows = Text.Line(filter.Search) is { } search
            ? ContactSearch.Matching(db, search)
            : db.Contacts().Where(static row => row.ErasedAt == null);
        if (Text.Line(filter.Tag) is not { } tag)
        {
            return rows;
        }

        var key = ContactTag.KeyOf(tag);
        return rows.Where(row => db.ContactTags().Any(one => one.Key == key && one.ContactId == row.Id));
    }

    [SuppressMessage("Globalization", "CA1309", Justification = "The database compares, in the order that it sorts by.")]
    private static IQueryable<Contact> Ordered(IQueryable<Contact> rows, bool isByName, ContactCursor? after)
    {
        if (after is { } cursor)
        {
            rows = isByName
                ? rows.Where(row => string.Compare(row.Name, cursor.Name) > 0 || (row.Name == cursor.Name && row.Id.CompareTo(cursor.Id) > 0))
                : rows.Where(row => row.LastActivityAt < cursor.LastActivityAt
                    || (row.LastActivityAt == cursor.LastActivityAt && row.Id.CompareTo(cursor.Id) < 0));
        }

        return isByName
            ? rows.OrderBy(row => row.Name).ThenBy(row => row.Id)
            : rows.OrderByDescending(row => row.LastActivityAt).ThenByDescending(row => row.Id);
    }
}
