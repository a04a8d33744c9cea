using CareOps.Core.Bookings;
using CareOps.Core.Foundation;
using CareOps.Web.Components.Layout;

using Microsoft.AspNetCore.Components;

using NodaTime;

namespace CareOps.Web.Components.Calendar;

/// <summary>Gives all of a group another time or member without a drag.</summary>
public sealed partial class MoveSessionForm
{
    private ElementReference _heading;
    private TimeWish _wish = new();
    private Guid _with;
    private string? _reason;
    private bool _tell = true;
    private bool _isBusy;
    private bool _showsErrors;
    private TimeVerdict _verdict = TimeVerdict.Free;

    /// <summary>Its first booking.</summary>
    [Parameter, EditorRequired]
    public BookingDetails Details { get; set; } = null!;

    [Parameter, EditorRequired]
    public CalendarEntry Session { get; set; } = null!;

    [Parameter, EditorRequired]
    public IReadOnlyList<CalendarMember> Members { get; set; } = [];

    /// <summary>The address of who comes.</summary>
    [Parameter, EditorRequired]
    public string BackUrl { get; set; } = string.Empty;

    /// <summary>Does what is more than a step. Asked for when it is needed: it is drawn together with this.</summary>
    [Parameter, EditorRequired]
    public Func<BookingDesk?> Desk { get; set; } = null!;

    /// <summary>It was moved.</summary>
    [Parameter]
    public EventCallback OnMoved { get; set; }

    [CascadingParameter]
    private MemberContext Member { get; set; } = null!;

    private DateTimeZone Zone => Member.Workspace.Zone;

    private MemberId With => new(_with);

    private IReadOnlyList<Guid> Group => [.. Session.Attendees.Select(static row => row.Id)];

    private bool IsOne => Session.Attendees.Count == 1;

    private string Who => IsOne ? "The one person who comes" : $"All {Session.Attendees.Count} who come";

    private bool NeedsReason => _verdict is { CanBeOverridden: true, Reasons.Count: > 0 };

    protected override void OnInitialized()
    {
        _wish = TimeWish.At(Session.StartsAt.InZone(Zone).LocalDateTime, Session.Minutes);
        _with = Session.MemberId.Value;
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await _heading.FocusAsync(preventScroll: true);
        }
    }

    private void Check() => _showsErrors = false;

    private void Judge(TimeVerdict verdict) => _verdict = verdict;

    private async Task MoveAsync()
    {
        _showsErrors = _wish.Start is null || (NeedsReason && string.IsNullOrWhiteSpace(_reason));
        if (_showsErrors)
        {
            return;
        }

        _isBusy = true;
        var move = new BookingMove(_wish.Start!.Value, With, Session.Minutes) { Tell = _tell, Reason = NeedsReason ? _reason : null };
        var isMoved = await Desk()!.MoveSessionAsync(Session, move);
        _isBusy = false;
        if (isMoved)
        {
            await OnMoved.InvokeAsync();
        }
    }
}
