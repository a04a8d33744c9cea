using CareOps.Core.Bookings;
using CareOps.Core.Foundation;
using CareOps.Web.Components.Layout;

using Microsoft.AspNetCore.Components;

using NodaTime;

namespace CareOps.Web.Components.Calendar;

/// <summary>Gives a booking another time, member or length without a drag; or all of a group another time or member.</summary>
public sealed partial class MoveForm
{
    private ElementReference _heading;
    private TimeWish _wish = new();
    private Guid _with;
    private string? _reason;
    private bool _tell = true;
    private bool _isBusy;
    private bool _showsErrors;
    private TimeVerdict _verdict = TimeVerdict.Free;

    /// <summary>The booking, or the first of the group.</summary>
    [Parameter, EditorRequired]
    public BookingDetails Details { get; set; } = null!;

    /// <summary>The group, where all who come to it are moved.</summary>
    [Parameter]
    public CalendarEntry? Session { get; set; }

    [Parameter, EditorRequired]
    public IReadOnlyList<CalendarMember> Members { get; set; } = [];

    /// <summary>The address of the booking's details, or of who comes.</summary>
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

    private Booking Booking => Details.Booking;

    private DateTimeZone Zone => Member.Workspace.Zone;

    private MemberId With => new(_with);

    private IReadOnlyList<Guid> Moving => Session is null ? [Booking.Id] : [.. Session.Attendees.Select(static row => row.Id)];

    private bool IsSeveral => Session is { Attendees.Count: > 1 };

    private string Now => Session switch
    {
        null => "Now",
        { Attendees.Count: 1 } => "The one person who comes, now",
        _ => $"All {Session.Attendees.Count} who come, now",
    };

    // Null where there is nobody to be written to.
    private string? Telling => Session switch
    {
        null => (Booking.Email ?? Booking.Phone) is null ? null : $"Tell {Booking.Name} by message",
        { Attendees.Count: 1 } => "Send them a message",
        _ => $"Send all {Session.Attendees.Count} a message",
    };

    private string Verb => (NeedsReason, Session) switch
    {
        (true, null) => "Book anyway",
        (true, _) => "Move anyway",
        (_, null) => "Move",
        _ => "Move the group",
    };

    private bool NeedsReason => _verdict is { CanBeOverridden: true, Reasons.Count: > 0 };

    protected override void OnInitialized()
    {
        _wish = TimeWish.At(Booking.StartsAt.InZone(Zone).LocalDateTime, (int)(Booking.EndsAt - Booking.StartsAt).TotalMinutes);
        _with = Booking.MemberId.Value;
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
        _showsErrors = _wish is not { Start: not null, Length: not null } || (NeedsReason && string.IsNullOrWhiteSpace(_reason));
        if (_showsErrors)
        {
            return;
        }

        _isBusy = true;
        var move = new BookingMove(_wish.Start!.Value, With, _wish.Length!.Value)
        {
            From = Session is null ? Booking.StartsAt : null,
            Tell = _tell,
            Reason = NeedsReason ? _reason : null,
        };
        var isMoved = await (Session is null ? Desk()!.MoveAsync(Booking.Id, move) : Desk()!.MoveSessionAsync(Session, move));
        _isBusy = false;
        if (isMoved)
        {
            await OnMoved.InvokeAsync();
        }
    }
}
