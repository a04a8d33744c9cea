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
    private IReadOnlyList<SavedReply> _savedReplies = [];

    [Parameter, EditorRequired]
    public ConversationThread Thread { get; set; } = null!;

    /// <summary>The contact's next booking, for what a saved reply says of it.</summary>
    [Parameter, EditorRequired]
    public BookingRow? NextBooking { get; set; }

    [CascadingParameter]
    private MemberContext Member { get; set; } = null!;

    [Inject]
    private ReplyDrafts Drafts { get; set; } = null!;

    [Inject]
    private ReplyToConversationHandler Replies { get; set; } = null!;

    [Inject]
    private AddNoteHandler Notes { get; set; } = null!;

    [Inject]
    private InboxQueries Inbox { get; set; } = null!;

    [Inject]
    private IJSRuntime Browser { get; set; } = null!;

    private string DraftName => $"{Thread.Conversation.Id}.{(_draft.IsNote ? "note" : "reply")}";

    private string Placeholder => _draft.IsNote
        ? "Write a note that only members see"
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

    /// <summary>Those whose word begins as what was typed after the slash; none where no slash begins the text.</summary>
    private IReadOnlyList<SavedReply> Suggestions => _draft.Text is ['/', ..] text && !text.Any(char.IsWhiteSpace)
        ? [.. _savedReplies.Where(reply => reply.Shortcut.StartsWith(text[1..], StringComparison.OrdinalIgnoreCase)).Take(MostSuggestions)]
        : [];

    private string ChannelIcon => Channel == Channel.Sms ? "sms" : "mail";

    private string ChannelName => Channel == Channel.Sms ? "SMS" : "Email";

    // What arrives before anything is written was seen.
    protected override void OnParametersSet()
    {
        _draft = Drafts.Of(Thread.Conversation.Id);
        if (_draft.IsEmpty)
        {
            _draft.SeenUntil = Newest;
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender && _draft.Text.Length == 0)
        {
            await RestoreAsync();
        }

        if (_wantsFocus)
        {
            _wantsFocus = false;
            await _box.FocusAsync();
        }
    }

    // After the page was loaded anew: the connection was lost for long, or the server restarted.
    private async Task RestoreAsync()
    {
        var draft = _draft;
        var name = DraftName;
        if (await Browser.InvokeAsync<StoredDraft?>("careops.draft", name) is not { Text: { Length: > 0 } text } stored || draft.Text.Length > 0)
        {
            return;
        }

        if (Guid.TryParse(stored.Id, out var id) && !Thread.Messages.Any(message => message.Id == id))
        {
            draft.ReplyId = id;
            draft.Text = text;
            StateHasChanged();
        }
        else
        {
            // It was taken just before the page was lost.
            await Browser.InvokeVoidAsync("careops.dropDraft", name);
        }
    }

    // People expect an answer where they wrote.
    private Channel? LastInbound() =>
        Thread.Messages.LastOrDefault(static message => message.Kind == MessageKind.Inbound)?.Channel;

    private async Task SendAsync()
    {
        var (draft, name) = (_draft, DraftName);
        _wantsFocus = true;
        if (_isSending || string.IsNullOrWhiteSpace(draft.Text))
        {
            // The second click of a double click, most often.
            return;
        }

        _isSending = true;
        var sent = draft.Text;
        try
        {
            var error = await Attempt.RunAsync(draft.IsNote ? AddNoteAsync(draft) : ReplyAsync(draft));
            if (error is null)
            {
                Drafts.Take(draft, sent);
                draft.SeenUntil = Newest;
                await Browser.InvokeVoidAsync("careops.dropDraft", name);
            }
            else
            {
                draft.Error = error.Message;
                draft.SeenUntil = error.Code == InboxErrors.AnsweredMeanwhileCode ? Newest : draft.SeenUntil;
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
        new ReplyToConversation(Thread.Conversation.Id, draft.ReplyId, Channel, draft.Text) { SeenUntil = draft.SeenUntil },
        CancellationToken.None);

    // "/parking " becomes the reply of that name.
    private async Task ExpandAsync()
    {
        if (_draft.Text is not ['/', ..] text)
        {
            return;
        }

        _savedReplies = _savedReplies.Count > 0 ? _savedReplies : await Inbox.SavedRepliesAsync(Member.Caller, CancellationToken.None);
        var word = text[1..].TrimEnd();
        if (char.IsWhiteSpace(text[^1]) && _savedReplies.FirstOrDefault(reply => reply.Shortcut == word) is { } meant)
        {
            Insert(meant);
        }
    }

    private void Insert(SavedReply reply)
    {
        _draft.Text = MessageTemplate.Render(reply.Body, SavedReplyValues.Of(Member.Workspace, Thread.Contact, NextBooking));
        _wantsFocus = true;
    }

    private void WriteReply() => Write(isNote: false);

    private void WriteNote() => Write(isNote: true);

    private void Write(bool isNote)
    {
        _draft.IsNote = isNote;
        _draft.Error = null;
        _wantsFocus = true;
    }

    private void ByEmail() => _draft.Channel = Channel.Email;

    private void BySms() => _draft.Channel = Channel.Sms;

    private void AddLink(string link)
    {
        _draft.Error = null;
        _draft.Text = _draft.Text.Length == 0 || char.IsWhiteSpace(_draft.Text[^1]) ? _draft.Text + link : $"{_draft.Text} {link}";
        _wantsFocus = true;
    }

    private void Refuse(Error error) => _draft.Error = error.Message;

    /// <summary>What the browser kept: the reply's id and its text.</summary>
    private sealed record StoredDraft(string? Id, string? Text);
}
