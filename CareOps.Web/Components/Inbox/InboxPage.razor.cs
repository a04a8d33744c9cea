using CareOps.Core.Automation;
using CareOps.Core.Bookings;
using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Forms;
using CareOps.Core.Foundation;
using CareOps.Core.Inbox;
using CareOps.Core.Messaging;
using CareOps.Core.Workspaces;
using CareOps.Web.Components.Shared;

using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

using NodaTime;

namespace CareOps.Web.Components.Inbox;

/// <summary>All conversations, the one that is open, and its contact. What happens elsewhere appears by itself.</summary>
public sealed partial class InboxPage
{
    private const int PageLength = 50;
    private const int MostRuns = 8;
    private const int MostForms = 4;
    private const int MostNotes = 3;

    private static readonly TimeSpan TypingRests = TimeSpan.FromMilliseconds(150);

    private List<ConversationRow>? _listed;
    private List<ConversationRow>? _rows;
    private (Guid Id, InboxCursor Place)? _kept;
    private InboxCounts? _counts;
    private InboxView _view;
    private string _search = string.Empty;
    private string? _filterOfAddress;
    private bool _hasMore;

    private ConversationThread? _thread;
    private int _threadLength = PageLength;
    private bool _isMissing;
    private ContactContent _contact = ContactContent.None;
    private IReadOnlyDictionary<MemberId, string> _names = new Dictionary<MemberId, string>();
    private IReadOnlyDictionary<MemberId, string> _team = new Dictionary<MemberId, string>();
    private Instant _now;
    private Guid? _shown;
    private bool _showsDetails;
    private Guid? _noteToReach;
    private Guid? _noteToShow;
    private string _class = "inbox";

    /// <summary>The open conversation; null on the list alone.</summary>
    [Parameter]
    public Guid? ConversationId { get; set; }

    /// <summary>Which conversations a link asks for: open, unread, unanswered, snoozed or resolved.</summary>
    [SupplyParameterFromQuery(Name = "filter")]
    public string? FilterText { get; set; }

    [Inject]
    private InboxQueries Inbox { get; set; } = null!;

    [Inject]
    private ConversationSearch Searches { get; set; } = null!;

    [Inject]
    private BookingQueries Bookings { get; set; } = null!;

    [Inject]
    private AutomationQueries Automation { get; set; } = null!;

    [Inject]
    private FormTrackerQueries Forms { get; set; } = null!;

    [Inject]
    private WorkspaceQueries Workspaces { get; set; } = null!;

    [Inject]
    private MarkConversationReadHandler MarkRead { get; set; } = null!;

    [Inject]
    private ReadMentionsHandler MentionsRead { get; set; } = null!;

    [Inject]
    private IClock Clock { get; set; } = null!;

    [Inject]
    private IJSRuntime Browser { get; set; } = null!;

    protected override bool Concerns(LiveSubject subject) =>
        subject.Kind is nameof(Conversation) or nameof(Booking) or nameof(FormSubmission) or nameof(AutomationRun) or nameof(Contact)
        || subject == Draft.SubjectOf(Member.Caller.Id);

    protected override async Task OnParametersSetAsync()
    {
        if (ConversationId != _shown)
        {
            _shown = ConversationId;
            _kept = _rows?.Find(row => row.Id == ConversationId) is { } row ? (row.Id, InboxCursor.Of(row)) : null;
            _threadLength = PageLength;
            _noteToReach = null;
            _isMissing = false;
            _showsDetails = false;
        }

        if (FilterText != _filterOfAddress)
        {
            _filterOfAddress = FilterText;
            _view = Enum.TryParse<InboxFilter>(FilterText, ignoreCase: true, out var filter) && Enum.IsDefined(filter) ? new InboxView(filter) : _view;
        }

        DescribeLayout();
        await base.OnParametersSetAsync();
    }

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        var asked = ConversationId;
        _now = Clock.GetCurrentInstant();
        _names = await Workspaces.MemberNamesAsync(Member.Caller, cancellationToken);
        _team = await Workspaces.TeamAsync(Member.Caller, cancellationToken);
        if (asked is { } id)
        {
            await LoadThreadAsync(id, cancellationToken);
        }

        await LoadListAsync(cancellationToken);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _ = FollowTheClockAsync(Closed);
        }

        if (_noteToShow is { } note)
        {
            _noteToShow = null;
            await Browser.InvokeVoidAsync("careops.reveal", Closed, ThreadMessageView.AnchorOf(note));
        }
    }

    private async Task LoadThreadAsync(Guid id, CancellationToken cancellationToken)
    {
        var caller = Member.Caller;
        await ReachNoteAsync(id, cancellationToken);
        var length = _threadLength;
        var thread = await Inbox.ThreadAsync(caller, id, length, cancellationToken);
        var contact = thread is null ? ContactContent.None : await LoadContactAsync(thread, cancellationToken);
        if (ConversationId != id || length < _threadLength)
        {
            // Someone went on to another conversation meanwhile, or asked for more of this one.
            return;
        }

        (_thread, _contact, _isMissing) = (thread, contact, thread is null);
        if (thread is { Conversation.UnreadCount: > 0 } && RendererInfo.IsInteractive && caller.May(Right.ManageInbox))
        {
            // Nothing is lost where the database can't write now: the next look marks it.
            await Attempt.RunAsync(MarkRead.HandleAsync(caller, new MarkConversationRead(id), cancellationToken));
        }

        if (thread is { NamesMe: true } && RendererInfo.IsInteractive)
        {
            await Attempt.RunAsync(MentionsRead.HandleAsync(caller, new ReadMentions(id), cancellationToken));
        }
    }

    private async Task ReachNoteAsync(Guid id, CancellationToken cancellationToken)
    {
        if (_noteToReach is not { } note)
        {
            return;
        }

        var length = await Inbox.LengthToAsync(Member.Caller, id, note, cancellationToken);
        if (ConversationId == id)
        {
            _threadLength = Math.Max(_threadLength, length ?? 0);
            _noteToReach = null;
        }
    }

    private async Task<ContactContent> LoadContactAsync(ConversationThread thread, CancellationToken cancellationToken)
    {
        var (caller, contact) = (Member.Caller, thread.Contact.Id);
        return new ContactContent(
            caller.May(Right.ViewBookings) ? await Bookings.NextOfContactAsync(caller, contact, cancellationToken) : null,
            caller.May(Right.ViewForms) ? await Forms.OfContactAsync(caller, contact, MostForms, cancellationToken) : null,
            await Inbox.NotesAsync(caller, thread.Conversation.Id, MostNotes, cancellationToken),
            await Automation.OfContactAsync(caller, contact, MostRuns, cancellationToken));
    }

    private async Task LoadListAsync(CancellationToken cancellationToken)
    {
        if (_search.Length > 0)
        {
            await LoadFoundAsync(_search, cancellationToken);
            return;
        }

        var view = _view;
        var length = Math.Max(PageLength, _listed?.Count ?? 0);
        var counts = await Inbox.CountsAsync(Member.Caller, cancellationToken);
        var rows = await Inbox.PageAsync(Member.Caller, view, null, length + 1, cancellationToken);
        if (_view != view || _search.Length > 0)
        {
            return;
        }

        if (_listed?.Count > length)
        {
            // It went on meanwhile: what was read would cut it off.
            await LoadListAsync(cancellationToken);
            return;
        }

        (_counts, _hasMore) = (counts, rows.Count > length);
        _listed = [.. rows.Take(length)];
        _rows = WithOpenOne(_listed);
    }

    // The open conversation stays where it was opened: read, it would sink beneath the unread ones, snoozed or answered it would be gone.
    // Pages go on behind the last row that was read from the database, wherever the open one is shown.
    private List<ConversationRow> WithOpenOne(List<ConversationRow> listed)
    {
        if (_thread is not { Conversation: var open, Contact: var contact } || open.Id != ConversationId)
        {
            return listed;
        }

        var now = listed.Find(row => row.Id == open.Id);
        _kept ??= now is null ? null : (now.Id, InboxCursor.Of(now));
        if (_kept is not var (id, place) || id != open.Id)
        {
            return listed;
        }

        // Who writes comes to the top.
        place = open.LastMessageAt > place.LastMessageAt ? place with { LastMessageAt = open.LastMessageAt } : place;
        var rows = listed.FindAll(row => row.Id != open.Id);
        var index = rows.FindIndex(row => IsBehind(InboxCursor.Of(row), place));
        rows.Insert(index < 0 ? rows.Count : index, now ?? new ConversationRow(
            open.Id,
            contact.Name,
            open.LastMessagePreview,
            open.LastMessageKind,
            open.LastMessageAt,
            open.UnreadCount,
            open.WaitingSince,
            open.IsPaused,
            open.AssignedTo,
            open.SnoozedUntil)
        {
            Channel = open.LastChannel,
        });
        return rows;
    }

    private static bool IsBehind(InboxCursor row, InboxCursor place) => row.IsUnread == place.IsUnread
        ? (row.LastMessageAt, row.Id).CompareTo((place.LastMessageAt, place.Id)) < 0
        : place.IsUnread;

    private async Task ShowAsync(InboxView view)
    {
        _view = view;
        (_rows, _listed, _kept) = (null, null, null);
        await TryLoadAsync();
    }

    private async Task LoadFoundAsync(string search, CancellationToken cancellationToken)
    {
        var found = await Searches.FindAsync(Member.Caller, search, PageLength, cancellationToken);
        if (search == _search)
        {
            (_rows, _listed, _hasMore) = ([.. found], null, false);
        }
    }

    // Waits until the typing rests: a search for each letter would be thrown away.
    private async Task FindAsync(string search)
    {
        _search = search.Trim();
        var asked = _search;
        await Task.Delay(TypingRests, Closed);
        if (asked == _search)
        {
            await TryLoadAsync();
        }
    }

    private async Task ShowMoreAsync()
    {
        if (_listed is not [.., var last])
        {
            return;
        }

        var (view, end) = (_view, InboxCursor.Of(last));
        var rows = await Inbox.PageAsync(Member.Caller, view, end, PageLength + 1, Closed);
        if (view == _view && _listed is [.., var stillLast] listed && InboxCursor.Of(stillLast) == end)
        {
            // One that a colleague has read meanwhile comes again, behind those that are unread.
            var known = listed.Select(static row => row.Id).ToHashSet();
            _hasMore = rows.Count > PageLength;
            _listed = [.. listed, .. rows.Take(PageLength).Where(row => !known.Contains(row.Id))];
            _rows = WithOpenOne(_listed);
        }
    }

    private Task ShowEarlierAsync()
    {
        _threadLength += PageLength;
        return TryLoadAsync();
    }

    // However far up it stands.
    private async Task ShowNoteAsync(Guid note)
    {
        var conversation = ConversationId;
        if (_thread?.Messages.Any(message => message.Id == note) == false)
        {
            _noteToReach = note;
            await TryLoadAsync();
        }

        if (ConversationId == conversation && !Closed.IsCancellationRequested)
        {
            _showsDetails = false;
            DescribeLayout();
            _noteToShow = note;
        }
    }

    private void ToggleDetails()
    {
        _showsDetails = !_showsDetails;
        DescribeLayout();
    }

    private void DescribeLayout() => _class = (ConversationId, _showsDetails) switch
    {
        (null, _) => "inbox",
        (_, true) => "inbox open details",
        _ => "inbox open",
    };

    // Waiting times grow, and "09:41" becomes "Wed" at midnight.
    private async Task FollowTheClockAsync(CancellationToken closed)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(1));
        try
        {
            while (await timer.WaitForNextTickAsync(closed))
            {
                _now = Clock.GetCurrentInstant();
                StateHasChanged();
            }
        }
        catch (OperationCanceledException)
        {
            // The screen is gone.
        }
    }
}
