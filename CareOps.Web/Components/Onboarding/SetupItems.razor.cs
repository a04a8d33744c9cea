using CareOps.Core.Onboarding;
using CareOps.Web.Components.Layout;

using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Onboarding;

/// <summary>What a business needs to open: there or missing, what it is for, and where it is seen to.</summary>
public sealed partial class SetupItems
{
    [Parameter, EditorRequired]
    public IReadOnlyList<SetupItem> Items { get; set; } = [];

    [CascadingParameter]
    private MemberContext Member { get; set; } = null!;
}
