using CareOps.Core.Inbox;
using CareOps.Core.Workspaces;
using CareOps.Web.Components.Layout;

using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Inbox;

/// <summary>Why the list is empty, and what to do about it.</summary>
public sealed partial class ConversationListEmpty
{
    [Parameter, EditorRequired]
    public InboxView View { get; set; }

    [Parameter, EditorRequired]
    public EventCallback OnShowAll { get; set; }

    [CascadingParameter]
    private MemberContext Member { get; set; } = null!;

    [Inject]
    private PublicAddress Address { get; set; } = null!;
}
