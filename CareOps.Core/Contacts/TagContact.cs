using CareOps.Core.Data;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Contacts;

/// <summary>Puts a tag on a contact; one that is there stays as it is.</summary>
[Requires(Right.ManageContacts)]
public sealed record TagContact(Guid ContactId, string? Name);

/// <summary>Takes a tag off a contact, whatever its capitals.</summary>
[Requires(Right.ManageContacts)]
public sealed record UntagContact(Guid ContactId, string? Name);

public sealed class TagContactHandler(IWriteDoor door) : Handler<TagContact, Done>(door)
{
    public const int MostTags = 30;

    protected override IEnumerable<Error> Check(TagContact command)
    {
        var errors = new FieldChecks();
        errors.Required(command.Name, nameof(command.Name), "a tag, such as Regular", ContactTag.MaxNameLength);
        return errors.All;
    }

    protected override async Task<Result<Done>> ExecuteAsync(
        CareOpsDb db, Caller caller, TagContact command, CancellationToken cancellationToken)
    {
        var found = await ContactDesk.LockAsync(db, command.ContactId, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        var name = Text.Line(command.Name)!;
        var key = ContactTag.KeyOf(name);
        var tags = await db.ContactTags().Where(tag => tag.ContactId == command.ContactId).Select(tag => tag.Key).ToListAsync(cancellationToken);
        if (tags.Contains(key))
        {
            return Done.It;
        }

        if (tags.Count >= MostTags)
        {
            return new Error("tag.many", $"A contact has at most {MostTags} tags. Remove one first.", ErrorKind.Invalid, nameof(command.Name));
        }

        // As the tag is written on others.
        var known = await db.ContactTags().Where(tag => tag.Key == key).Select(tag => tag.Name).FirstOrDefaultAsync(cancellationToken);
        db.Add(ContactTag.Of(db, command.ContactId, known ?? name));
        db.Announce(found.Value.LiveSubject);
        return Done.It;
    }
}

public sealed class UntagContactHandler(IWriteDoor door) : Handler<UntagContact, Done>(door)
{
    protected override async Task<Result<Done>> ExecuteAsync(
        CareOpsDb db, Caller caller, UntagContact command, CancellationToken cancellationToken)
    {
        var found = await ContactDesk.LockAsync(db, command.ContactId, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        var key = ContactTag.KeyOf(Text.Line(command.Name) ?? string.Empty);
        var tags = await db.ContactTags().Where(tag => tag.ContactId == command.ContactId && tag.Key == key).ToListAsync(cancellationToken);
        db.RemoveRange(tags);
        db.Announce(found.Value.LiveSubject);
        return Done.It;
    }
}
