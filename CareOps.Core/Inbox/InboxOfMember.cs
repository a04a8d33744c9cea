using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Inbox;

/// <summary>
/// What a member began to write goes with them, and so does what others wanted them to see. A reply that is to be sent later was
/// promised to a customer: it goes out.
/// </summary>
internal sealed class InboxOfMember : IMemberHolder
{
    public Task<IReadOnlyList<MemberLegacy>> LookAsync(CareOpsDb db, MemberId leaving, MemberId? to, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<MemberLegacy>>([]);

    public async Task<Error?> HandOnAsync(CareOpsDb db, Caller caller, MemberHandover handover, CancellationToken cancellationToken)
    {
        var leaving = handover.Leaving;
        await db.Drafts().Where(row => row.MemberId == leaving).ExecuteDeleteAsync(cancellationToken);
        await db.NoteMentions().Where(row => row.MemberId == leaving && row.ReadAt == null).ExecuteDeleteAsync(cancellationToken);
        return null;
    }
}
