using CareOps.Core.Audit;
using CareOps.Core.Data;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Contacts;

/// <summary>Adds a field to all contacts (<paramref name="Id"/> null) or renames one.</summary>
[Requires(Right.ManageWorkspace)]
public sealed record SaveContactField(Guid? Id, string? Name);

/// <summary>Removes a field and what it says of every contact.</summary>
[Requires(Right.ManageWorkspace)]
public sealed record RemoveContactField(Guid Id);

/// <summary>What a field says of one contact; nothing empties it.</summary>
[Requires(Right.ManageContacts)]
public sealed record SetContactField(Guid ContactId, Guid FieldId, string? Value);

public sealed class SaveContactFieldHandler(IWriteDoor door) : Handler<SaveContactField, Done>(door)
{
    protected override IEnumerable<Error> Check(SaveContactField command)
    {
        var errors = new FieldChecks();
        errors.Required(command.Name, nameof(command.Name), "a name, such as Insurance", ContactField.MaxNameLength);
        return errors.All;
    }

    protected override async Task<Result<Done>> ExecuteAsync(
        CareOpsDb db, Caller caller, SaveContactField command, CancellationToken cancellationToken)
    {
        await db.LockAsync($"contact-fields:{db.Workspace}", cancellationToken);
        var name = Text.Line(command.Name)!;
        var fields = await db.ContactFields().ToListAsync(cancellationToken);
        if (command.Id is { } id && !fields.Exists(field => field.Id == id))
        {
            return Error.NotFound("field");
        }

        if (fields.Exists(field => field.Id != command.Id && field.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))
        {
            return new Error("field.name", "There is a field of this name already.", ErrorKind.Invalid, nameof(command.Name));
        }

        if (fields.Find(field => field.Id == command.Id) is { } known)
        {
            db.Audit(caller, "contact_field.renamed", known.Id, new { known.Name }, new { Name = name });
            known.Rename(name);
            return Done.It;
        }

        if (fields.Count >= ContactField.Most)
        {
            return new Error("field.many", $"There are at most {ContactField.Most} fields. Remove one first.", ErrorKind.Invalid, nameof(command.Name));
        }

        var added = ContactField.Create(db, name, fields.Select(static field => field.Position).DefaultIfEmpty().Max() + 1);
        db.Add(added);
        db.Audit(caller, "contact_field.added", added.Id, null, new { added.Name });
        return Done.It;
    }
}

public sealed class RemoveContactFieldHandler(IWriteDoor door) : Handler<RemoveContactField, Done>(door)
{
    protected override async Task<Result<Done>> ExecuteAsync(
        CareOpsDb db, Caller caller, RemoveContactField command, CancellationToken cancellationToken)
    {
        await db.LockAsync($"contact-fields:{db.Workspace}", cancellationToken);
        var field = await db.ContactFields().SingleOrDefaultAsync(row => row.Id == command.Id, cancellationToken);
        if (field is null)
        {
            return Error.NotFound("field");
        }

        await db.ContactFieldValues().Where(row => row.FieldId == field.Id).ExecuteDeleteAsync(cancellationToken);
        db.Remove(field);
        db.Audit(caller, "contact_field.removed", field.Id, new { field.Name }, null);
        return Done.It;
    }
}

public sealed class SetContactFieldHandler(IWriteDoor door) : Handler<SetContactField, Done>(door)
{
    protected override IEnumerable<Error> Check(SetContactField command)
    {
        var errors = new FieldChecks();
        errors.Optional(command.Value, nameof(command.Value), ContactFieldValue.MaxLength);
        return errors.All;
    }

    protected override async Task<Result<Done>> ExecuteAsync(
        CareOpsDb db, Caller caller, SetContactField command, CancellationToken cancellationToken)
    {
        await db.LockAsync($"contact-fields:{db.Workspace}", cancellationToken);
        var found = await ContactDesk.LockAsync(db, command.ContactId, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        if (!await db.ContactFields().AnyAsync(field => field.Id == command.FieldId, cancellationToken))
        {
            return Error.NotFound("field");
        }

        var value = await db.ContactFieldValues().SingleOrDefaultAsync(
            row => row.ContactId == command.ContactId && row.FieldId == command.FieldId, cancellationToken);
        switch (Text.Line(command.Value), value)
        {
            case (null, { } emptied):
                db.Remove(emptied);
                break;
            case ({ } text, null):
                db.Add(ContactFieldValue.Of(db, command.ContactId, command.FieldId, text));
                break;
            case ({ } text, { } known):
                known.Become(text);
                break;
            default:
                break;
        }

        db.Announce(found.Value.LiveSubject);
        return Done.It;
    }
}
