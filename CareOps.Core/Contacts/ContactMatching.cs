using CareOps.Core.Data;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Contacts;

/// <summary>
/// Finds the one contact someone is, or creates it: by email first, by phone only where no email was given. What a visitor
/// types never overwrites what the business already knows.
/// </summary>
public static class ContactMatching
{
    private static readonly HotQuery<string, Contact?> ByEmail = new((db, email, _) =>
        db.Set<Contact>().AsTracking().FirstOrDefault(contact => contact.NormalisedEmail == email));

    private static readonly HotQuery<string, Contact?> ByPhone = new((db, phone, _) =>
        db.Set<Contact>().AsTracking().Where(contact => contact.Phone == phone).OrderBy(contact => contact.CreatedAt).FirstOrDefault());

    private const string KnownByEmail = """
        SELECT 1 FROM "Contacts" WHERE "WorkspaceId" = $1 AND "NormalisedEmail" = $2 LIMIT 1
        """;

    private const string KnownByPhone = """
        SELECT 1 FROM "Contacts" WHERE "WorkspaceId" = $1 AND "Phone" = $2 LIMIT 1
        """;

    public static async Task<Contact> FindOrCreateAsync(
        CareOpsDb db, ContactDetails details, ContactSource source, CancellationToken cancellationToken)
    {
        await LockAsync(db, details, cancellationToken);
        return await FindAsync(db, details, cancellationToken) ?? Create(db, details, source);
    }

    /// <summary>Whoever brings the same details at the same time waits from here on.</summary>
    internal static async Task LockAsync(CareOpsDb db, ContactDetails details, CancellationToken cancellationToken)
    {
        // By both, always in this order: one who gives only the number must not slip past one who gives both.
        foreach (var key in new[] { details.Email?.Normalised, details.Phone?.Value }.OfType<string>())
        {
            await db.LockAsync($"contact:{db.Workspace}:{key}", cancellationToken);
        }
    }

    /// <summary>The same where the details are locked and were looked at (<see cref="LookFor"/>): most are new, and need no question by EF.</summary>
    internal static async Task<Contact> FindOrCreateAsync(
        CareOpsDb db, ContactDetails details, Look<int> look, ContactSource source, CancellationToken cancellationToken) =>
        (look.Rows is [] ? null : await FindAsync(db, details, cancellationToken)) ?? Create(db, details, source);

    /// <summary>Whether there is such a contact, to be looked at together with something else. The details are locked by the caller.</summary>
    internal static Look<int> LookFor(CareOpsDb db, ContactDetails details) => details.Email is { } email
        ? new Look<int>(KnownByEmail, [db.Sql(db.Workspace.Value), email.Normalised], static row => row.Number(0))
        : new Look<int>(KnownByPhone, [db.Sql(db.Workspace.Value), details.Phone!.Value.Value], static row => row.Number(0));

    private static async Task<Contact?> FindAsync(CareOpsDb db, ContactDetails details, CancellationToken cancellationToken)
    {
        var found = await (details.Email is { } email
            ? ByEmail.AskAsync(db, email.Normalised, cancellationToken)
            : ByPhone.AskAsync(db, details.Phone!.Value.Value, cancellationToken));
        if (found is { TimeZone: null } && details.TimeZone is { } zone)
        {
            found.LiveIn(zone);
        }

        return found;
    }

    private static Contact Create(CareOpsDb db, ContactDetails details, ContactSource source)
    {
        var contact = Contact.Create(db, details, source);
        db.Append(contact);
        db.Append(TimelineEntry.Of(db, contact.Id, "contact.created", contact.Id, source switch
        {
            ContactSource.Booking => "Became a contact by booking",
            ContactSource.ContactForm => "Became a contact by the contact form",
            ContactSource.Inbound => "Became a contact by writing",
            _ => "Added by a member",
        }));
        db.Raise(new ContactCreated(contact.Id, source));
        return contact;
    }
}

/// <summary>Someone became a contact.</summary>
[EventName("contact.created")]
public sealed record ContactCreated(Guid ContactId, ContactSource Source) : IDomainEvent
{
    /// <summary>Whether the welcome rule looks at them: it doesn't at who stood in a file, unless that was chosen.</summary>
    public bool IsToBeWelcomed { get; init; } = true;

    public Guid SubjectId => ContactId;
}
