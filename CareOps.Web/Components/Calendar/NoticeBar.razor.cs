using CareOps.Core.Bookings;
using CareOps.Web.Components.Layout;
using CareOps.Web.Components.Shared;

using Microsoft.AspNetCore.Components;

using NodaTime;

namespace CareOps.Web.Components.Calendar;

/// <summary>The bar after a change: what was done, who is told when, and the way back. It goes when the time to think is over.</summary>
public sealed partial class NoticeBar : IDisposable
{
    private readonly CancellationTokenSource _closing = new();

    private int _seconds;
    private bool _isBusy;
    private bool _showsConsequences;
    private string? _decided;

    [Parameter, EditorRequired]
    public BookingNotice Notice { get; set; } = null!;

    /// <summary>The bar has nothing more to say; with a sentence where something was refused.</summary>
    [Parameter]
    public EventCallback<string?> OnOver { get; set; }

    [CascadingParameter]
    private MemberContext Member { get; set; } = null!;

    [Inject]
    private DecideNoticeHandler Decide { get; set; } = null!;

    [Inject]
    private IClock Clock { get; set; } = null!;

    private bool IsWaiting => Notice.Until is not null && _decided is null && _seconds > 0;

    private string Sentence => this switch
    {
        { _decided: { } decided } => decided,
        { Notice.Until: null } => Notice.Address is null
            ? $"{Notice.FirstName} left no address to write to."
            : $"{Notice.FirstName} gets no message.",
        { IsWaiting: true } => $"{Notice.FirstName} gets a message in {_seconds} s.",
        _ => $"{Notice.FirstName} gets a message now.",
    };

    private string Spoken => IsWaiting ? $"{Notice.FirstName} gets a message in 10 seconds." : Sentence;

    public void Dispose()
    {
        _closing.Cancel();
        _closing.Dispose();
    }

    protected override void OnInitialized()
    {
        _seconds = SecondsLeft();
        _ = CountDownAsync(_closing.Token);
    }

    private int SecondsLeft()
    {
        var until = Notice.Until ?? (Clock.GetCurrentInstant() + Booking.TimeToThink);
        return (int)Math.Clamp(Math.Ceiling((until - Clock.GetCurrentInstant()).TotalSeconds), 0, Booking.TimeToThink.TotalSeconds);
    }

    private async Task CountDownAsync(CancellationToken closing)
    {
        for (var left = (int)Booking.TimeToThink.TotalSeconds; left > 0; left--)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), closing)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            if (closing.IsCancellationRequested)
            {
                return;
            }

            _seconds = left - 1;
            StateHasChanged();
        }

        if (!_showsConsequences && !_isBusy)
        {
            await OnOver.InvokeAsync(null);
        }
    }

    private void ShowConsequences() => _showsConsequences = true;

    private async Task HideConsequencesAsync()
    {
        _showsConsequences = false;
        if (_seconds == 0)
        {
            await OnOver.InvokeAsync(null);
        }
    }

    private Task TellNowAsync() => DecideAsync(true, $"{Notice.FirstName} gets the message now.");

    private Task KeepQuietAsync() => DecideAsync(false, $"{Notice.FirstName} gets no message.");

    private async Task DecideAsync(bool tell, string decided)
    {
        _isBusy = true;
        _showsConsequences = false;
        var command = new DecideNotice(Notice.Booking.Id, Notice.Booking.Revision, Notice.Change, tell);
        var error = await Attempt.RunAsync(Decide.HandleAsync(Member.Caller, command, CancellationToken.None));
        _isBusy = false;
        _decided = decided;
        if (error is not null)
        {
            await OnOver.InvokeAsync(error.Message);
        }
    }

    private async Task UndoAsync()
    {
        _isBusy = true;
        var error = await Notice.Undo();
        await OnOver.InvokeAsync(error?.Message);
    }
}
