using System.Diagnostics;

using CareOps.Core.Bookings;
using CareOps.Core.Foundation;
using CareOps.Web.Components.Layout;
using CareOps.Web.Components.Shared;

using Microsoft.AspNetCore.Components;

using NodaTime;

namespace CareOps.Web.Components.Calendar;

/// <summary>
/// The bar after a change: what was done, who is told when, and the way back. It goes when the time to think is over, counted from the
/// change itself rather than from when it was drawn.
/// </summary>
public sealed partial class NoticeBar : IDisposable
{
    private readonly CancellationTokenSource _closing = new();

    private int _first;
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
    private DecideSessionNoticeHandler DecideSession { get; set; } = null!;

    [Inject]
    private IClock Clock { get; set; } = null!;

    private bool IsWaiting => Notice.IsTold && _decided is null && _seconds > 0;

    private string Sentence => this switch
    {
        { _decided: { } decided } => decided,
        { Notice.IsTold: false } => Notice.HasAddress ? $"{Notice.GetsNone}." : $"{Notice.NoAddress}.",
        { IsWaiting: true } => $"{Notice.Gets} a message in {_seconds} s.",
        _ => $"{Notice.Gets} a message now.",
    };

    private string Spoken => IsWaiting ? $"{Notice.Gets} a message in {Say.Count(_first, "second", "seconds")}." : Sentence;

    public void Dispose()
    {
        _closing.Cancel();
        _closing.Dispose();
    }

    protected override void OnInitialized()
    {
        var left = ThinkingTime.Left(Notice.Until, Clock.GetCurrentInstant());
        _first = _seconds = left.Seconds;
        _ = CountDownAsync(left, Stopwatch.GetTimestamp(), _closing.Token);
    }

    private async Task CountDownAsync(ThinkingTime left, long since, CancellationToken closing)
    {
        for (var now = left; now.Seconds > 0; now = left.After(Stopwatch.GetElapsedTime(since)))
        {
            await Task.Delay(now.ToNextSecond, closing)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            if (closing.IsCancellationRequested)
            {
                return;
            }

            _seconds = left.After(Stopwatch.GetElapsedTime(since)).Seconds;
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

    private Task TellNowAsync() => DecideAsync(true, $"{Notice.Gets} the message now.");

    private Task KeepQuietAsync() => DecideAsync(false, $"{Notice.GetsNone}.");

    private async Task DecideAsync(bool tell, string decided)
    {
        _isBusy = true;
        _showsConsequences = false;
        var error = Notice.IsGroup ? await DecideAllAsync(tell) : await DecideOneAsync(tell);
        _isBusy = false;
        _decided ??= decided;
        if (error is not null)
        {
            await OnOver.InvokeAsync(error.Message);
        }
    }

    private Task<Error?> DecideOneAsync(bool tell) => Attempt.RunAsync(Decide.HandleAsync(
        Member.Caller, new DecideNotice(Notice.Booking.Id, Notice.Booking.Revision, Notice.Change, tell), CancellationToken.None));

    private async Task<Error?> DecideAllAsync(bool tell)
    {
        var seen = Notice.Bookings.Select(static booking => new SeenBooking(booking.Id, booking.Revision));
        var result = await Attempt.ResultAsync(DecideSession.HandleAsync(
            Member.Caller, new DecideSessionNotice([.. seen], Notice.Change, tell), CancellationToken.None));
        if (result is { Succeeded: true, Value.TooLate: > 0 and var late })
        {
            // Not what they wished for all.
            _decided = $"The message is already on its way to {late} of {Notice.Bookings.Count} customers. The others get none.";
        }

        return result.Error;
    }

    private async Task UndoAsync()
    {
        _isBusy = true;
        await OnOver.InvokeAsync(await Notice.Undo());
    }
}
