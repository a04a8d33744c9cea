using CareOps.Core.Data;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Workspaces;

/// <summary>Whether another business may register on this server.</summary>
internal static class RegistrationGate
{
    public static readonly Error Refusal = new(
        "registration.closed",
        "New businesses can't register on this server. Ask its operator, or sign in.",
        ErrorKind.Forbidden);

    public static async Task<bool> IsOpenAsync(CareOpsDb db, RegistrationPolicy policy, CancellationToken cancellationToken) =>
        policy switch
        {
            RegistrationPolicy.Open => true,
            RegistrationPolicy.Closed => false,
            _ => !await db.AllWorkspaces<Workspace>().AnyAsync(cancellationToken),
        };

    /// <summary>Whether somebody with an account may have another business here. Who runs one on this server may, unless it is closed.</summary>
    public static async Task<bool> IsOpenToAsync(
        CareOpsDb db, RegistrationPolicy policy, Guid accountId, CancellationToken cancellationToken) =>
        await IsOpenAsync(db, policy, cancellationToken)
        || (policy == RegistrationPolicy.FirstOnly && await db.AllWorkspaces<Member>().AnyAsync(
            member => member.AccountId == accountId && member.RemovedAt == null && member.Role == MemberRole.Owner, cancellationToken));
}
