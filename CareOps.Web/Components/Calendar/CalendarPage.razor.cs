using CareOps.Core.Bookings;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Inbox;
using CareOps.Core.Workspaces;

using Microsoft.AspNetCore.Components;

using NodaTime;
using NodaTime.Text;

namespace CareOps.Web.Components.Calendar;

/// <summary>The bookings of a week, in the business's wall time. The address says which week, and which booking is looked at.</summary>
public sealed partial class CalendarPage
{
    private const int FirstYear = 2000;
    private const int LastYear = 2200;

    private CalendarView? _view;
    private WeekGrid? _grid;
    private WeekAgenda? _agenda;
    private Guid? _lookedAt;
    private LocalDateTime _now;

    /// <summary>A day of the week to show, as in 2026-11-23; this week where absent.</summary>
    [SupplyParameterFromQuery(Name = "week")]
    public string? WeekText { get; set; }

    /// <summary>The booking to show the details of; also finds its week.</summary>
    [SupplyParameterFromQuery(Name = "booking")]
    public string? BookingText { get; set; }

    [Inject]
    private BookingQueries Bookings { get; set; } = null!;

    [Inject]
    private InboxQueries Inbox { get; set; } = null!;

    [Inject]
    private WorkspaceQueries Workspaces { get; set; } = null!;

    [Inject]
    private IClock Clock { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private string ThisWeekUrl => Member.Url("calendar");

    private DateTimeZone Zone => Member.Workspace.Zone;

    protected override bool Concerns(LiveSubject subject) =>
        subject.Kind is nameof(Booking) or nameof(WeeklyHours) or nameof(Service) or nameof(Workspace);

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        var caller = Member.Caller;
        var zone = Zone;
        var (weekText, bookingText) = (WeekText, BookingText);
        _now = Clock.GetCurrentInstant().InZone(zone).LocalDateTime;
        var chosen = Guid.TryParse(bookingText, out var id) ? await Bookings.ByIdAsync(caller, id, cancellationToken) : null;
        var conversation = chosen is not null && caller.May(Right.ViewInbox)
            ? await Inbox.ConversationOfAsync(caller, chosen.Booking.ContactId, cancellationToken)
            : null;
        var monday = CalendarWeek.MondayOf(
            DayOf(weekText) ?? chosen?.Booking.StartsAt.InZone(zone).Date ?? _now.Date);
        var services = await Bookings.ServicesAsync(caller, cancellationToken);

        // From a day before, for what lasts over midnight into Monday.
        var bookings = await Bookings.BetweenAsync(
            caller, StartOf(monday.PlusDays(-1)), StartOf(monday.PlusDays(CalendarWeek.DaysOfAWeek)), cancellationToken);
        var hours = new List<OpenInterval>();
        var teams = await Bookings.TeamsAsync(caller, cancellationToken);
        foreach (var member in services.Where(static service => service.IsActive).SelectMany(service => teams[service.Id])
            .Concat(bookings.Select(static booking => booking.MemberId)).Distinct())
        {
            hours.AddRange(await Bookings.HoursAsync(caller, member, cancellationToken));
        }

        var members = await Workspaces.MemberNamesAsync(caller, cancellationToken);
        if ((weekText, bookingText) == (WeekText, BookingText))
        {
            _view = new CalendarView(CalendarWeek.Of(monday, zone, bookings, hours), services, members, zone, chosen, conversation);
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _ = FollowTheClockAsync(Closed);
        }

        var chosen = _view?.Chosen?.Booking.Id;
        if (_lookedAt is { } closed && chosen is null && _grid is not null && _agenda is not null)
        {
            // One of the two is hidden and takes no focus.
            _lookedAt = null;
            await _grid.FocusAsync(closed);
            await _agenda.FocusAsync(closed);
        }

        _lookedAt = chosen;
    }

    private static LocalDate? DayOf(string? text) =>
        text is not null && LocalDatePattern.Iso.Parse(text) is { Success: true, Value: var day } && day.Year is > FirstYear and < LastYear
            ? day
            : null;

    private Instant StartOf(LocalDate date) => date.AtStartOfDayInZone(Zone).ToInstant();

    private string WeekUrl(LocalDate monday) => $"{ThisWeekUrl}?week={LocalDatePattern.Iso.Format(monday)}";

    private void Choose(Guid bookingId) => Navigation.NavigateTo($"{WeekUrl(_view!.Week.Monday)}&booking={bookingId}");

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
