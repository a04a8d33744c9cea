using CareOps.Core.Foundation;
using CareOps.Core.Inbox;
using CareOps.Core.Messaging;
using CareOps.Web.Components.Layout;
using CareOps.Web.Components.Shared;

using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Inbox;

/// <summary>One line of a thread. Draws again only when the message itself has changed.</summary>
public sealed partial class ThreadMessageView
{
    private (ThreadMessage Message, string? Author, bool MaySend) _drawn;
    private IReadOnlyList<ThreadFile> _files = [];
    private bool _hasChanged;
    private string _at = string.Empty;
    private string _icon = "mail";
    private string _meta = string.Empty;
    private string? _class;
    private StatusLook? _status;
    private string? _statusText;
    private string? _reason;
    private string? _sendWord;
    private IReadOnlyList<Mention> _mentions = [];

    [Parameter, EditorRequired]
    public ThreadMessage Message { get; set; } = null!;

    /// <summary>The member who wrote it, or null.</summary>
    [Parameter, EditorRequired]
    public string? Author { get; set; }

    /// <summary>The members, for those whom a note names.</summary>
    [Parameter]
    public IReadOnlyDictionary<MemberId, string> Names { get; set; } = new Dictionary<MemberId, string>();

    /// <summary>Whether the member may send what waits.</summary>
    [Parameter, EditorRequired]
    public bool MaySend { get; set; }

    [Parameter, EditorRequired]
    public EventCallback<Guid> OnSendNow { get; set; }

    [CascadingParameter]
    private MemberContext Member { get; set; } = null!;

    /// <summary>Names a message within its page.</summary>
    internal static string AnchorOf(Guid message) => $"message-{message}";

    private bool IsOutbound => Message.Kind is MessageKind.Reply or MessageKind.Automated;

    private string ChannelName => Message.Channel == Channel.Sms ? "SMS" : "Email";

    protected override void OnParametersSet()
    {
        // Lists are equal by what they hold, not as records see them.
        var now = (Message with { Files = [] }, Author, MaySend);
        _hasChanged = now != _drawn || !Message.Files.SequenceEqual(_files);
        if (!_hasChanged)
        {
            return;
        }

        _drawn = now;
        _files = Message.Files;
        _at = Say.Time(Message.CreatedAt, Member.Workspace.Zone);
        _status = IsOutbound ? StatusLook.Of(Message.Status) : null;
        _statusText = StatusText();
        _class = ClassOf();
        _icon = IconOf();
        _meta = string.Join(" · ", Meta().Where(static part => part is not null));
        _reason = IsOutbound ? Message.StatusReason : null;
        _mentions = Message.Kind == MessageKind.Note ? Mentions.In(Message.Body, Names) : [];
        _sendWord = Message.Status switch
        {
            MessageStatus.Held => "Send now",
            MessageStatus.Failed or MessageStatus.Unknown => "Send again",
            _ => null,
        };
    }

    // Not asked before the first drawing.
    protected override bool ShouldRender() => _hasChanged;

    private string? ClassOf() => (Message.Kind, Message.Status) switch
    {
        (MessageKind.Note, _) => "note",
        (MessageKind.Reply, MessageStatus.Failed or MessageStatus.Unknown) => "out failed",
        (MessageKind.Reply, _) => "out",
        (MessageKind.Automated, MessageStatus.Failed or MessageStatus.Unknown) => "auto failed",
        (MessageKind.Automated, MessageStatus.Held) => "auto held",
        (MessageKind.Automated, _) => "auto",
        _ => null,
    };

    private string IconOf() => (Message.Kind, Message.Channel) switch
    {
        (MessageKind.Automated, _) => "bolt",
        (MessageKind.Note, _) => "lock",
        (_, Channel.Sms) => "sms",
        _ => "mail",
    };

    private IEnumerable<string?> Meta() => Message.Kind switch
    {
        MessageKind.Note => [Author, _at, "only members see this"],
        MessageKind.Automated => [Message.RuleName, ChannelName],
        MessageKind.Reply => [Author, ChannelName],
        _ => [ChannelName, _at],
    };

    private IEnumerable<(string Text, bool IsName)> Parts()
    {
        var at = 0;
        foreach (var mention in _mentions)
        {
            yield return (Message.Body[at..mention.Start], false);
            at = mention.Start + mention.Length;
            yield return (Message.Body[mention.Start..at], true);
        }

        yield return (Message.Body[at..], false);
    }

    private string? StatusText() => Message switch
    {
        // Put off, with the reason below it.
        { Status: MessageStatus.Queued, StatusReason: not null } => "Waiting",
        { Status: MessageStatus.Queued } => _status?.Word,
        _ => $"{_status?.Word} {Say.Time(Message.StatusAt, Member.Workspace.Zone)}",
    };

    private Task SendNowAsync() => OnSendNow.InvokeAsync(Message.Id);
}
