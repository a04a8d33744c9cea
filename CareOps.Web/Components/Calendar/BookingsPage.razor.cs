using CareOps.Core.Automation;
using CareOps.Core.Bookings;
using CareOps.Core.Dashboard;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Inbox;
using CareOps.Core.Workspaces;

using Microsoft.AspNetCore.Components;

using NodaTime;

namespace CareOps.Web.Components.Calendar;

/// <summary>Bookings as a list: filtered, found, confirmed many at once.</summary>
public sealed partial class BookingsPage
{
    private const int OnePage = 50;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly HashSet<Guid> _selected = [];

    // Completed or marked as a no-show on this screen, and still so.
    private readonly HashSet<Guid> _closed = [];

    private ListAddress? _address;
    private IReadOnlyList<BookingRow> _rows = [];
    private IReadOnlyList<Service> _services = [];
    private IReadOnlyDictionary<Guid, string> _hues = new Dictionary<Guid, string>();
    private IReadOnlyDictionary<MemberId, string> _members = new Dictionary<MemberId, string>();
    private BookingDetails? _chosen;
    private Guid? _conversation;
    private BookingDesk? _desk;
    private BookingTable? _table;
    private Guid? _lookedAt;
    private LocalDate _today;
    private Instant _now;
    private string? _search;
    private string? _shownQuery;
    private IReadOnlyDictionary<Guid, BookingReadiness> _readiness = new Dictionary<Guid, BookingReadiness>();
    private bool _hasMore;
    private bool _isBusy;

    [SupplyParameterFromQuery(Name = "show")]
    public string? ShowText { get; set; }

    [SupplyParameterFromQuery(Name = "q")]
    public string? SearchText { get; set; }

    [SupplyParameterFromQuery(Name = "member")]
    public string? MemberText { get; set; }

    [SupplyParameterFromQuery(Name = "service")]
    public string? ServiceText { get; set; }

    [SupplyParameterFromQuery(Name = "status")]
    public string? StatusText { get; set; }

    /// <summary>The booking to show the details of.</summary>
    [SupplyParameterFromQuery(Name = "booking")]
    public string? BookingText { get; set; }

    [Inject]
    private ReadinessQueries Readiness { get; set; } = null!;

    [Inject]
    private BookingQueries Bookings { get; set; } = null!;

    [Inject]
    private WorkspaceQueries Workspaces { get; set; } = null!;

    [Inject]
    private InboxQueries Inbox { get; set; } = null!;

    [Inject]
    private IClock Clock { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private DateTimeZone Zone => Member.Workspace.Zone;

    private bool CanChange => Member.Caller.May(Right.ManageBookings);

    private string NewUrl => Member.Url("calendar?do=new");

    private string Query => new Uri(Navigation.Uri).Query;

    private string? MemberChoice => _address?.Member?.Value.ToString();

    private string? ServiceChoice => _address?.Service?.ToString();

    private string? StatusChoice => _address?.Status?.ToString();

    private string EmptyTitle => (_address!.IsNarrowed, _address.Scope) switch
    {
        (true, _) => "No bookings found",
        (_, ListScope.Today) => "No bookings today",
        (_, ListScope.ToConfirm) => "Nothing waits for you to confirm it",
        (_, ListScope.Past) => "No bookings yet",
        _ => "No bookings ahead",
    };

    protected override bool Concerns(LiveSubject subject) => subject.Kind is nameof(Booking) or nameof(Service) or nameof(Workspace)
        || (subject.Kind == nameof(AutomationRun) && _chosen is not null);

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        var caller = Member.Caller;
        var asked = Query;
        var address = AddressOf();
        var now = Clock.GetCurrentInstant();
        var most = address == _address ? Math.Max(OnePage, _rows.Count) : OnePage;
        var rows = await Bookings.ListAsync(caller, address.FilterAt(now, Zone), null, most + 1, cancellationToken);
        var readiness = await Readiness.OfAsync(caller, Member.Workspace, [.. rows.Take(most)], cancellationToken);
        var services = await Bookings.ServicesAsync(caller, cancellationToken);
        var members = await Workspaces.MemberNamesAsync(caller, cancellationToken);
        var chosen = Guid.TryParse(BookingText, out var id) ? await Bookings.ByIdAsync(caller, id, cancellationToken) : null;
        var conversation = chosen is not null && caller.May(Right.ViewInbox)
            ? await Inbox.ConversationOfAsync(caller, chosen.Booking.ContactId, cancellationToken)
            : null;
        if (asked != Query)
        {
            return;
        }

        if (_shownQuery != asked && address != _address)
        {
            _search = address.Search;
        }

        (_address, _shownQuery, _today, _now) = (address, asked, now.InZone(Zone).Date, now);
        (_rows, _hasMore, _readiness) = ([.. rows.Take(most)], rows.Count > most, readiness);
        (_services, _members, _chosen, _conversation) = (services, members, chosen, conversation);
        _hues = services.ToDictionary(static service => service.Id, ServiceHue.Of);
        _closed.IntersectWith(_rows.Where(static row => row.Status is BookingStatus.Completed or BookingStatus.NoShow).Select(static row => row.Id));
        _selected.IntersectWith(_rows.Where(static row => row.Status == BookingStatus.Pending).Select(static row => row.Id));
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_lookedAt is { } closed && _chosen is null)
        {
            _lookedAt = null;
            await (_table?.FocusAsync(closed) ?? ValueTask.CompletedTask);
        }

        _lookedAt = _chosen?.Booking.Id;
    }

    private ListAddress AddressOf() => new(Member.Url("bookings"), ListAddress.ScopeOf(ShowText))
    {
        Search = Text.Line(SearchText),
        Member = Guid.TryParse(MemberText, out var member) ? new MemberId(member) : null,
        Service = Guid.TryParse(ServiceText, out var service) ? service : null,
        Status = Enum.TryParse<BookingStatus>(StatusText, out var status) && Enum.IsDefined(status) ? status : null,
    };

    private async Task ShowMoreAsync()
    {
        var last = _rows[^1];
        var more = await Bookings.ListAsync(
            Member.Caller,
            _address!.FilterAt(Clock.GetCurrentInstant(), Zone),
            new BookingCursor(last.StartsAt, last.Id),
            OnePage + 1,
            Closed);
        (_rows, _hasMore) = ([.. _rows, .. more.Take(OnePage)], more.Count > OnePage);
    }

    private void Search() => Show(_address! with { Search = Text.Line(_search) });

    private async Task SearchSoonAsync()
    {
        var typed = _search;
        await Task.Delay(Pause, Closed).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        if (typed == _search && !Closed.IsCancellationRequested)
        {
            Search();
        }
    }

    private void ChooseMember(string? id) => Show(_address! with { Member = Guid.TryParse(id, out var member) ? new MemberId(member) : null });

    private void ChooseService(string? id) => Show(_address! with { Service = Guid.TryParse(id, out var service) ? service : null });

    private void ChooseStatus(string? word) => Show(_address! with { Status = Enum.TryParse<BookingStatus>(word, out var status) ? status : null });

    private void Show(ListAddress address) => Navigation.NavigateTo(address.Url, replace: true);

    private void Select((Guid Id, bool IsChosen) choice)
    {
        if (choice.IsChosen)
        {
            _selected.Add(choice.Id);
        }
        else
        {
            _selected.Remove(choice.Id);
        }
    }

    private void SelectAll(bool isChosen)
    {
        _selected.Clear();
        if (isChosen)
        {
            _selected.UnionWith(_rows.Where(static row => row.Status == BookingStatus.Pending).Select(static row => row.Id));
        }
    }

    private void Clear() => _selected.Clear();

    private Task ConfirmSelectedAsync() => ConfirmAsync([.. _selected]);

    private Task ConfirmOneAsync(Guid bookingId) => ConfirmAsync([bookingId]);

    private async Task StepAsync((BookingRow Row, BookingStep Step) taken)
    {
        var (row, step) = taken;
        if (await _desk!.StepAsync(row, step))
        {
            _ = step == BookingStep.Reopen ? _closed.Remove(row.Id) : _closed.Add(row.Id);
        }
    }

    private async Task ConfirmAsync(IReadOnlyList<Guid> bookingIds)
    {
        _isBusy = true;
        var refusal = await _desk!.ConfirmAsync(bookingIds);
        _isBusy = false;
        _selected.ExceptWith(bookingIds);
        _ = refusal is null
            ? _desk.SayAsync($"Confirmed {Say.Count(bookingIds.Count, "booking", "bookings")}. The customers get a message.")
            : _desk.SayAsync($"Not all were confirmed. {refusal}");
    }
}
