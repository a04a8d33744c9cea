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
    private View? _shown;
    private View _view = null!;

    [Parameter, EditorRequired]
    public ConversationRow Row { get; set; } = null!;

    [Parameter, EditorRequired]
    public bool IsCurrent { get; set; }

    /// <summary>The keys that open this conversation, or null.</summary>
    [Parameter, EditorRequired]
    public string? Keys { get; set; }

    /// <summary>Which row it is, from 1, of how many; -1 where that is not known.</summary>
    [Parameter, EditorRequired]
    public (int Number, int Of) Place { get; set; }

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
            ChannelOf(Row.Channel),
            ResponseClock.Of(Row.WaitingSince, Member.Workspace, Now),
            Keys,
            Row.UnreadCount > 0,
            IsCurrent,
            Row.HasDraft,
            Row.HasHeld,
            Row.HasFailed,
            Row.NamesMe,
            Place);
        _view = view;
    }

    protected override bool ShouldRender()
    {
        var hasChanged = _view != _shown;
        _shown = _view;
        return hasChanged;
    }

    private static string? IconOf(MessageKind kind) => kind switch
    {
        MessageKind.Automated => "bolt",
        MessageKind.Note => "lock",
        MessageKind.Activity => "calendar",
        _ => null,
    };

    private static string? ChannelOf(Channel? channel) => channel switch
    {
        Channel.Email => "mail",
        Channel.Sms => "sms",
        _ => null,
    };

    /// <summary>What the row shows.</summary>
    private sealed record View(
        string Name,
        string Line,
        string Time,
        string? Icon,
        string? Channel,
        ResponseClock? Clock,
        string? Keys,
        bool IsUnread,
        bool IsCurrent,
        bool HasDraft,
        bool HasHeld,
        bool HasFailed,
        bool NamesMe,
        (int Number, int Of) Place);
}
