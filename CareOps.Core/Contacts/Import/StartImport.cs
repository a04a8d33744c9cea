using System.Text.Json;

using CareOps.Core.Audit;
using CareOps.Core.Data;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Contacts.Import;

/// <summary>Lets the lines of a file come in, as the choices say.</summary>
[Requires(Right.ManageContacts)]
public sealed record StartImport(Guid ImportId, ImportChoices Choices);

/// <summary>Ends an import where it is: what came in stays, the rest is left out.</summary>
[Requires(Right.ManageContacts)]
public sealed record CancelImport(Guid ImportId);

/// <summary>Takes back what an import made and filled, where nothing has happened since.</summary>
[Requires(Right.ManageContacts)]
public sealed record UndoImport(Guid ImportId);

/// <summary>The next lines of an import are to be worked off, or taken back.</summary>
[EventName("contacts.import_due")]
public sealed record ContactImportDue(Guid ImportId) : IDomainEvent
{
    public Guid SubjectId => ImportId;
}

public sealed class StartImportHandler(IWriteDoor door) : Handler<StartImport, Done>(door)
{
    private const string NotesField = "Notes";

    protected override IEnumerable<Error> Check(StartImport command)
    {
        var errors = new FieldChecks();
        var targets = command.Choices?.Targets.Where(static target => target.Length > 0).ToList() ?? [];
        errors.If(
            !targets.Contains(ImportTargets.Email) && !targets.Contains(ImportTargets.Phone),
            "import.unreachable",
            "Say which column holds the email address or the phone number.",
            nameof(ImportChoices.Targets));
        errors.If(
            targets.Distinct(StringComparer.Ordinal).Count() < targets.Count,
            "import.twice",
            "Two columns are the same thing. Leave one of them out.",
            nameof(ImportChoices.Targets));
        return errors.All;
    }

    protected override async Task<Result<Done>> ExecuteAsync(
        CareOpsDb db, Caller caller, StartImport command, CancellationToken cancellationToken)
    {
        var found = await ImportDesk.LockAsync(db, command.ImportId, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        var import = found.Value;
        if (import.Status != ImportStatus.Ready)
        {
            return ImportDesk.Over;
        }

        var targets = await WithFieldsAsync(db, caller, command.Choices.Targets, cancellationToken);
        if (!targets.Succeeded)
        {
            return targets.Error;
        }

        if (command.Choices.HasHeadings)
        {
            var first = await db.ContactImportRows().Where(row => row.ImportId == import.Id)
                .OrderBy(static row => row.Number).FirstAsync(cancellationToken);
            first.Become(ImportOutcome.Heading, null);
            import.Count(ImportOutcome.Heading);
        }

        import.Start(JsonSerializer.Serialize(command.Choices with { Targets = targets.Value }), db.Now);
        db.Audit(caller, "contacts.import_started", import.Id, null, new { Lines = import.Total, command.Choices.FillsEmpty, command.Choices.Welcomes });
        db.Raise(new ContactImportDue(import.Id));
        return Done.It;
    }

    /// <summary>Notes become a field of the business's own; a field that was removed meanwhile is left out.</summary>
    private static async Task<Result<IReadOnlyList<string>>> WithFieldsAsync(
        CareOpsDb db, Caller caller, IReadOnlyList<string> targets, CancellationToken cancellationToken)
    {
        await db.LockAsync($"contact-fields:{db.Workspace}", cancellationToken);
        var fields = await db.ContactFields().AsNoTracking().ToListAsync(cancellationToken);
        var notes = fields.Find(static field => field.Name.Equals(NotesField, StringComparison.OrdinalIgnoreCase));
        if (notes is null && targets.Contains(ImportTargets.Notes, StringComparer.Ordinal))
        {
            if (fields.Count >= ContactField.Most)
            {
                return new Error(
                    "field.many",
                    $"There are {ContactField.Most} contact fields already, so none can be added for notes. Put the notes into one of them.",
                    ErrorKind.Invalid,
                    nameof(ImportChoices.Targets));
            }

            notes = ContactField.Create(db, NotesField, fields.Select(static field => field.Position).DefaultIfEmpty().Max() + 1);
            db.Add(notes);
            db.Audit(caller, "contact_field.added", notes.Id, null, new { notes.Name });
        }

        return targets.Select(Resolve).ToList();

        string Resolve(string target) => (target, ImportTargets.FieldOf(target)) switch
        {
            (ImportTargets.Notes, _) => ImportTargets.Of(notes!.Id),
            (_, { } field) when !fields.Exists(row => row.Id == field) => ImportTargets.LeftOut,
            _ => target,
        };
    }
}

public sealed class CancelImportHandler(IWriteDoor door) : Handler<CancelImport, Done>(door)
{
    protected override async Task<Result<Done>> ExecuteAsync(
        CareOpsDb db, Caller caller, CancelImport command, CancellationToken cancellationToken)
    {
        var found = await ImportDesk.LockAsync(db, command.ImportId, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        if (found.Value.Status != ImportStatus.Running)
        {
            return ImportDesk.Over;
        }

        found.Value.Cancel(db.Now);
        db.Audit(caller, "contacts.import_cancelled", command.ImportId, null, new { found.Value.Through });
        return Done.It;
    }
}

public sealed class UndoImportHandler(IWriteDoor door) : Handler<UndoImport, Done>(door)
{
    protected override async Task<Result<Done>> ExecuteAsync(
        CareOpsDb db, Caller caller, UndoImport command, CancellationToken cancellationToken)
    {
        var found = await ImportDesk.LockAsync(db, command.ImportId, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        if (!found.Value.CanBeUndone(db.Now))
        {
            return new Error(
                "import.undo_over",
                $"This import can't be undone any more: it was undone already, or is more than {(int)ContactImport.UndoTime.TotalDays} days old.",
                ErrorKind.Conflict);
        }

        found.Value.BeginUndo();
        db.Audit(caller, "contacts.import_undone", command.ImportId, null, new { found.Value.Created, found.Value.Filled });
        db.Raise(new ContactImportDue(command.ImportId));
        return Done.It;
    }
}
