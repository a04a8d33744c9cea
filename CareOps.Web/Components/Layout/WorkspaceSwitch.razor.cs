using System.Globalization;

using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Layout;

/// <summary>The business's name; for someone who belongs to several, the way to the others.</summary>
public sealed partial class WorkspaceSwitch
{
    [CascadingParameter]
    private MemberContext Member { get; set; } = null!;

    private string Letter => StringInfo.GetNextTextElement(Member.Workspace.Name).ToUpperInvariant();
}
