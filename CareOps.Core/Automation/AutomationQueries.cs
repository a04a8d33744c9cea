using CareOps.Core.Data;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Core.Automation;

/// <summary>A line of the automation log.</summary>
public sealed record RunRow(Guid Id, string RuleName, RunStatus Status, string Reason, Instant CreatedAt, Instant StatusAt);

/// <summary>Answers "why did, or didn't, she get that?".</summary>
public sealed class AutomationQueries(ReadDoor door)
{
    /// <summary>What the rules did for a contact, newest first.</summary>
    public async Task<IReadOnlyList<RunRow>> OfContactAsync(
        Caller caller, Guid contactId, int most, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ViewInbox, cancellationToken);
        return await db.AutomationRuns()
            .Where(run => run.ContactId == contactId)
            .OrderByDescending(run => run.CreatedAt).ThenByDescending(run => run.Id).Take(most)
            .Join(db.Rules(), run => run.RuleId, rule => rule.Id, (run, rule) => new RunRow(
                run.Id, rule.Name, run.Status, run.Reason, run.CreatedAt, run.StatusAt))
            .ToListAsync(cancellationToken);
    }
}
