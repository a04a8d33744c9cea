using CareOps.Core.Bookings;
using CareOps.Core.Foundation;
using CareOps.Web.Components.Layout;

using Microsoft.AspNetCore.Components;

using NodaTime;

namespace CareOps.Web.Components.Calendar;

/// <summary>When: fields for any time, and the free times of the day to choose from.</summary>
public sealed partial class TimeFields
{
    private IReadOnlyList<Slot>? _slots;
    private (Guid? Service, MemberId? Member, LocalDate? Date) _asked;

    /// <summary>Begins the ids of the fields.</summary>
    [Parameter, EditorRequired]
    public string Id { get; set; } = string.Empty;

    [Parameter, EditorRequired]
    public TimeWish Wish { get; set; } = null!;

    /// <summary>Whose free times are offered.</summary>
    [Parameter]
    public Service? Service { get; set; }

    /// <summary>Null for whoever is free.</summary>
    [Parameter]
    public MemberId? With { get; set; }

    /// <summary>What is moved does not stand in its own way: a booking, or all of a group.</summary>
    [Parameter]
    public IReadOnlyList<Guid> Moving { get; set; } = [];

    /// <summary>Nor does what is kept for the customer.</summary>
    [Parameter]
    public Guid? Kept { get; set; }

    /// <summary>False where the length is not to be chosen.</summary>
    [Parameter]
    public bool HasMinutes { get; set; } = true;

    [Parameter]
    public bool ShowsErrors { get; set; }

    /// <summary>A button beside the free times.</summary>
    [Parameter]
    public RenderFragment? Beside { get; set; }

    [Parameter]
    public EventCallback OnChanged { get; set; }

    [CascadingParameter]
    private MemberContext Member { get; set; } = null!;

    [Inject]
    private SlotQueries Slots { get; set; } = null!;

    protected override async Task OnParametersSetAsync()
    {
        var asked = (Service?.Id, With, Wish.Date);
        if (asked == _asked)
        {
            return;
        }

        _asked = asked;
        var slots = Service is { } service && Wish.Date is { } date
            ? await Slots.OnAsync(
                Member.Caller, Member.Workspace, service, date, new SlotWish(With, new Except(Kept) { Bookings = Moving }), CancellationToken.None)
            : null;
        if (asked == _asked)
        {
            _slots = slots;
        }
    }

    private Task SetDayAsync(string? day)
    {
        Wish.Day = day;
        return OnChanged.InvokeAsync();
    }

    private Task SetTimeAsync(string? time)
    {
        Wish.Time = time;
        return OnChanged.InvokeAsync();
    }

    private Task SetMinutesAsync(string? minutes)
    {
        Wish.Minutes = minutes?.Trim();
        return OnChanged.InvokeAsync();
    }

    private Task ChooseAsync(LocalTime time) => SetTimeAsync(TimeWish.TimeText(time));
}
