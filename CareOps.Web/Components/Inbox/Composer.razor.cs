using CareOps.Core.Bookings;
using CareOps.Core.Foundation;
using CareOps.Core.Inbox;
using CareOps.Core.Messaging;
using CareOps.Web.Components.Layout;
using CareOps.Web.Components.Shared;

using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

using NodaTime;

namespace CareOps.Web.Components.Inbox;

/// <summary>Where a member answers the customer, or leaves a note for the others. What is typed stays until it is taken.</summary>
public sealed partial class Composer
{
    private const int MostSuggestions = 6;

    private ElementReference _box;
    private ReplyDraft _draft = null!;
    private bool _isSending;
    private bool _wantsFocus;
    private SlashWord? _word;
    private int? _caret;
    private IReadOnlyList<SavedReply> _savedReplies = [];
    private IReadOnlyDictionary<MemberId, string>? _readers;

    [Parameter, EditorRequired]
    public ConversationThread Thread { get; set; } = null!;

    /// <summary>The contact's next booking, for what a saved reply says of it.</summary>
    [Parameter, EditorRequired]
    public BookingRow? NextBooking { get; set; }

    [Parameter, EditorRequired]
    public Instant Now { get; set; }

    /// <summary>A key was pressed (true), or what was typed is sent (false).</summary>
    [Parameter, EditorRequired]
    public EventCallback<bool> OnTyping { get; set; }

    [CascadingParameter]
    private MemberContext Member { get; set; } = null!;

    [Inject]
    private ReplyDrafts Drafts { get; set; } = null!;

    [Inject]
    private ReplyToConversationHandler Replies { get; set; } = null!;

    [Inject]
    private AddNoteHandler Notes { get; set; } = null!;

    [Inject]
    private ScheduleReplyHandler Schedules { get; set; } = null!;

    [Inject]
    private InboxQueries Inbox { get; set; } = null!;

    [Inject]
    private IJSRuntime Browser { get; set; } = null!;

    private string DraftName => $"{Thread.Conversation.Id}.{(_draft.IsNote ? "note" : "reply")}";

    private string Placeholder => _draft.IsNote
        ? "Write a note that only members see, @ to tell one of them"
        : $"Write to {Thread.Contact.FirstName}, or / for saved replies";

    private Channel Channel => (Thread.Contact, _draft.Channel ?? LastInbound()) switch
    {
        ({ Phone: null }, _) => Channel.Email,
        ({ Email: null }, _) => Channel.Sms,
        (_, { } channel) => channel,
        _ => Channel.Email,
    };

    private Instant? Newest => Thread.Messages is [.., var last] ? last.CreatedAt : null;

    /// <summary>What a text message will cost, or null where it isn't one.</summary>
    private string? Cost => !_draft.IsNote && Channel == Channel.Sms && SmsLength.Of(_draft.Text) is { Segments: > 0 } length
        ? $"{length.Segments} SMS · {length.Left} left"
        : null;

    /// <summary>Those whose name begins with, then those that hold, what was typed after a slash; none where no slash begins the word.</summary>
    private IReadOnlyList<SavedReply> Suggestions => !_draft.IsNote && _word is { } word && word.Caret <= _draft.Text.Length && !word.IsEnded(_draft.Text)
        ? [.. _savedReplies
            .Where(reply => reply.Shortcut.Contains(word.Typed(_draft.Text), StringComparison.OrdinalIgnoreCase))
            .OrderByDescending(reply => reply.Shortcut.StartsWith(word.Typed(_draft.Text), StringComparison.OrdinalIgnoreCase))
            .Take(MostSuggestions)]
        : [];

    /// <summary>The suggestion that Enter takes, until another one is chosen with the arrows; null where there is none.</summary>
    private Guid? Offered => (Suggestions, Named) switch
    {
        ([var reply, ..], _) => reply.Id,
        (_, [var (member, _), ..]) => member.Value,
        _ => null,
    };

    /// <summary>Members whose name begins as what was typed after the last "@" of a note.</summary>
    private IReadOnlyList<KeyValuePair<MemberId, string>> Named => _draft.IsNote && _readers is not null && Naming is { } naming
        ? [.. _readers
            .Where(pair => pair.Key != Member.Caller.Id && pair.Value.StartsWith(naming, StringComparison.CurrentCultureIgnoreCase))
            .OrderBy(static pair => pair.Value, StringComparer.CurrentCultureIgnoreCase)
            .Take(MostSuggestions)]
        : [];

    /// <summary>What stands after an "@" that begins a word, up to the end of the text; null where there is none.</summary>
    private string? Naming => _draft.Text.LastIndexOf('@') is var at and >= 0 && (at == 0 || char.IsWhiteSpace(_draft.Text[at - 1]))
        ? _draft.Text[(at + 1)..]
        : null;

    private string ChannelIcon => Channel == Channel.Sms ? "sms" : "mail";

    private string ChannelName => Channel == Channel.Sms ? "SMS" : "Email";

    // What arrives before anything is written was seen.
    protected override void OnParametersSet()
    {
        _draft = Drafts.Of(Thread.Conversation.Id, Thread.Draft);
        if (!_isSending && IsTaken(_draft.ReplyId))
        {
            Drafts.Forget(_draft);
        }

        if (_draft.IsEmpty || (_draft.IsAsked && Newest > _draft.SeenUntil))
        {
            (_draft.SeenUntil, _draft.IsAsked) = (Newest, false);
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await RestoreAsync();
        }

        if (_wantsFocus)
        {
            _wantsFocus = false;
            await _box.FocusAsync();
        }

        if (_caret is { } caret)
        {
            _caret = null;
            await Browser.InvokeVoidAsync("careops.setCaret", _box, caret);
        }
    }

    // After the page was loaded anew: the connection was lost for long, or the server restarted. The server has what was typed up to
    // half a second before; this tab has the rest, and goes first where it continues the same.
    private async Task RestoreAsync()
    {
        var draft = _draft;
        var name = DraftName;
        if (await Browser.InvokeAsync<StoredDraft?>("careops.draft", name) is not { Text: { Length: > 0 } text } stored || text == draft.Text)
        {
            return;
        }

        if (Guid.TryParse(stored.Id, out var id) && !IsTaken(id) && text.StartsWith(draft.Text, StringComparison.Ordinal))
        {
            draft.ReplyId = id;
            draft.Text = text;
            Drafts.Changed(Member.Caller, draft);
            StateHasChanged();
        }
        else
        {
            // It was taken just before the page was lost, or went on elsewhere.
            await Browser.InvokeVoidAsync("careops.dropDraft", name);
        }
    }

    private bool IsTaken(Guid reply) =>
        Thread.Messages.Any(message => message.Id == reply) || Thread.Scheduled.Any(scheduled => scheduled.Id == reply);

    // People expect an answer where they wrote.
    private Channel? LastInbound() =>
        Thread.Messages.LastOrDefault(static message => message.Kind == MessageKind.Inbound)?.Channel;

    /// <summary>Nothing is typed and nothing is added.</summary>
    private bool IsEmpty => string.IsNullOrWhiteSpace(_draft.Text) && (_draft.IsNote || _draft.Attachments(Thread.DraftFiles).Count == 0);

    private Task SendLaterAsync(Instant at)
    {
        _draft.Error = IsEmpty ? "Write your reply first, then choose when it is sent." : null;
        return SendAsync((composer, draft) => composer.ScheduleAsync(draft, at));
    }

    private Task SendAsync() => SendAsync(static (composer, draft) => draft.IsNote ? composer.AddNoteAsync(draft) : composer.ReplyAsync(draft));

    private async Task SendAsync(Func<Composer, ReplyDraft, Task<Result<Done>>> send)
    {
        var (draft, name) = (_draft, DraftName);
        _wantsFocus = true;
        if (_isSending || IsEmpty)
        {
            // The second click of a double click, most often.
            return;
        }

        if (!draft.IsNote && draft.Uploads.Exists(static upload => upload.IsUnderWay))
        {
            draft.Error = "A file is still on its way. Wait for it, or take it out.";
            return;
        }

        _isSending = true;
        var sent = draft.Text;
        var files = draft.IsNote ? [] : draft.Attachments(Thread.DraftFiles);
        try
        {
            var error = await Attempt.RunAsync(send(this, draft));
            if (error is null)
            {
                Drafts.Take(Member.Caller, draft, sent);
                draft.TakenOut.UnionWith(files);
                draft.Uploads.RemoveAll(upload => upload.AttachmentId is { } id && files.Contains(id));
                await OnTyping.InvokeAsync(false);
                draft.SeenUntil = Newest;
                await Browser.InvokeVoidAsync("careops.dropDraft", name);
            }
            else
            {
                draft.Error = error.Message;
                if (error.Code == InboxErrors.AnsweredMeanwhileCode)
                {
                    // The refusal may be here before the answer it is about.
                    (draft.IsAsked, draft.SeenUntil) = (!(Newest > draft.SeenUntil), Newest);
                }
            }
        }
        finally
        {
            _isSending = false;
        }
    }

    private Task<Result<Done>> AddNoteAsync(ReplyDraft draft) =>
        Notes.HandleAsync(Member.Caller, new AddNote(Thread.Conversation.Id, draft.Text), CancellationToken.None);

    private Task<Result<Done>> ReplyAsync(ReplyDraft draft) => Replies.HandleAsync(
        Member.Caller,
        new ReplyToConversation(Thread.Conversation.Id, draft.ReplyId, Channel, draft.Text)
        {
            SeenUntil = draft.SeenUntil,
            Attachments = draft.Attachments(Thread.DraftFiles),
        },
        CancellationToken.None);

    private Task<Result<Done>> ScheduleAsync(ReplyDraft draft, Instant at) => Schedules.HandleAsync(
        Member.Caller, new ScheduleReply(Thread.Conversation.Id, draft.ReplyId, Channel, draft.Text, at) { Attachments = draft.Attachments(Thread.DraftFiles) }, CancellationToken.None);

    private async Task TypedAsync()
    {
        Drafts.Changed(Member.Caller, _draft);
        await OnTyping.InvokeAsync(true);
        if (_draft.IsNote)
        {
            _readers = Naming is null ? _readers : _readers ?? await Inbox.ReadersAsync(Member.Caller, CancellationToken.None);
        }
        else
        {
            await ExpandAsync();
        }
    }

    private void Name(string member)
    {
        _draft.Text = $"{_draft.Text[..(_draft.Text.LastIndexOf('@') + 1)]}{member} ";
        Drafts.Changed(Member.Caller, _draft);
        _wantsFocus = true;
    }

    // "/parking " becomes the reply of that name, wherever it stands.
    private async Task ExpandAsync()
    {
        if (!SlashWord.IsIn(_draft.Text))
        {
            _word = null;
            return;
        }

        _savedReplies = _savedReplies.Count > 0 ? _savedReplies : await Inbox.SavedRepliesAsync(Member.Caller, CancellationToken.None);
        var caret = await Browser.InvokeAsync<int>("careops.caret", _box);
        _word = SlashWord.At(_draft.Text, caret);
        if (_word is { } word && word.IsEnded(_draft.Text) && _savedReplies.FirstOrDefault(reply => reply.Shortcut == word.Typed(_draft.Text)) is { } meant)
        {
            Insert(meant);
        }
    }

    private void Insert(SavedReply reply)
    {
        if (_word is not { } word || word.Caret > _draft.Text.Length)
        {
            return;
        }

        var text = MessageTemplate.Render(reply.Body, SavedReplyValues.Of(Member.Workspace, Thread.Contact, NextBooking));
        (_draft.Text, _caret) = word.Replace(_draft.Text, text);
        _word = null;
        Drafts.Changed(Member.Caller, _draft);
        _wantsFocus = true;
    }

    private void WriteReply() => Write(isNote: false);

    private void WriteNote() => Write(isNote: true);

    private void Write(bool isNote)
    {
        _draft.IsNote = isNote;
        _draft.Error = null;
        _word = null;
        _wantsFocus = true;
    }

    private void ByEmail() => _draft.Channel = Channel.Email;

    private void BySms() => _draft.Channel = Channel.Sms;

    private void AddLink(string link)
    {
        _draft.Error = null;
        _draft.Text = _draft.Text.Length == 0 || char.IsWhiteSpace(_draft.Text[^1]) ? _draft.Text + link : $"{_draft.Text} {link}";
        Drafts.Changed(Member.Caller, _draft);
        _wantsFocus = true;
    }

    private void Refuse(Error error) => _draft.Error = error.Message;

    /// <summary>What the browser kept: the reply's id and its text.</summary>
    private sealed record StoredDraft(string? Id, string? Text);
}
