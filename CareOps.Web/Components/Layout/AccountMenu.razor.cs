using CareOps.Core.Foundation;

using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Layout;

/// <summary>Who is signed in, the theme of this browser, and signing out. Opens without the server, so it works while reconnecting.</summary>
public sealed partial class AccountMenu
{
    [CascadingParameter]
    private MemberContext Member { get; set; } = null!;

    // The browser owns which theme button is pressed and whether the menu is open: drawing again would only undo that.
    private Caller.Member? _drawn;

    protected override bool ShouldRender()
    {
        var changed = _drawn != Member.Caller;
        _drawn = Member.Caller;
        return changed;
    }
}
