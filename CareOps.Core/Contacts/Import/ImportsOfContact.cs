using System.Text.Json;

using CareOps.Core.Data;
using CareOps.Core.Data.Outbox;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Core.Contacts.Import;

/// <summary>The lines of files that are a contact's.</summary>
internal sealed class ImportsOfContact : IContactHolder
{
    public string Key => "imports";

    public Right Seen => Right.ViewContacts;

    public async Task<string> MoveAsync(CareOpsDb db, Guid from, Guid to, CancellationToken cancellationToken)
    {
        var rows = await db.ContactImportRows().Where(row => row.ContactId == from).Select(static row => row.Id).ToListAsync(cancellationToken);
        await GiveAsync(db, rows, to, cancellationToken);
        return JsonSerializer.Serialize(rows);
    }

    public Task MoveBackAsync(CareOpsDb db, Guid from, Guid to, string moved, CancellationToken cancellationToken) =>
        GiveAsync(db, JsonSerializer.Deserialize<List<Guid>>(moved)!, from, cancellationToken);

    public Task EraseAsync(CareOpsDb db, Guid contactId, CancellationToken cancellationToken) =>
        db.ContactImportRows().Where(row => row.ContactId == contactId).ExecuteUpdateAsync(
            static set => set
                .SetProperty(row => row.Cells, string.Empty)
                .SetProperty(row => row.Given, (string?)null)
                .SetProperty(row => row.Reason, (string?)null),
            cancellationToken);

    public async Task<object> ExportAsync(CareOpsDb db, Caller caller, Guid contactId, CancellationToken cancellationToken)
    {
        var rows = await db.ContactImportRows().Where(row => row.ContactId == contactId)
            .Join(db.ContactImports(), static row => row.ImportId, static import => import.Id, static (row, import) => new { row, import })
            .OrderBy(static found => found.import.UploadedAt).ToListAsync(cancellationToken);
        return rows.ConvertAll(static found => new
        {
            File = found.import.FileName,
            At = found.import.UploadedAt.ToString(),
            Line = found.row.Number,
            Cells = found.row.ReadCells(),
        });
    }

    private static Task<int> GiveAsync(CareOpsDb db, List<Guid> rows, Guid to, CancellationToken cancellationToken) =>
        db.ContactImportRows().Where(row => rows.Contains(row.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.ContactId, to), cancellationToken);
}

/// <summary>The lines of a file go when its import can't be undone any more, or was never made. What they came to stays counted.</summary>
internal sealed class OldImports : IRetained
{
    // As long again as an undo may take: an import that was running when its time began is over by then.
    private static readonly Duration KeepTime = ContactImport.UndoTime + ContactImport.UndoTime;

    public async Task<int> SweepAsync(CareOpsDb db, int most, CancellationToken cancellationToken)
    {
        var (ended, uploaded) = (db.Now - ContactImport.UndoTime, db.Now - KeepTime);
        var over = db.AllWorkspaces<ContactImport>()
            .Where(import => import.EndedAt < ended || (import.EndedAt == null && import.StartedAt == null && import.UploadedAt < uploaded))
            .Select(static import => import.Id);
        var old = db.AllWorkspaces<ContactImportRow>().Where(row => over.Contains(row.ImportId)).OrderBy(static row => row.Id).Take(most);
        return await db.AllWorkspaces<ContactImportRow>().Where(row => old.Contains(row)).ExecuteDeleteAsync(cancellationToken);
    }
}
