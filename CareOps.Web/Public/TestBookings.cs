using System.Security.Claims;

using CareOps.Core.Foundation;
using CareOps.Core.Onboarding;
using CareOps.Core.Workspaces;
using CareOps.Web.Hosting;

namespace CareOps.Web.Public;

/// <summary>Knows the owner who tries the public page at the end of the set-up. Of everybody else nothing is asked.</summary>
public sealed class TestBookings(WorkspaceQueries workspaces, SetupQueries setups, NoteTestBookingHandler noting)
{
    /// <summary>Has the result page say that it was the test, and lead back to the set-up.</summary>
    public const string Query = "setup=1";

    /// <returns>Whether it is the owner's first booking on the page.</returns>
    public async Task<bool> NoteAsync(ClaimsPrincipal user, Workspace business, Guid bookingId, CancellationToken cancellationToken)
    {
        if (user.AccountId() is not { } account)
        {
            return false;
        }

        var memberships = await workspaces.MembershipsAsync(account, cancellationToken);
        return memberships.FirstOrDefault(membership => membership.Caller.Workspace == business.Id)?.Caller is { } member
            && member.May(Right.ManageWorkspace)
            && (await setups.LoadAsync(member, cancellationToken)).Setup is { TestBookingId: null }
            && (await noting.HandleAsync(member, new NoteTestBooking(bookingId), cancellationToken)).Succeeded;
    }
}
