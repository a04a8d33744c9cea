using CareOps.Core.Bookings;
using CareOps.Core.Dashboard;

using Microsoft.AspNetCore.Components;

using NodaTime;

namespace CareOps.Web.Components.Calendar;

/// <summary>A booking as a row of the list.</summary>
public sealed partial class BookingTableRow
{
    [Parameter, EditorRequired]
    public BookingRow Row { get; set; } = null!;

    [Parameter, EditorRequired]
    public string With { get; set; } = string.Empty;

    [Parameter, EditorRequired]
    public string Hue { get; set; } = string.Empty;

    [Parameter, EditorRequired]
    public DateTimeZone Zone { get; set; } = null!;

    /// <summary>Of one that is to come.</summary>
    [Parameter]
    public BookingReadiness? Readiness { get; set; }

    /// <summary>The address of its details.</summary>
    [Parameter, EditorRequired]
    public string Url { get; set; } = string.Empty;

    [Parameter]
    public bool IsChosen { get; set; }

    [Parameter]
    public bool CanConfirm { get; set; }

    [Parameter]
    public EventCallback<(Guid Id, bool IsChosen)> OnChosen { get; set; }

    [Parameter]
    public EventCallback<Guid> OnConfirmed { get; set; }

    private Task ChooseAsync(ChangeEventArgs change) => OnChosen.InvokeAsync((Row.Id, change.Value is true));

    private Task ConfirmAsync() => OnConfirmed.InvokeAsync(Row.Id);
}
