using CareOps.Core.Foundation;

using Microsoft.AspNetCore.Components;

using NodaTime;

namespace CareOps.Web.Components.Calendar;

/// <summary>Blocked time in a member's column.</summary>
public sealed partial class AwayBlock
{
    private const int WholeDay = 24 * 60;

    [Parameter, EditorRequired]
    public CalendarView View { get; set; } = null!;

    [Parameter, EditorRequired]
    public AwayTime Away { get; set; } = null!;

    /// <summary>Whose it is, where the column is of one member.</summary>
    [Parameter]
    public MemberId? Of { get; set; }

    [Parameter]
    public EventCallback<GridAway> OnChosen { get; set; }

    private string Name => Away.Time.Length >= WholeDay
        ? $"{Away.Reason}, all day"
        : $"{Away.Reason}, {TimeText(Away.Time.Start)} to {TimeText(Away.Time.End)}";

    private static string TimeText(int minute) => Say.Time(LocalTime.Midnight.PlusMinutes(minute));

    private Task ChooseAsync() => OnChosen.InvokeAsync(new GridAway(Away.Id!.Value, Of!.Value));
}
