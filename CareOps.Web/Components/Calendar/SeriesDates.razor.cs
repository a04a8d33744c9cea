using CareOps.Core.Bookings;
using CareOps.Core.Foundation;
using CareOps.Web.Components.Layout;

using Microsoft.AspNetCore.Components;

using NodaTime;

namespace CareOps.Web.Components.Calendar;

/// <summary>The dates of a series that are to be booked.</summary>
/// <param name="Starts">When each begins.</param>
/// <param name="Agreed">Those of them that are against the rules, and meant all the same.</param>
public sealed record SeriesChoice(IReadOnlyList<LocalDateTime> Starts, IReadOnlyList<LocalDateTime> Agreed)
{
    public static readonly SeriesChoice None = new([], []);
}

/// <summary>
/// Every date of a series before it is booked: whether it is free, and why not. What is free is chosen; what is only against the rules can
/// be, with a reason; an overlap never, but the free times beside it.
/// </summary>
public sealed partial class SeriesDates
{
    private List<SeriesDate> _dates = [];
    private (Guid? Service, SeriesWish? Wish) _asked;

    /// <summary>Begins the ids of the fields.</summary>
    [Parameter, EditorRequired]
    public string Id { get; set; } = string.Empty;

    [Parameter]
    public Service? Service { get; set; }

    /// <summary>Null while it is not known when.</summary>
    [Parameter]
    public SeriesWish? Wish { get; set; }

    [Parameter]
    public string? Reason { get; set; }

    [Parameter]
    public EventCallback<string?> ReasonChanged { get; set; }

    [Parameter]
    public bool IsMissing { get; set; }

    [Parameter]
    public EventCallback<SeriesChoice> OnChosen { get; set; }

    [CascadingParameter]
    private MemberContext Member { get; set; } = null!;

    [Inject]
    private SlotQueries Slots { get; set; } = null!;

    private string Standing
    {
        get
        {
            var chosen = _dates.Count(static date => date.IsChosen);
            return chosen == _dates.Count ? $"all {chosen} are booked" : $"{chosen} of {_dates.Count} are booked";
        }
    }

    protected override async Task OnParametersSetAsync()
    {
        var asked = (Service?.Id, Wish);
        if (asked == _asked)
        {
            return;
        }

        // What was shown is not what is asked for any more: nothing of it can be booked while the new dates are looked up.
        _asked = asked;
        _dates = [];
        await TellAsync();
        var proposed = Service is { } service && Wish is { } wish
            ? await Slots.SeriesAsync(Member.Caller, Member.Workspace, service, wish, CancellationToken.None)
            : [];
        if (asked == _asked)
        {
            _dates = [.. proposed.Select(static each => new SeriesDate(each))];
            await TellAsync();
        }
    }

    // The day is said only where it is another one.
    private static string Nearby(SeriesDate date, Slot slot) =>
        slot.Local.Date == date.Proposed.Start.Date ? Say.Time(slot.Local.TimeOfDay) : Say.Moment(slot.Local);

    private Task ChooseAsync(SeriesDate date, bool isChosen)
    {
        date.IsChosen = isChosen;
        return TellAsync();
    }

    private Task TakeAsync(SeriesDate date, LocalDateTime start)
    {
        date.Take(start);
        return TellAsync();
    }

    private Task TellAsync() => OnChosen.InvokeAsync(new SeriesChoice(
        [.. _dates.Where(static date => date.IsChosen).Select(static date => date.Start)],
        [.. _dates.Where(static date => date.IsAgreed).Select(static date => date.Start)]));

    private Task SetReasonAsync(ChangeEventArgs change) => ReasonChanged.InvokeAsync(change.Value as string);

    private sealed class SeriesDate(ProposedOccurrence proposed)
    {
        public ProposedOccurrence Proposed => proposed;

        public LocalDateTime Start { get; private set; } = proposed.Start;

        public bool IsChosen { get; set; } = proposed.IsFree;

        /// <summary>A free time was taken in its place.</summary>
        public bool IsInstead => Start != proposed.Start;

        public bool CanBeChosen => IsInstead || proposed.CanBeOverridden;

        public bool IsAgreed => IsChosen && !IsInstead && !proposed.IsFree;

        public void Take(LocalDateTime start)
        {
            Start = start;
            IsChosen = IsInstead || proposed.IsFree;
        }
    }
}
