using CareOps.Core.Data;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Contacts;

/// <summary>A contact as a search lists them.</summary>
public sealed record FoundContact(Guid Id, string Name, string? Email, string? Phone);

/// <summary>Finds contacts while someone types, for whoever books for them.</summary>
public sealed class ContactSearch(ReadDoor door)
{
    private const int FewestDigits = 3;
    private const string Escape = "\\";

    /// <summary>Those whose name, email or phone holds what was typed; by name.</summary>
    public async Task<IReadOnlyList<FoundContact>> FindAsync(Caller caller, string typed, int count, CancellationToken cancellationToken)
    {
        if (Text.Line(typed) is not { } text)
        {
            return [];
        }

        await using var db = await door.OpenAsync(caller, Right.ManageBookings, cancellationToken);
        return await Found(Matching(db, text)
                .OrderBy(static contact => contact.Name)
                .ThenBy(static contact => contact.Id)
                .Take(count))
            .ToListAsync(cancellationToken);
    }

    public async Task<FoundContact?> ByIdAsync(Caller caller, Guid contactId, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ManageBookings, cancellationToken);
        return await Found(db.Contacts().Where(contact => contact.Id == contactId)).SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>The contacts whose name, email or phone holds <paramref name="text"/>.</summary>
    internal static IQueryable<Contact> Matching(CareOpsDb db, string text)
    {
        // A number is known by its international form, whatever leads it here.
        var digits = new string([.. text.Where(char.IsAsciiDigit)]).TrimStart('0');
        var number = digits.Length >= FewestDigits && !text.Any(char.IsLetter) ? $"%{digits}%" : null;
        var part = $"%{text.Replace(Escape, Escape + Escape, StringComparison.Ordinal).Replace("%", Escape + "%", StringComparison.Ordinal).Replace("_", Escape + "_", StringComparison.Ordinal)}%";

        // Capitals don't matter: SQLite's LIKE ignores them, PostgreSQL has an operator of its own for that.
        var known = db.Contacts().Where(static contact => contact.ErasedAt == null);
        return db.Engine == Engine.Sqlite
            ? known.Where(contact =>
                EF.Functions.Like(contact.Name, part, Escape)
                || EF.Functions.Like(contact.Email!, part, Escape)
                || (number != null && EF.Functions.Like(contact.Phone!, number)))
            : known.Where(contact =>
                EF.Functions.ILike(contact.Name, part, Escape)
                || EF.Functions.ILike(contact.Email!, part, Escape)
                || (number != null && EF.Functions.Like(contact.Phone!, number)));
    }

    private static IQueryable<FoundContact> Found(IQueryable<Contact> contacts) =>
        contacts.Select(contact => new FoundContact(contact.Id, contact.Name, contact.Email, contact.Phone));
}
