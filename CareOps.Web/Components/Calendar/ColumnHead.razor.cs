using Microsoft.AspNetCore.Components;

using NodaTime;

namespace CareOps.Web.Components.Calendar;

/// <summary>What stands over a column: its member or its day, and how many bookings it has.</summary>
public sealed partial class ColumnHead
{
    [Parameter, EditorRequired]
    public CalendarView View { get; set; } = null!;

    [Parameter, EditorRequired]
    public CalendarColumn Column { get; set; } = null!;

    [Parameter]
    public LocalDate Today { get; set; }

    private bool IsToday => Column.Date == Today;

    private CalendarMember? Member => Column.Member is { } member ? View.MemberOf(member) : null;
}
