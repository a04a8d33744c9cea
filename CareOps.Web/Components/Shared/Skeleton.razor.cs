using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Shared;

/// <summary>Where something is being loaded. Appears after a moment only, so that what loads fast does not flicker.</summary>
public sealed partial class Skeleton
{
    [Parameter]
    public int Lines { get; set; } = 4;
}
