using CareOps.Core.Inbox;
using CareOps.Core.Messaging;
using CareOps.Web.Components.Layout;
using CareOps.Web.Components.Shared;

using Microsoft.AspNetCore.Components;

using NodaTime;

namespace CareOps.Web.Components.Inbox;

/// <summary>One conversation of the list. Draws again only when something it shows has changed.</summary>
public sealed partial class ConversationListItem
{
    private View _view = new(string.Empty, string.Empty, string.Empty, null, null, null, false, false);
    private bool _hasChanged = true;

    [Parameter, EditorRequired]
    public ConversationRow Row { get; set; } = null!;

    [Parameter, EditorRequired]
    public bool IsCurrent { get; set; }

    /// <summary>The keys that open this conversation, or null.</summary>
    [Parameter, EditorRequired]
    public string? Keys { get; set; }

    [Parameter, EditorRequired]
    public Instant Now { get; set; }

    [CascadingParameter]
    private MemberContext Member { get; set; } = null!;

    protected override void OnParametersSet()
    {
        var view = new View(
            Row.Name,
            Row.LastKind == MessageKind.Reply ? $"You: {Row.Preview}" : Row.Preview,
            ThreadTime.Short(Row.LastMessageAt, Now, Member.Workspace.Zone),
            IconOf(Row.LastKind),
            Waiting(),
            Keys,
            Row.UnreadCount > 0,
            IsCurrent);
        _hasChanged = _hasChanged || view != _view;
        _view = view;
    }

    protected override bool ShouldRender()
    {
        var hasChanged = _hasChanged;
        _hasChanged = false;
        return hasChanged;
    }

    private static string? IconOf(MessageKind kind) => kind switch
    {
        MessageKind.Automated => "bolt",
        MessageKind.Note => "lock",
        MessageKind.Activity => "calendar",
        _ => null,
    };

    // Only beyond the target: a badge on every row would say nothing.
    private string? Waiting() =>
        Row.WaitingSince is { } since && Now - since > Duration.FromMinutes(Member.Workspace.ResponseTargetMinutes)
            ? Age.Text(since, Now)
            : null;

    /// <summary>What the row shows.</summary>
    private sealed record View(
        string Name, string Line, string Time, string? Icon, string? Waiting, string? Keys, bool IsUnread, bool IsCurrent);
}
