using System.Text.Json;

using CareOps.Core.Data;
using CareOps.Core.Data.Outbox;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Contacts.Import;

/// <summary>
/// Works off an import some lines at a time. What a transaction did of it is in the rows that the same transaction changed, and the next
/// turn is an event of its own: a process that is killed goes on where it was, and makes no contact twice.
/// </summary>
public sealed class ImportWork(IEnumerable<IContactHolder> holders) : IEventHandler<ContactImportDue>
{
    // Few enough that a booking made meanwhile waits for some hundredths of a second, and its events come in between.
    private const int LinesAtOnce = 50;

    public async Task HandleAsync(CareOpsDb db, ContactImportDue domainEvent, CancellationToken cancellationToken)
    {
        var found = await ImportDesk.LockAsync(db, domainEvent.ImportId, cancellationToken);
        if (found.Value is not { Status: ImportStatus.Running or ImportStatus.Undoing } import)
        {
            // Discarded, cancelled, or finished by another turn.
            return;
        }

        var isThrough = import.Status == ImportStatus.Running
            ? await TakeInAsync(db, import, cancellationToken)
            : await TakeBackAsync(db, import, cancellationToken);
        if (!isThrough)
        {
            db.Raise(domainEvent);
        }
    }

    private static async Task<bool> TakeInAsync(CareOpsDb db, ContactImport import, CancellationToken cancellationToken)
    {
        var choices = JsonSerializer.Deserialize<ImportChoices>(import.Choices!)!;
        var country = (await db.WorkspaceAsync(cancellationToken)).Country;
        var rows = await db.ContactImportRows()
            .Where(row => row.ImportId == import.Id && row.Outcome == ImportOutcome.Waiting)
            .OrderBy(static row => row.Number).Take(LinesAtOnce).ToListAsync(cancellationToken);
        foreach (var row in rows)
        {
            var read = ImportedContact.Read(row.ReadCells(), choices.Targets, country);
            if (read.Succeeded)
            {
                await ImportLine.TakeInAsync(db, import, row, read.Value, choices, cancellationToken);
            }
            else
            {
                row.Become(ImportOutcome.Refused, read.Error.Message);
            }

            import.Count(row.Outcome);

            // The next line looks for who this one made.
            await db.SaveChangesAsync(cancellationToken);
        }

        if (rows.Count < LinesAtOnce)
        {
            import.Finish(db.Now);
        }

        return rows.Count < LinesAtOnce;
    }

    private async Task<bool> TakeBackAsync(CareOpsDb db, ContactImport import, CancellationToken cancellationToken)
    {
        var rows = await db.ContactImportRows()
            .Where(row => row.ImportId == import.Id && (row.Outcome == ImportOutcome.Created || row.Outcome == ImportOutcome.Filled))
            .OrderBy(static row => row.Number).Take(LinesAtOnce).ToListAsync(cancellationToken);
        foreach (var row in rows)
        {
            if (await ImportUndo.TakeBackAsync(db, holders, import, row, cancellationToken) is { } reason)
            {
                row.Become(ImportOutcome.Kept, reason);
            }
            else
            {
                row.Become(ImportOutcome.Undone, null);
            }

            import.Count(row.Outcome);
            await db.SaveChangesAsync(cancellationToken);
        }

        if (rows.Count < LinesAtOnce)
        {
            import.FinishUndo();
        }

        return rows.Count < LinesAtOnce;
    }
}
