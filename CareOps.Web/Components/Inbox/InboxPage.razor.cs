using CareOps.Core.Automation;
using CareOps.Core.Bookings;
using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Inbox;
using CareOps.Core.Messaging;
using CareOps.Core.Workspaces;
using CareOps.Web.Components.Shared;

using Microsoft.AspNetCore.Components;

using NodaTime;

namespace CareOps.Web.Components.Inbox;

/// <summary>All conversations, the one that is open, and its contact. What happens elsewhere appears by itself.</summary>
public sealed partial class InboxPage
{
    private const int PageLength = 50;
    private const int MostRuns = 8;

    private static readonly TimeSpan TypingRests = TimeSpan.FromMilliseconds(150);

    private List<ConversationRow>? _rows;
    private InboxCounts? _counts;
    private InboxView _view;
    private string _search = string.Empty;
    private string? _filterOfAddress;
    private bool _hasMore;

    private ConversationThread? _thread;
    private int _threadLength = PageLength;
    private bool _isMissing;
    private BookingRow? _nextBooking;
    private IReadOnlyList<RunRow> _runs = [];
    private IReadOnlyDictionary<MemberId, string> _names = new Dictionary<MemberId, string>();
    private Instant _now;
    private Guid? _shown;
    private bool _showsDetails;
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
    private WorkspaceQueries Workspaces { get; set; } = null!;

    [Inject]
    private MarkConversationReadHandler MarkRead { get; set; } = null!;

    [Inject]
    private IClock Clock { get; set; } = null!;

    protected override bool Concerns(LiveSubject subject) =>
        subject.Kind is nameof(Conversation) or nameof(Booking) or nameof(AutomationRun) or nameof(Contact);

    protected override async Task OnParametersSetAsync()
    {
        if (ConversationId != _shown)
        {
            _shown = ConversationId;
            _threadLength = PageLength;
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
        if (asked is { } id)
        {
            await LoadThreadAsync(id, cancellationToken);
        }

        await LoadListAsync(cancellationToken);
    }

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
        {
            _ = FollowTheClockAsync(Closed);
        }
    }

    private async Task LoadThreadAsync(Guid id, CancellationToken cancellationToken)
    {
        var caller = Member.Caller;
        var thread = await Inbox.ThreadAsync(caller, id, _threadLength, cancellationToken);
        var runs = thread is null ? [] : await Automation.OfContactAsync(caller, thread.Contact.Id, MostRuns, cancellationToken);
        var next = thread is not null && caller.May(Right.ViewBookings)
            ? await Bookings.NextOfContactAsync(caller, thread.Contact.Id, cancellationToken)
            : null;
        if (ConversationId != id)
        {
            // Someone went on to another conversation meanwhile.
            return;
        }

        (_thread, _runs, _nextBooking, _isMissing) = (thread, runs, next, thread is null);
        if (thread is { Conversation.UnreadCount: > 0 } && RendererInfo.IsInteractive && caller.May(Right.ManageInbox))
        {
            // Nothing is lost where the database can't write now: the next look marks it.
            await Attempt.RunAsync(MarkRead.HandleAsync(caller, new MarkConversationRead(id), cancellationToken));
        }
    }

    private async Task LoadListAsync(CancellationToken cancellationToken)
    {
        if (_search.Length > 0)
        {
            await LoadFoundAsync(_search, cancellationToken);
            return;
        }

        var view = _view;
        var length = Math.Max(PageLength, _rows?.Count ?? 0);
        var counts = await Inbox.CountsAsync(Member.Caller, cancellationToken);
        var rows = await Inbox.PageAsync(Member.Caller, view, null, length + 1, cancellationToken);
        if (_view == view && _search.Length == 0)
        {
            (_counts, _hasMore) = (counts, rows.Count > length);
            _rows = [.. rows.Take(length)];
            KeepOpenOneListed(_rows);
        }
    }

    // Reading a conversation must not make it vanish from "Unread" while it is being read, nor snoozing it while it is open.
    private void KeepOpenOneListed(List<ConversationRow> rows)
    {
        if (_thread is { Conversation: var open, Contact: var contact }
            && open.Id == ConversationId
            && rows.TrueForAll(row => row.Id != open.Id))
        {
            var place = rows.FindIndex(row => row.LastMessageAt < open.LastMessageAt);
            rows.Insert(place < 0 ? rows.Count : place, new ConversationRow(
                open.Id,
                contact.Name,
                open.LastMessagePreview,
                open.LastMessageKind,
                open.LastMessageAt,
                open.UnreadCount,
                open.WaitingSince,
                open.IsPaused,
                open.AssignedTo,
                open.SnoozedUntil));
        }
    }

    private async Task ShowAsync(InboxView view)
    {
        _view = view;
        _rows = null;
        await TryLoadAsync();
    }

    private async Task LoadFoundAsync(string search, CancellationToken cancellationToken)
    {
        var found = await Searches.FindAsync(Member.Caller, search, PageLength, cancellationToken);
        if (search == _search)
        {
            (_rows, _hasMore) = ([.. found], false);
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
        if (_rows is not [.., var last])
        {
            return;
        }

        var after = new InboxCursor(last.LastMessageAt, last.Id);
        var view = _view;
        var rows = await Inbox.PageAsync(Member.Caller, view, after, PageLength + 1, Closed);
        if (view == _view && _rows is [.., var still] && still.Id == last.Id)
        {
            _hasMore = rows.Count > PageLength;
            _rows.AddRange(rows.Take(PageLength));
        }
    }

    private Task ShowEarlierAsync()
    {
        _threadLength += PageLength;
        return TryLoadAsync();
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
