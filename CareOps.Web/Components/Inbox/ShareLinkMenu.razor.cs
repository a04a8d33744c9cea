using CareOps.Core.Bookings;
using CareOps.Core.Foundation;
using CareOps.Web.Components.Layout;
using CareOps.Web.Components.Shared;

using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Inbox;

/// <summary>Chooses what a customer is invited to book, and makes a link at which their details are filled in.</summary>
public sealed partial class ShareLinkMenu
{
    private IReadOnlyList<Service> _services = [];
    private bool _isSharing;

    [Parameter, EditorRequired]
    public Guid ContactId { get; set; }

    /// <summary>The whole address.</summary>
    [Parameter, EditorRequired]
    public EventCallback<string> OnShared { get; set; }

    [Parameter, EditorRequired]
    public EventCallback<Error> OnRefused { get; set; }

    [CascadingParameter]
    private MemberContext Member { get; set; } = null!;

    [Inject]
    private SlotQueries Slots { get; set; } = null!;

    [Inject]
    private ShareBookingLinkHandler ShareBookingLink { get; set; } = null!;

    // Only when asked for: most conversations share nothing.
    private async Task LoadAsync() => _services = await Slots.ServicesAsync(Member.Caller, CancellationToken.None);

    private Task SharePageAsync() => ShareAsync(service: null);

    private async Task ShareAsync(Guid? service)
    {
        if (_isSharing)
        {
            // The second click of a double click.
            return;
        }

        _isSharing = true;
        try
        {
            var link = string.Empty;
            var refusal = await Attempt.RunAsync(MakeAsync());
            await (refusal is null ? OnShared.InvokeAsync(link) : OnRefused.InvokeAsync(refusal));

            async Task<Result<string>> MakeAsync()
            {
                var made = await ShareBookingLink.HandleAsync(Member.Caller, new ShareBookingLink(ContactId, service), CancellationToken.None);
                link = made.Value ?? string.Empty;
                return made;
            }
        }
        finally
        {
            _isSharing = false;
        }
    }
}
