using CareOps.Core.Bookings;
using CareOps.Core.Data;
using CareOps.Core.Workspaces;

using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Settings;

/// <summary>The secret address at which a member's own calendar program reads their bookings.</summary>
public sealed partial class CalendarFeedPage
{
    private readonly FormState _state = new();

    private CalendarFeedState? _feed;
    private bool _isLoaded;

    // Only this screen has it, and only until it is left.
    private string? _address;

    [Inject]
    private CalendarFeedQueries Feeds { get; set; } = null!;

    [Inject]
    private MakeCalendarFeedHandler MakeFeed { get; set; } = null!;

    [Inject]
    private StopCalendarFeedHandler StopFeed { get; set; } = null!;

    [Inject]
    private PublicAddress Address { get; set; } = null!;

    protected override bool Concerns(LiveSubject subject) => subject.Kind == nameof(Workspace);

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        _feed = await Feeds.OwnAsync(Member.Caller, cancellationToken);
        _isLoaded = true;
    }

    private async Task MakeAsync()
    {
        var made = await _state.SaveAsync(async () =>
        {
            var result = await MakeFeed.HandleAsync(Member.Caller, new MakeCalendarFeed(), CancellationToken.None);
            if (result.Succeeded)
            {
                _address = Address.CalendarFeed(result.Value);
            }

            return result;
        });
        if (made)
        {
            await TryLoadAsync();
        }
    }

    private async Task StopAsync()
    {
        if (await _state.SaveAsync(() => StopFeed.HandleAsync(Member.Caller, new StopCalendarFeed(), CancellationToken.None)))
        {
            _address = null;
            await TryLoadAsync();
        }
    }
}
