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
}
