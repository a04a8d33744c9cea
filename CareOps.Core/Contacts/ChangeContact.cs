using CareOps.Core.Audit;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Contacts;

/// <summary>A member corrects a contact's name, email and phone.</summary>
[Requires(Right.ManageContacts)]
public sealed record ChangeContact(Guid ContactId, string? Name, string? Email, string? Phone);

public sealed class ChangeContactHandler(IWriteDoor door) : Handler<ChangeContact, Done>(door)
{
    protected override IEnumerable<Error> Check(ChangeContact command)
    {
        var errors = new FieldChecks();
        errors.Required(command.Name, nameof(command.Name), "a name", Contact.MaxNameLength);
        errors.Email(command.Email, nameof(command.Email), required: false);
        errors.If(
            Text.Line(command.Email) is null && Text.Line(command.Phone) is null,
            "contact.unreachable",
            "Enter an email address or a phone number.",
            nameof(command.Email));
        return errors.All;
    }

    protected override async Task<Result<Done>> ExecuteAsync(
        CareOpsDb db, Caller caller, ChangeContact command, CancellationToken cancellationToken)
    {
        var workspace = await db.Workspaces().AsNoTracking().SingleAsync(cancellationToken);
        var errors = new FieldChecks();
        errors.Phone(command.Phone, nameof(command.Phone), workspace.Country);
        if (Error.Join(errors.All) is { } error)
        {
            return error;
        }

        var found = await ContactDesk.LockAsync(db, command.ContactId, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        var contact = found.Value;
        var details = new ContactDetails(
            Text.Line(command.Name)!, EmailAddress.Parse(command.Email), PhoneNumber.Parse(command.Phone, workspace.Country));
        if (await ContactDesk.RefuseAsync(db, details, [contact.Id], cancellationToken) is { } refusal)
        {
            return refusal;
        }

        var changed = Changed(contact, details);
        if (changed.Count > 0)
        {
            contact.Change(details);
            contact.Touch(db.Now);
            db.Append(TimelineEntry.Of(db, contact.Id, "contact.changed", contact.Id, $"A member changed the {string.Join(" and the ", changed)}"));
            db.Audit(caller, "contact.changed", contact.Id, null, new { Fields = changed });
        }

        return Done.It;
    }

    private static List<string> Changed(Contact contact, ContactDetails details)
    {
        var changed = new List<string>();
        if (contact.Name != details.Name)
        {
            changed.Add("name");
        }

        if (contact.Email != details.Email?.Value)
        {
            changed.Add("email");
        }

        if (contact.Phone != details.Phone?.Value)
        {
            changed.Add("phone");
        }

        return changed;
    }
}

/// <summary>What every change of a contact begins with.</summary>
internal static class ContactDesk
{
    /// <summary>The contact as it is now, with everyone else waiting who wants to change, merge or erase it.</summary>
    public static async Task<Result<Contact>> LockAsync(CareOpsDb db, Guid id, CancellationToken cancellationToken)
    {
        await db.LockAsync($"contact:{id}", cancellationToken);
        var contact = await db.Contacts().SingleOrDefaultAsync(row => row.Id == id, cancellationToken);
        if (contact is null)
        {
            return ContactErrors.NotFound;
        }

        return contact.ErasedAt is null ? contact : ContactErrors.Erased;
    }

    /// <summary>Whether someone other than <paramref name="self"/> is known by these details. Nobody else can take them meanwhile.</summary>
    public static async Task<Error?> RefuseAsync(
        CareOpsDb db, ContactDetails details, IReadOnlyList<Guid> self, CancellationToken cancellationToken)
    {
        // The same locks in the same order as where contacts are matched.
        foreach (var key in new[] { details.Email?.Normalised, details.Phone?.Value }.OfType<string>())
        {
            await db.LockAsync($"contact:{db.Workspace}:{key}", cancellationToken);
        }

        if (await OtherAsync(db, details, self, cancellationToken) is not { } other)
        {
            return null;
        }

        return details.Email is null ? ContactErrors.PhoneTaken(other.Name) : ContactErrors.EmailTaken(other.Name);
    }

    /// <summary>Who else is known by these details: by the email, or by the number alone where there is no email.</summary>
    public static Task<Contact?> OtherAsync(
        CareOpsDb db, ContactDetails details, IReadOnlyList<Guid> self, CancellationToken cancellationToken)
    {
        var (email, phone) = (details.Email?.Normalised, details.Phone?.Value);
        var others = db.Contacts().AsNoTracking().Where(row => !self.Contains(row.Id));
        return (email is null ? others.Where(row => row.Phone == phone) : others.Where(row => row.NormalisedEmail == email))
            .OrderBy(static row => row.CreatedAt)
            .FirstOrDefaultAsync(cancellationToken);
    }
}
