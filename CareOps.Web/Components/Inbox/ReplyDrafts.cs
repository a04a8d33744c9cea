using CareOps.Core.Foundation;
using CareOps.Core.Messaging;

using NodaTime;

namespace CareOps.Web.Components.Inbox;

/// <summary>What a member has typed and not sent yet, for each conversation, for as long as the page stays open.</summary>
public sealed class ReplyDrafts(IdGenerator ids)
{
    private readonly Dictionary<Guid, ReplyDraft> _drafts = [];

    public ReplyDraft Of(Guid conversation)
    {
        if (!_drafts.TryGetValue(conversation, out var draft))
        {
            draft = new ReplyDraft(ids.New());
            _drafts.Add(conversation, draft);
        }

        return draft;
    }

    /// <summary>After what was typed has been taken: the next reply is another one, with what was typed meanwhile.</summary>
    public void Take(ReplyDraft draft, string taken)
    {
        draft.Text = draft.Text.StartsWith(taken, StringComparison.Ordinal) ? draft.Text[taken.Length..] : draft.Text;
        draft.Error = null;
        draft.ReplyId = ids.New();
    }
}

/// <summary>A reply and a note in the making.</summary>
public sealed class ReplyDraft(Guid replyId)
{
    private string _reply = string.Empty;
    private string _note = string.Empty;

    /// <summary>Names the reply, so that the same one sent twice is one.</summary>
    public Guid ReplyId { get; set; } = replyId;

    public bool IsNote { get; set; }

    /// <summary>What the box shows: the note's or the reply's text.</summary>
    public string Text
    {
        get => IsNote ? _note : _reply;
        set
        {
            if (IsNote)
            {
                _note = value;
            }
            else
            {
                _reply = value;
            }
        }
    }

    public bool IsEmpty => _reply.Length == 0 && _note.Length == 0;

    /// <summary>The newest line of the thread when writing began.</summary>
    public Instant? SeenUntil { get; set; }

    /// <summary>The channel that the member chose; null for the usual one.</summary>
    public Channel? Channel { get; set; }

    /// <summary>Why it was not taken, for beside the box.</summary>
    public string? Error { get; set; }
}
