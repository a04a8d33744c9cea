using CareOps.Web.Components.Layout;

using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Shared;

/// <summary>Instead of a screen that the member has no right to: says so, and who to ask.</summary>
public sealed partial class NoPermission
{
    /// <summary>What is not shown, as the sentence needs it: "the inbox".</summary>
    [Parameter]
    public string What { get; set; } = "this page";

    [CascadingParameter]
    private MemberContext Member { get; set; } = null!;
}
