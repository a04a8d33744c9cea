using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Layout;

/// <summary>Reminds an owner, on every screen, that customers can't book yet.</summary>
public sealed partial class NotOpenBanner
{
    [CascadingParameter]
    private MemberContext Member { get; set; } = null!;
}
