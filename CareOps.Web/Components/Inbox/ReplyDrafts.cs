using CareOps.Core.Foundation;
using CareOps.Core.Inbox;
using CareOps.Core.Messaging;
using CareOps.Web.Components.Shared;

using NodaTime;

namespace CareOps.Web.Components.Inbox;

/// <summary>
/// What a member has typed and not sent yet, for each conversation. Saved on the server while they type, also for a conversation they
/// have left meanwhile, so that it is there after a reload, at another computer, and after the server was gone.
/// </summary>
public sealed class ReplyDrafts(IdGenerator ids, SaveDraftHandler saves) : IAsyncDisposable
{
    // So much may be lost with the server, and the browser's tab still has it; saving more often would be a transaction for each key.
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(500);

    private readonly Dictionary<Guid, ReplyDraft> _drafts = [];
    private readonly CancellationTokenSource _closing = new();

    /// <param name="conversation">Where it is typed.</param>
    /// <param name="saved">What the server keeps of it, taken up when the conversation is first opened here.</param>
    public ReplyDraft Of(Guid conversation, Draft? saved)
    {
        if (!_drafts.TryGetValue(conversation, out var draft))
        {
            // Whoever answered since it was saved has not been seen by its writer, who is asked before it goes out.
            draft = saved is null
                ? new ReplyDraft(conversation, ids.New())
                : new ReplyDraft(conversation, saved.ReplyId) { SeenUntil = saved.SavedAt };
            draft.Restore(saved?.Reply ?? string.Empty, saved?.Note ?? string.Empty);
            _drafts.Add(conversation, draft);
        }

        return draft;
    }

    /// <summary>Something was typed: it is saved soon.</summary>
    public void Changed(Caller.Member caller, ReplyDraft draft)
    {
        (draft.Caller, draft.IsChanged) = (caller, true);
        if (draft.Saving.IsCompleted)
        {
            draft.Saving = SaveSoonAsync(draft);
        }
    }

    /// <summary>After what was typed has been taken: the next reply is another one, with what was typed meanwhile.</summary>
    public void Take(Caller.Member caller, ReplyDraft draft, string taken)
    {
        draft.Text = draft.Text.StartsWith(taken, StringComparison.Ordinal) ? draft.Text[taken.Length..] : draft.Text;
        draft.Error = null;
        draft.ReplyId = ids.New();
        Changed(caller, draft);
    }

    /// <summary>A scheduled reply was taken back: it is typed again, behind what was typed since.</summary>
    public void TakeBack(Caller.Member caller, ReplyDraft draft, string body)
    {
        draft.IsNote = false;
        draft.Text = draft.Text.Length == 0 ? body : $"{draft.Text}\n\n{body}";
        draft.ReplyId = ids.New();
        Changed(caller, draft);
    }

    /// <summary>The reply was sent from elsewhere.</summary>
    public void Forget(ReplyDraft draft)
    {
        draft.Restore(string.Empty, draft.NoteText);
        draft.ReplyId = ids.New();
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await Task.WhenAll(_drafts.Values.Select(static draft => draft.Saving));
        _closing.Dispose();
    }

    private async Task SaveSoonAsync(ReplyDraft draft)
    {
        while (draft.IsChanged)
        {
            // Where the screen goes, what is left is saved at once.
            await Task.Delay(Gathering, _closing.Token)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            draft.IsChanged = false;

            // What can't be saved now is saved with the next key; until then the tab keeps it.
            await Attempt.RunAsync(saves.HandleAsync(
                draft.Caller!,
                new SaveDraft(draft.Conversation, draft.ReplyId, draft.ReplyText, draft.NoteText),
                CancellationToken.None));
        }
    }
}

/// <summary>A reply and a note in the making.</summary>
public sealed class ReplyDraft(Guid conversation, Guid replyId)
{
    public Guid Conversation => conversation;

    /// <summary>Names the reply, so that the same one sent twice is one.</summary>
    public Guid ReplyId { get; set; } = replyId;

    public bool IsNote { get; set; }

    public string ReplyText { get; private set; } = string.Empty;

    public string NoteText { get; private set; } = string.Empty;

    /// <summary>What the box shows: the note's or the reply's text.</summary>
    public string Text
    {
        get => IsNote ? NoteText : ReplyText;
        set
        {
            if (IsNote)
            {
                NoteText = value;
            }
            else
            {
                ReplyText = value;
            }
        }
    }

    public bool IsEmpty => ReplyText.Length == 0 && NoteText.Length == 0;

    /// <summary>Files on their way into the composer, those that arrived until the server shows them, and those that were refused.</summary>
    internal List<FileUpload> Uploads { get; } = [];

    /// <summary>Files that were taken out or sent, while the server still shows them.</summary>
    internal HashSet<Guid> TakenOut { get; } = [];

    /// <summary>The files that go with the reply.</summary>
    /// <param name="files">What the server shows in the composer.</param>
    public IReadOnlyList<Guid> Attachments(IReadOnlyList<ThreadFile> files) =>
        [.. files.Select(static file => file.Id).Concat(Uploads.Select(static upload => upload.AttachmentId).OfType<Guid>()).Distinct().Except(TakenOut)];

    /// <summary>The newest line of the thread when writing began.</summary>
    public Instant? SeenUntil { get; set; }

    /// <summary>The member was told of an answer that this screen had not got yet: what comes next is what they were asked about.</summary>
    public bool IsAsked { get; set; }

    /// <summary>The channel that the member chose; null for the usual one.</summary>
    public Channel? Channel { get; set; }

    /// <summary>Why it was not taken, for beside the box.</summary>
    public string? Error { get; set; }

    internal Caller.Member? Caller { get; set; }

    /// <summary>Typed since it was last saved.</summary>
    internal bool IsChanged { get; set; }

    internal Task Saving { get; set; } = Task.CompletedTask;

    internal void Restore(string reply, string note)
    {
        (ReplyText, NoteText) = (reply, note);
        IsNote = reply.Length == 0 && note.Length > 0;
    }
}
