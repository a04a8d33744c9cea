using CareOps.Core.Bookings;
using CareOps.Core.Foundation;

using Microsoft.AspNetCore.Components;

using NodaTime;

namespace CareOps.Web.Components.Calendar;

/// <summary>A place on the waitlist that was just removed, for as long as that can be taken back.</summary>
/// <param name="Entry">As it was.</param>
/// <param name="Place">What takes it back.</param>
/// <param name="Zone">The business's.</param>
public sealed record Removal(WaitlistEntry Entry, RemovedPlace Place, DateTimeZone Zone)
{
    public string Said => Entry.OfferedStart is { } kept
        ? $"Removed {Entry.Name} from the waitlist. {Say.Moment(kept, Zone)} is free again."
        : $"Removed {Entry.Name} from the waitlist.";
}

/// <summary>The bar after a removal, with the way back. It goes when the time to think is over.</summary>
public sealed partial class UndoBar : IDisposable
{
    private readonly CancellationTokenSource _closing = new();

    private bool _isBusy;

    [Parameter, EditorRequired]
    public Removal Removal { get; set; } = null!;

    [Parameter]
    public EventCallback<Removal> OnUndo { get; set; }

    [Parameter]
    public EventCallback<Removal> OnOver { get; set; }

    public void Dispose()
    {
        _closing.Cancel();
        _closing.Dispose();
    }

    protected override void OnInitialized() => _ = EndAsync(_closing.Token);

    private async Task EndAsync(CancellationToken closing)
    {
        await Task.Delay(Booking.TimeToThink.ToTimeSpan(), closing)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        if (!closing.IsCancellationRequested && !_isBusy)
        {
            await OnOver.InvokeAsync(Removal);
        }
    }

    private Task UndoAsync()
    {
        _isBusy = true;
        return OnUndo.InvokeAsync(Removal);
    }
}
