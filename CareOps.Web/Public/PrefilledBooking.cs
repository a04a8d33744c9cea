using CareOps.Core.Bookings;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

namespace CareOps.Web.Public;

/// <summary>Finds whom a booking page is filled in for. A link that is spent or not this business's leaves the page as it is for everyone.</summary>
public sealed class PrefilledBooking(PublicLinks links, PrefillQueries contacts)
{
    public async Task<PrefilledDetails?> FindAsync(string? token, WorkspaceId business, CancellationToken cancellationToken)
    {
        if (token is null)
        {
            return null;
        }

        var holder = await links.ResolveAsync(token, LinkPurposes.Prefill, cancellationToken);
        return holder is { Succeeded: true, Value: var contact } && contact.Workspace == business
            ? await contacts.ByLinkAsync(contact, cancellationToken)
            : null;
    }
}
