using CareOps.Core.Alerts;
using CareOps.Core.Bookings;
using CareOps.Core.Contacts;
using CareOps.Core.Dashboard;
using CareOps.Core.Data;
using CareOps.Core.Forms;
using CareOps.Core.Foundation;
using CareOps.Core.Inventory;
using CareOps.Core.Messaging;
using CareOps.Core.Workspaces;

using Microsoft.AspNetCore.Components;

using NodaTime;

namespace CareOps.Web.Components.Today;

/// <summary>"What is happening in my business right now?" Nothing is done here: every line leads to the place of action.</summary>
public sealed partial class TodayPage
{
    private CareOps.Core.Dashboard.TodayPage? _today;
    private IReadOnlyDictionary<MemberId, string> _names = new Dictionary<MemberId, string>();
    private Instant _now;

    [Inject]
    private TodayQueries Queries { get; set; } = null!;

    [Inject]
    private WorkspaceQueries Workspaces { get; set; } = null!;

    [Inject]
    private IClock Clock { get; set; } = null!;

    private bool HasAnything => AlertKinds.For(Member.Caller).Count > 0;

    private string? Date => _today is null ? null : Say.Day(_today.Date);

    protected override bool Concerns(LiveSubject subject) =>
        subject.Kind is nameof(Alert) or nameof(Booking) or nameof(Conversation) or nameof(Contact) or nameof(WeeklyHours)
            or nameof(FormSubmission) or nameof(InventoryItem);

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        _names = await Workspaces.MemberNamesAsync(Member.Caller, cancellationToken);
        _today = await Queries.LoadAsync(Member.Caller, Member.Workspace, cancellationToken);
        _now = Clock.GetCurrentInstant();
    }

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
        {
            _ = FollowTheClockAsync(Closed);
        }
    }

    // The now-line and the ages move at each full minute; at midnight the day itself does.
    private async Task FollowTheClockAsync(CancellationToken closed)
    {
        using var timer = new PeriodicTimer(UntilNextMinute());
        try
        {
            while (await timer.WaitForNextTickAsync(closed))
            {
                timer.Period = UntilNextMinute();
                // What was put off comes back by itself, and a day ends by itself, too.
                await TryLoadAsync();

                StateHasChanged();
            }
        }
        catch (OperationCanceledException)
        {
            // The screen is gone.
        }
    }

    private TimeSpan UntilNextMinute()
    {
        var passed = Clock.GetCurrentInstant().ToUnixTimeMilliseconds() % 60_000;
        return TimeSpan.FromMilliseconds(60_000 - passed);
    }
}
