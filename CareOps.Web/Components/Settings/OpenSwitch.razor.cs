using CareOps.Core.Workspaces;
using CareOps.Web.Components.Layout;

using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Settings;

/// <summary>Opens and closes the public pages, and shows where they are.</summary>
public sealed partial class OpenSwitch
{
    private readonly FormState _state = new();

    [Parameter, EditorRequired]
    public Workspace Business { get; set; } = null!;

    [CascadingParameter]
    private MemberContext Member { get; set; } = null!;

    [Inject]
    private OpenBusinessHandler OpenBusiness { get; set; } = null!;

    [Inject]
    private PublicAddress Address { get; set; } = null!;

    private IEnumerable<(string Name, string Url)> Pages =>
        [("Booking page", Address.BookingPage(Business.Slug)), ("Contact page", Address.ContactPage(Business.Slug))];

    // What the switch shows follows from the live update of the business.
    private Task ToggleAsync(ChangeEventArgs change)
    {
        var open = change.Value is true;
        return _state.SaveAsync(() => OpenBusiness.HandleAsync(Member.Caller, new OpenBusiness(open), CancellationToken.None));
    }
}
