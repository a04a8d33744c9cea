using System.Text.Json;

using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Automation;

/// <summary>What the rules did for a contact.</summary>
internal sealed class RunsOfContact : IContactHolder
{
    public string Key => "automation";

    public Right Seen => Right.ViewInbox;

    public async Task<string> MoveAsync(CareOpsDb db, Guid from, Guid to, CancellationToken cancellationToken)
    {
        var runs = await db.AutomationRuns().Where(row => row.ContactId == from).Select(row => row.Id).ToListAsync(cancellationToken);
        await GiveAsync(db, runs, to, cancellationToken);
        return JsonSerializer.Serialize(runs);
    }

    public Task MoveBackAsync(CareOpsDb db, Guid from, Guid to, string moved, CancellationToken cancellationToken) =>
        GiveAsync(db, JsonSerializer.Deserialize<List<Guid>>(moved)!, from, cancellationToken);

    public Task EraseAsync(CareOpsDb db, Guid contactId, CancellationToken cancellationToken) =>

        // A provider's words may name the address.
        db.AutomationRuns().Where(row => row.ContactId == contactId).ExecuteUpdateAsync(
            static set => set.SetProperty(row => row.Reason, "The contact's details were erased."), cancellationToken);

    public IReadOnlyList<Type> Forgettable => [typeof(AutomationRun)];

    public Task ForgetAsync(CareOpsDb db, Guid contactId, CancellationToken cancellationToken) =>
        db.AutomationRuns().Where(row => row.ContactId == contactId).ExecuteDeleteAsync(cancellationToken);

    public async Task<object> ExportAsync(CareOpsDb db, Caller caller, Guid contactId, CancellationToken cancellationToken)
    {
        var runs = await db.AutomationRuns().Where(row => row.ContactId == contactId).OrderBy(row => row.CreatedAt).ToListAsync(cancellationToken);
        return runs.ConvertAll(static row => new { At = row.CreatedAt.ToString(), row.Status, row.Reason });
    }

    private static Task<int> GiveAsync(CareOpsDb db, List<Guid> runs, Guid to, CancellationToken cancellationToken) =>
        db.AutomationRuns().Where(row => runs.Contains(row.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.ContactId, to), cancellationToken);
}
