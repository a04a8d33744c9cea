using CareOps.Core.Bookings;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;
using CareOps.Web.Components.Shared;

using Microsoft.AspNetCore.Components;

using NodaTime;

namespace CareOps.Web.Components.Calendar;

/// <summary>Who waits for a time, in the order of coming: what is offered to them until when, to be booked by hand or taken off.</summary>
public sealed partial class WaitlistPage
{
    private static readonly TimeSpan SaidFor = TimeSpan.FromSeconds(6);

    private IReadOnlyList<WaitlistEntry>? _entries;
    private IReadOnlyDictionary<Guid, Service> _services = new Dictionary<Guid, Service>();
    private IReadOnlyDictionary<MemberId, string> _members = new Dictionary<MemberId, string>();
    private LocalDate _today;
    private string? _error;
    private string? _said;

    [Inject]
    private WaitlistQueries Waitlist { get; set; } = null!;

    [Inject]
    private BookingQueries Bookings { get; set; } = null!;

    [Inject]
    private WorkspaceQueries Workspaces { get; set; } = null!;

    [Inject]
    private RemoveFromWaitlistHandler RemoveFromWaitlist { get; set; } = null!;

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
        _entries = await Waitlist.WaitingAsync(caller, cancellationToken);
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

    private async Task RemoveAsync(WaitlistEntry entry)
    {
        var error = await Attempt.RunAsync(RemoveFromWaitlist.HandleAsync(
            Member.Caller, new RemoveFromWaitlist(entry.Id), CancellationToken.None));
        _error = error?.Message;
        await TryLoadAsync();
        if (error is null)
        {
            _ = SayAsync($"{entry.Name} is off the waitlist.");
        }
    }

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
