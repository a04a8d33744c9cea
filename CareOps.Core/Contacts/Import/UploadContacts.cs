using CareOps.Core.Audit;
using CareOps.Core.Data;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Contacts.Import;

/// <summary>Stores the lines of a file of contacts. Nothing comes in before <see cref="StartImport"/>.</summary>
[Requires(Right.ManageContacts)]
public sealed record UploadContacts(string? FileName, ReadOnlyMemory<byte> Content)
{
    /// <summary>The import whose lines are stored: known before the transaction that declares it complete.</summary>
    internal Guid ImportId { get; init; }
}

/// <summary>Lets go of a file that was not imported.</summary>
[Requires(Right.ManageContacts)]
public sealed record DiscardImport(Guid ImportId);

/// <summary>Answers with the id of the import.</summary>
public sealed class UploadContactsHandler(IWriteDoor door) : Handler<UploadContacts, Guid>(door)
{
    // Few enough that nobody who writes meanwhile waits noticeably.
    private const int LinesAtOnce = 500;

    private readonly IWriteDoor _door = door;

    protected override async Task<Result<Guid>> RunAsync(Caller caller, UploadContacts command, CancellationToken cancellationToken)
    {
        var read = CsvFile.Read(command.Content.Span);
        if (!read.Succeeded)
        {
            return read.Error;
        }

        var lines = read.Value;
        var fileName = Text.Shorten(Text.Line(command.FileName) ?? "Contacts", ContactImport.MaxFileNameLength);
        var import = await _door.RunAsync(
            caller,
            (db, _) =>
            {
                var started = ContactImport.Of(db, ((Caller.Member)caller).Id, fileName, lines.Count);
                db.Add(started);
                return Task.FromResult(started.Id);
            },
            cancellationToken);
        foreach (var some in lines.Chunk(LinesAtOnce))
        {
            await _door.RunAsync(caller, (db, _) => StoreAsync(db, import, some), cancellationToken);
        }

        return await base.RunAsync(caller, command with { ImportId = import }, cancellationToken);
    }

    protected override async Task<Result<Guid>> ExecuteAsync(
        CareOpsDb db, Caller caller, UploadContacts command, CancellationToken cancellationToken)
    {
        var import = await db.ContactImports().SingleAsync(row => row.Id == command.ImportId, cancellationToken);
        import.Arrive();
        return import.Id;
    }

    private static Task<Done> StoreAsync(CareOpsDb db, Guid import, IReadOnlyList<CsvLine> lines)
    {
        foreach (var line in lines)
        {
            db.Append(ContactImportRow.Of(db, import, line));
        }

        return Task.FromResult(Done.It);
    }
}

public sealed class DiscardImportHandler(IWriteDoor door) : Handler<DiscardImport, Done>(door)
{
    protected override async Task<Result<Done>> ExecuteAsync(
        CareOpsDb db, Caller caller, DiscardImport command, CancellationToken cancellationToken)
    {
        var found = await ImportDesk.LockAsync(db, command.ImportId, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        if (found.Value.Status is not (ImportStatus.Ready or ImportStatus.Uploading))
        {
            return ImportDesk.Over;
        }

        await db.ContactImportRows().Where(row => row.ImportId == command.ImportId).ExecuteDeleteAsync(cancellationToken);
        db.Remove(found.Value);
        db.Audit(caller, "contacts.import_discarded", command.ImportId, null, null);
        return Done.It;
    }
}

/// <summary>What every step of an import begins with.</summary>
internal static class ImportDesk
{
    public static readonly Error Over = new(
        "import.over", "This import has moved on meanwhile. The page shows how it stands.", ErrorKind.Conflict);

    /// <summary>The import as it is now, with everyone else waiting who wants to take a step of it.</summary>
    public static async Task<Result<ContactImport>> LockAsync(CareOpsDb db, Guid id, CancellationToken cancellationToken)
    {
        await db.LockAsync($"import:{id}", cancellationToken);
        return await db.ContactImports().SingleOrDefaultAsync(row => row.Id == id, cancellationToken) is { } import
            ? import
            : Error.NotFound("import");
    }
}
