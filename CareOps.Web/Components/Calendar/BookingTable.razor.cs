using CareOps.Core.Bookings;
using CareOps.Core.Dashboard;
using CareOps.Core.Foundation;

using Microsoft.AspNetCore.Components;

using NodaTime;

namespace CareOps.Web.Components.Calendar;

/// <summary>A page of bookings under the headings of their days.</summary>
public sealed partial class BookingTable
{
    private readonly Dictionary<Guid, BookingTableRow> _rows = [];

    [Parameter, EditorRequired]
    public IReadOnlyList<BookingRow> Rows { get; set; } = [];

    [Parameter, EditorRequired]
    public IReadOnlyDictionary<Guid, BookingReadiness> Readiness { get; set; } = null!;

    [Parameter, EditorRequired]
    public IReadOnlyDictionary<MemberId, string> Members { get; set; } = null!;

    [Parameter, EditorRequired]
    public IReadOnlyDictionary<Guid, string> Hues { get; set; } = null!;

    [Parameter, EditorRequired]
    public DateTimeZone Zone { get; set; } = null!;

    [Parameter]
    public LocalDate Today { get; set; }

    [Parameter, EditorRequired]
    public ListAddress Address { get; set; } = null!;

    [Parameter, EditorRequired]
    public IReadOnlySet<Guid> Selected { get; set; } = null!;

    [Parameter]
    public Instant Now { get; set; }

    /// <summary>What was completed or marked as a no-show here, and can be taken back.</summary>
    [Parameter, EditorRequired]
    public IReadOnlySet<Guid> Closed { get; set; } = null!;

    [Parameter]
    public bool CanChange { get; set; }

    [Parameter]
    public EventCallback<(Guid Id, bool IsChosen)> OnSelected { get; set; }

    [Parameter]
    public EventCallback<bool> OnAllSelected { get; set; }

    [Parameter]
    public EventCallback<Guid> OnConfirmed { get; set; }

    [Parameter]
    public EventCallback<(BookingRow Row, BookingStep Step)> OnStep { get; set; }

    private IEnumerable<IGrouping<LocalDate, BookingRow>> Days => Rows.GroupBy(row => row.StartsAt.InZone(Zone).Date);

    private IEnumerable<BookingRow> Pending => Rows.Where(static row => row.Status == BookingStatus.Pending);

    private bool AllChosen => Pending.All(row => Selected.Contains(row.Id));

    /// <summary>Gives the focus back to a booking whose details were closed.</summary>
    public ValueTask FocusAsync(Guid bookingId) => Rows.Any(row => row.Id == bookingId) && _rows.GetValueOrDefault(bookingId) is { } shown
        ? shown.FocusAsync()
        : ValueTask.CompletedTask;

    private string DayText(LocalDate date) => Period.DaysBetween(Today, date) switch
    {
        0 => $"Today, {Say.Day(date)}",
        1 => $"Tomorrow, {Say.Day(date)}",
        -1 => $"Yesterday, {Say.Day(date)}",
        _ => date.Year == Today.Year ? Say.Day(date) : $"{Say.Day(date)} {date.Year}",
    };

    private Task ChooseAllAsync(ChangeEventArgs change) => OnAllSelected.InvokeAsync(change.Value is true);
}
