using CareOps.Core.Automation;
using CareOps.Core.Bookings;
using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Inbox;
using CareOps.Core.Workspaces;

using Microsoft.AspNetCore.Components;

using NodaTime;

namespace CareOps.Web.Components.Calendar;

/// <summary>The bookings of a day, a week or a month, in the business's wall time. The address says which, and what is open beside them.</summary>
public sealed partial class CalendarPage
{
    private const int UsualBlock = 60;

    private CalendarView? _view;
    private BookingDetails? _chosen;
    private CalendarEntry? _session;
    private Guid? _conversation;
    private NewBookingStart? _newBooking;
    private BlockStart? _block;
    private TimeGrid? _grid;
    private MonthView? _month;
    private WeekAgenda? _agenda;
    private BookingDesk? _desk;
    private Guid? _lookedAt;
    private bool _wasOpen;

    // What the focus goes to next: a booking that was made or taken back.
    private Guid? _focus;
    private LocalDateTime _now;

    /// <summary>"day", "week" or "month".</summary>
    [SupplyParameterFromQuery(Name = "view")]
    public string? ViewText { get; set; }

    /// <summary>A day of what is shown, as in 2026-11-23; today where absent.</summary>
    [SupplyParameterFromQuery(Name = "date")]
    public string? DateText { get; set; }

    /// <summary>A day of the week to show.</summary>
    [SupplyParameterFromQuery(Name = "week")]
    public string? WeekText { get; set; }

    /// <summary>The one member to show.</summary>
    [SupplyParameterFromQuery(Name = "member")]
    public string? MemberText { get; set; }

    [SupplyParameterFromQuery(Name = "colour")]
    public string? ColourText { get; set; }

    [SupplyParameterFromQuery(Name = "hours")]
    public string? HoursText { get; set; }

    [SupplyParameterFromQuery(Name = "cancelled")]
    public string? CancelledText { get; set; }

    /// <summary>The booking to show the details of; also finds its day.</summary>
    [SupplyParameterFromQuery(Name = "booking")]
    public string? BookingText { get; set; }

    /// <summary>"1" for one of a session, rather than all who come to it.</summary>
    [SupplyParameterFromQuery(Name = "one")]
    public string? OneText { get; set; }

    /// <summary>The form that is open: "new", "block", "move", "move-all".</summary>
    [SupplyParameterFromQuery(Name = "do")]
    public string? DoText { get; set; }

    /// <summary>When the form begins, as in 2026-11-23T14:00.</summary>
    [SupplyParameterFromQuery(Name = "at")]
    public string? AtText { get; set; }

    /// <summary>The day a new booking's form begins with, where no time was pointed at.</summary>
    [SupplyParameterFromQuery(Name = "on")]
    public string? OnText { get; set; }

    [SupplyParameterFromQuery(Name = "minutes")]
    public string? MinutesText { get; set; }

    /// <summary>The member that the form begins with.</summary>
    [SupplyParameterFromQuery(Name = "with")]
    public string? WithText { get; set; }

    [SupplyParameterFromQuery(Name = "service")]
    public string? ServiceText { get; set; }

    /// <summary>The contact that a new booking is for.</summary>
    [SupplyParameterFromQuery(Name = "contact")]
    public string? ContactText { get; set; }

    /// <summary>The place on the waitlist that a new booking is for.</summary>
    [SupplyParameterFromQuery(Name = "waiting")]
    public string? WaitingText { get; set; }

    /// <summary>The blocked time that is looked at.</summary>
    [SupplyParameterFromQuery(Name = "off")]
    public string? OffText { get; set; }

    [Inject]
    private WaitlistQueries Waitlist { get; set; } = null!;

    [Inject]
    private CalendarReader Reader { get; set; } = null!;

    [Inject]
    private BookingQueries Bookings { get; set; } = null!;

    [Inject]
    private CalendarQueries Calendar { get; set; } = null!;

    [Inject]
    private ContactSearch Contacts { get; set; } = null!;

    [Inject]
    private InboxQueries Inbox { get; set; } = null!;

    [Inject]
    private IClock Clock { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private DateTimeZone Zone => Member.Workspace.Zone;

    private string Query => new Uri(Navigation.Uri).Query;

    private IReadOnlyList<Service> BookableServices => [.. _view!.Services.Where(static service => service.IsActive)];

    protected override bool Concerns(LiveSubject subject) =>
        subject.Kind is nameof(Booking) or nameof(WeeklyHours) or nameof(Holiday) or nameof(Service) or nameof(Workspace)
        || (subject.Kind == nameof(AutomationRun) && BookingText is not null);

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        var caller = Member.Caller;
        var asked = Query;
        _now = Clock.GetCurrentInstant().InZone(Zone).LocalDateTime;
        var chosen = IdOf(BookingText) is { } id ? await Bookings.ByIdAsync(caller, id, cancellationToken) : null;
        var conversation = chosen is not null && caller.May(Right.ViewInbox)
            ? await Inbox.ConversationOfAsync(caller, chosen.Booking.ContactId, cancellationToken)
            : null;
        var canChange = caller.May(Right.ManageBookings);
        var view = await Reader.ReadAsync(caller, Member.Workspace, AddressAt(chosen?.Booking.StartsAt), cancellationToken) with
        {
            ChosenId = chosen?.Booking.Id,
            CanChange = canChange,
        };
        var newBooking = canChange && DoText == "new" ? await NewBookingAsync(view.Address.Date, cancellationToken) : null;
        var block = canChange && DoText == "block" ? await BlockAsync(view, cancellationToken) : null;
        if (asked == Query)
        {
            (_view, _chosen, _conversation) = (view, chosen, conversation);
            _session = OneText is null ? SessionOf(view, chosen?.Booking) : null;

            // A form that is open keeps what was typed, whatever changes behind it.
            _newBooking = newBooking == _newBooking ? _newBooking : newBooking;
            _block = block == _block ? _block : block;
        }
    }

    // The form that moves all of a group goes on where the one by whom it was opened leaves: with the others.
    private CalendarEntry? SessionOf(CalendarView view, Booking? chosen)
    {
        var sessions = view.Entries.Where(static entry => entry.IsSession).ToList();
        return sessions.Find(entry => entry.Holds(chosen?.Id)) ?? (DoText == "move-all" && chosen is { Stands: false } left
            ? sessions.Find(entry => (entry.ServiceId, entry.MemberId, entry.StartsAt) == (left.ServiceId, left.MemberId, left.StartsAt))
            : null);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _ = FollowTheClockAsync(Closed);
        }

        var isOpen = _view?.ChosenId is not null || _newBooking is not null || _block is not null;
        if (!isOpen && (_wasOpen || _focus is not null))
        {
            var next = _focus ?? _lookedAt;
            (_wasOpen, _focus, _lookedAt) = (false, null, null);
            await FocusAsync(next);
        }

        (_wasOpen, _lookedAt) = (isOpen, _view?.ChosenId);
    }

    // Back to the booking, or to the days where there is none. What is hidden takes no focus.
    private async Task FocusAsync(Guid? bookingId)
    {
        if (_view?.Entries.FirstOrDefault(entry => entry.Holds(bookingId)) is { } entry)
        {
            await (_grid?.FocusAsync(entry.Id) ?? ValueTask.CompletedTask);
            await (_month?.FocusAsync(entry.Id) ?? ValueTask.CompletedTask);
            await (_agenda?.FocusAsync(entry.Id) ?? ValueTask.CompletedTask);
        }
        else
        {
            await (_grid?.FocusAsync() ?? ValueTask.CompletedTask);
            await (_month?.FocusAsync() ?? ValueTask.CompletedTask);
        }
    }

    private void FocusSoon(Guid bookingId)
    {
        _focus = bookingId;
        StateHasChanged();
    }

    private static Guid? IdOf(string? text) => Guid.TryParse(text, out var id) ? id : null;

    private static int? NumberOf(string? text) =>
        int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;

    private CalendarAddress AddressAt(Instant? chosenStart) => new(
        Member.Url("calendar"),
        CalendarAddress.KindOf(ViewText),
        CalendarAddress.DayOf(DateText) ?? CalendarAddress.DayOf(WeekText) ?? chosenStart?.InZone(Zone).Date ?? _now.Date)
    {
        Member = IdOf(MemberText) is { } member ? new MemberId(member) : null,
        IsByMember = ColourText == "member",
        HasAllHours = HoursText == "all",
        HasCancelled = CancelledText == "1",
    };

    private async Task<NewBookingStart> NewBookingAsync(LocalDate shown, CancellationToken cancellationToken) => new(
        LocalDate.Max(CalendarAddress.DayOf(OnText) ?? shown, _now.Date),
        CalendarAddress.MomentOf(AtText),
        NumberOf(MinutesText),
        IdOf(WithText) is { } with ? new MemberId(with) : null,
        IdOf(ServiceText),
        IdOf(ContactText) is { } contact ? await Contacts.ByIdAsync(Member.Caller, contact, cancellationToken) : null)
    {
        Waiting = IdOf(WaitingText),
        Kept = IdOf(WaitingText) is { } place
            ? (await Waitlist.FindAsync(Member.Caller, place, cancellationToken))?.OfferId
            : null,
    };

    private async Task<BlockStart?> BlockAsync(CalendarView view, CancellationToken cancellationToken)
    {
        if (IdOf(OffText) is { } id && IdOf(WithText) is { } of)
        {
            var times = await Calendar.TimeOffAsync(Member.Caller, new MemberId(of), cancellationToken);
            return times.FirstOrDefault(off => off.Id == id) is { } found
                ? new BlockStart(id, found.MemberId, Local(found.StartsAt), Local(found.EndsAt), found.Reason)
                : null;
        }

        var from = CalendarAddress.MomentOf(AtText) ?? view.Address.Date.AtMidnight().PlusHours(9);
        var with = IdOf(WithText) is { } member ? new MemberId(member) : Member.Caller.Id;
        return new BlockStart(null, with, from, from.PlusMinutes(NumberOf(MinutesText) ?? UsualBlock), null);
    }

    private LocalDateTime Local(Instant moment) => moment.InZone(Zone).LocalDateTime;

    private void Choose(Guid bookingId) => Navigation.NavigateTo(_view!.Address.BookingUrl(bookingId));

    private void ChooseAway(GridAway away) =>
        Navigation.NavigateTo($"{_view!.Address.FormUrl("block", with: away.Member)}&off={away.Id}");

    private void ChooseTime(GridPlace place) =>
        Navigation.NavigateTo(_view!.Address.FormUrl("new", place.At, place.Minutes, place.Column.Member ?? _view.Address.Member));

    private void BlockTime(GridPlace place) =>
        Navigation.NavigateTo(_view!.Address.FormUrl("block", place.At, place.Minutes, place.Column.Member ?? _view.Address.Member));

    private async Task<bool> PlaceAsync(Guid entryId, GridPlace place)
    {
        var entry = _view?.Entries.FirstOrDefault(entry => entry.Id == entryId);
        return entry is not null && await MoveAsync(entry, new BookingMove(place.At, place.Column.Member ?? entry.MemberId, place.Minutes));
    }

    // It keeps its time of the day, its member and its length.
    private async Task<bool> PlaceOnAsync(Guid entryId, LocalDate day)
    {
        var entry = _view?.Entries.FirstOrDefault(entry => entry.Id == entryId);
        return entry is not null && await MoveAsync(entry, new BookingMove(day + Local(entry.StartsAt).TimeOfDay, entry.MemberId, entry.Minutes));
    }

    private async Task<bool> MoveAsync(CalendarEntry entry, BookingMove move) => _desk is { } desk && await (entry.IsSession
        ? desk.MoveSessionAsync(entry, move)
        : desk.MoveAsync(entry.Id, move with { From = entry.StartsAt }));

    private async Task ShowBookedAsync(NewlyBooked booked)
    {
        var booking = booked.First;
        var at = Local(booking.StartsAt);
        _focus = booking.Id;
        var address = _view!.Address;
        Navigation.NavigateTo((address.Dates.Contains(at.Date) ? address : address with { Date = at.Date }).Url);
        await TryLoadAsync();
        var more = booked.Count > 1 ? $", {booked.Count} times" : string.Empty;
        var refused = booked.Refused.Count > 0
            ? $" Not booked: {string.Join(", ", booked.Refused.Select(static each => Say.Moment(each.Start)))}."
            : string.Empty;
        _ = _desk!.SayAsync($"Booked {booking.Name}, {Say.Moment(at)}{more}.{refused}");
    }

    private async Task ShowBlockedAsync(int inside)
    {
        Navigation.NavigateTo(_view!.Address.Url);
        await TryLoadAsync();
        if (inside > 0)
        {
            _ = _desk!.SayAsync($"Blocked. {Say.Count(inside, "booking lies", "bookings lie")} in this time and stay{(inside == 1 ? "s" : string.Empty)}.");
        }
    }

    private void ShowMoved()
    {
        // The booking may have left the days that are shown: its details find it.
        var address = _view!.Address;
        Navigation.NavigateTo(_chosen is { } moved && !address.Dates.Contains(Local(moved.Booking.StartsAt).Date)
            ? (address with { Date = Local(moved.Booking.StartsAt).Date }).Url
            : address.Url);
    }

    // The line of the present moves with each minute.
    private async Task FollowTheClockAsync(CancellationToken closed)
    {
        while (!closed.IsCancellationRequested)
        {
            var now = Clock.GetCurrentInstant();
            var rest = Duration.FromMinutes(1) - Duration.FromMilliseconds(now.ToUnixTimeMilliseconds() % 60_000);
            await Task.Delay(rest.ToTimeSpan(), closed)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            if (!closed.IsCancellationRequested)
            {
                _now = Clock.GetCurrentInstant().InZone(Zone).LocalDateTime;
                StateHasChanged();
            }
        }
    }
}
