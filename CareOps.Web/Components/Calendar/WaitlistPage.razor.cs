using CareOps.Core.Bookings;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;
using CareOps.Web.Components.Shared;

using Microsoft.AspNetCore.Components;

using NodaTime;

namespace CareOps.Web.Components.Calendar;

/// <summary>Who waits for a time, in the order of coming: what is offered to them until when, to be booked by hand or removed.</summary>
public sealed partial class WaitlistPage
{
    private const int OnePage = 50;

    private static readonly TimeSpan SaidFor = TimeSpan.FromSeconds(6);

    private readonly Dictionary<Guid, WaitlistRow> _rows = [];

    private IReadOnlyList<WaitlistEntry>? _entries;
    private IReadOnlyDictionary<Guid, Service> _services = new Dictionary<Guid, Service>();
    private IReadOnlyDictionary<MemberId, string> _members = new Dictionary<MemberId, string>();
    private Screen? _screen;
    private LocalDate _today;
    private Removal? _removal;
    private bool _hasMore;
    private int _most = OnePage;
    private string? _error;
    private string? _said;

    // Where the focus goes with the next drawing: to a row, or to the heading where none is left.
    private bool _isFocusDue;
    private Guid? _focus;

    [Inject]
    private WaitlistQueries Waitlist { get; set; } = null!;

    [Inject]
    private BookingQueries Bookings { get; set; } = null!;

    [Inject]
    private WorkspaceQueries Workspaces { get; set; } = null!;

    [Inject]
    private RemoveFromWaitlistHandler RemoveFromWaitlist { get; set; } = null!;

    [Inject]
    private UndoRemovalHandler UndoRemoval { get; set; } = null!;

    [Inject]
    private IClock Clock { get; set; } = null!;

    protected override bool Concerns(LiveSubject subject) => subject.Kind is nameof(WaitlistEntry) or nameof(Service) or nameof(Workspace);

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        var caller = Member.Caller;
        var services = await Bookings.ServicesAsync(caller, cancellationToken);
        _members = await Workspaces.MemberNamesAsync(caller, cancellationToken);
        _services = services.ToDictionary(static service => service.Id);
        _today = Clock.GetCurrentInstant().InZone(Member.Workspace.Zone).Date;
        var entries = await Waitlist.WaitingAsync(caller, null, _most + 1, cancellationToken);
        (_entries, _hasMore) = ([.. entries.Take(_most)], entries.Count > _most);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_isFocusDue)
        {
            _isFocusDue = false;
            var row = _entries?.FirstOrDefault(entry => entry.Id == _focus) is { } entry ? _rows.GetValueOrDefault(entry.Id) : null;
            await (row?.FocusAsync() ?? _screen?.FocusAsync() ?? ValueTask.CompletedTask);
        }
    }

    private string WithOf(WaitlistEntry entry) =>
        entry.MemberId is { } member ? $"with {_members.GetValueOrDefault(member, "a former member")}" : "with anyone";

    // Null where the one who looks may not book, or the service is not offered any more.
    private string? BookUrlOf(WaitlistEntry entry)
    {
        if (!Member.Caller.May(Right.ManageBookings) || _services.GetValueOrDefault(entry.ServiceId) is not { IsActive: true })
        {
            return null;
        }

        var at = entry.OfferedStart?.InZone(Member.Workspace.Zone).LocalDateTime;
        var day = at?.Date ?? LocalDate.Max(entry.FirstDay, _today);
        var address = new CalendarAddress(Member.Url("calendar"), CalendarKind.Day, day);
        return $"{address.FormUrl("new", at, with: entry.MemberId, service: entry.ServiceId)}&contact={entry.ContactId}&waiting={entry.Id}";
    }

    private async Task ShowMoreAsync()
    {
        var last = _entries![^1];
        var more = await Waitlist.WaitingAsync(Member.Caller, new WaitlistCursor(last.CreatedAt, last.Id), OnePage + 1, Closed);
        (_entries, _hasMore, _most) = ([.. _entries, .. more.Take(OnePage)], more.Count > OnePage, _entries.Count + OnePage);
        (_isFocusDue, _focus) = (more.Count > 0, more.Count > 0 ? more[0].Id : null);
    }

    private async Task RemoveAsync(WaitlistEntry entry)
    {
        var place = _entries!.ToList().FindIndex(each => each.Id == entry.Id);
        var removed = await Attempt.ResultAsync(RemoveFromWaitlist.HandleAsync(
            Member.Caller, new RemoveFromWaitlist(entry.Id), CancellationToken.None));
        _error = removed.Error?.Message;
        await TryLoadAsync();
        if (removed.Succeeded)
        {
            (_said, _removal) = (null, new Removal(entry, removed.Value, Member.Workspace.Zone));
            FocusAt(place);
        }
    }

    private async Task UndoAsync(Removal removal)
    {
        var restored = await Attempt.ResultAsync(UndoRemoval.HandleAsync(
            Member.Caller, new UndoRemoval(removal.Place), CancellationToken.None));
        (_error, _removal) = (restored.Error?.Message, null);
        await TryLoadAsync();
        FocusOn(removal.Entry.Id);
        if (restored is { Succeeded: true, Value.IsOfferOver: true })
        {
            _ = SayAsync($"{removal.Entry.Name} waits again. The time that was kept is not free any more.");
        }
    }

    private void RemovalOver(Removal removal) => _removal = _removal == removal ? null : _removal;

    private void FocusAt(int place) =>
        (_isFocusDue, _focus) = (true, _entries is { Count: > 0 } left ? left[Math.Min(place, left.Count - 1)].Id : null);

    private void FocusOn(Guid entryId) => (_isFocusDue, _focus) = (true, entryId);

    private async Task SayAsync(string said)
    {
        _said = said;
        StateHasChanged();
        await Task.Delay(SaidFor, Closed).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        if (_said == said && !Closed.IsCancellationRequested)
        {
            _said = null;
            StateHasChanged();
        }
    }
}
