using CareOps.Core.Bookings;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Web.Components.Layout;
using CareOps.Web.Components.Shared;

using Microsoft.AspNetCore.Components;

using NodaTime;

namespace CareOps.Web.Components.Calendar;

/// <summary>Where a booking is to go.</summary>
public sealed record BookingMove(LocalDateTime Start, MemberId Member, int Minutes)
{
    /// <summary>Where the one who moves it saw it last.</summary>
    public Instant? From { get; init; }

    public bool Tell { get; init; } = true;

    /// <summary>Why it goes there against the rules, where that was asked already.</summary>
    public string? Reason { get; init; }
}

/// <summary>
/// Changes bookings for whatever screen it stands on: asks for a reason where rules are in the way, says what was refused and why, and shows
/// the way back.
/// </summary>
public sealed partial class BookingDesk
{
    private static readonly TimeSpan SaidFor = TimeSpan.FromSeconds(6);

    private BookingNotice? _notice;
    private OverrideQuestion? _question;
    private string? _refusal;
    private string? _said;

    /// <summary>Something was changed here: the screen shows it at once, without waiting to hear of it.</summary>
    [Parameter]
    public EventCallback OnChanged { get; set; }

    /// <summary>A move was taken back: where the booking is again.</summary>
    [Parameter]
    public EventCallback<Guid> OnBack { get; set; }

    [CascadingParameter]
    private MemberContext Member { get; set; } = null!;

    [Inject]
    private BookingQueries Bookings { get; set; } = null!;

    [Inject]
    private SlotQueries Slots { get; set; } = null!;

    [Inject]
    private MoveBookingHandler MoveBooking { get; set; } = null!;

    [Inject]
    private UndoMoveHandler UndoMove { get; set; } = null!;

    [Inject]
    private CancelBookingHandler CancelBooking { get; set; } = null!;

    [Inject]
    private CancelSeriesHandler CancelSeries { get; set; } = null!;

    [Inject]
    private ConfirmBookingsHandler ConfirmBookings { get; set; } = null!;

    [Inject]
    private CompleteBookingHandler CompleteBooking { get; set; } = null!;

    [Inject]
    private MarkNoShowHandler MarkNoShow { get; set; } = null!;

    [Inject]
    private ReopenBookingHandler ReopenBooking { get; set; } = null!;

    [Inject]
    private UndoCancelHandler UndoCancel { get; set; } = null!;

    private DateTimeZone Zone => Member.Workspace.Zone;

    /// <summary>Answers whether it was moved. Why not has been said then.</summary>
    public async Task<bool> MoveAsync(Guid bookingId, BookingMove move)
    {
        Clear();
        try
        {
            var details = await Bookings.ByIdAsync(Member.Caller, bookingId, CancellationToken.None);
            var booking = details?.Booking;
            if (details is null || booking is null || (move.From is { } seen && seen != booking.StartsAt))
            {
                return await RefuseAsync(BookingErrors.ChangedMeanwhile);
            }

            var command = new MoveBooking(bookingId, booking.Revision, move.Start, move.Member, move.Minutes)
            {
                Tell = move.Tell,
                Reason = move.Reason,
            };
            var moved = await MoveBooking.HandleAsync(Member.Caller, command, CancellationToken.None);
            if (moved.Error?.Code == BookingErrors.RulesCode)
            {
                var reason = await AskAsync(booking.Name, details.Service, move, new Except { Bookings = [bookingId] });
                if (reason is null)
                {
                    return false;
                }

                moved = await MoveBooking.HandleAsync(Member.Caller, command with { Reason = reason }, CancellationToken.None);
            }

            return moved.Succeeded ? await MovedAsync(moved.Value, move.Tell) : await RefuseAsync(moved.Error);
        }
        catch (DatabaseUnavailableException)
        {
            return await RefuseAsync(Attempt.Unavailable);
        }
    }

    /// <summary>Cancels, or declines what waits for confirmation; with the later ones of its series where that is the answer.</summary>
    public async Task<Error?> CancelAsync(Guid bookingId, CancelAnswer answer)
    {
        Clear();
        var cancelled = await Attempt.ResultAsync(answer.IsRest ? CancelRestAsync(bookingId, answer) : CancelOneAsync(bookingId, answer));
        if (cancelled.Succeeded)
        {
            var first = cancelled.Value[0];
            var done = cancelled.Value.Count == 1 ? $"Cancelled {first.Name}" : $"Cancelled {cancelled.Value.Count} bookings of {first.Name}";
            Note(new BookingNotice(
                done, cancelled.Value, BookingChange.Cancelled, first.CanThinkUntil!.Value, () => UndoCancelAsync(cancelled.Value)), answer.Tell);
            await OnChanged.InvokeAsync();
        }

        return cancelled.Error;
    }

    private Task<Result<IReadOnlyList<Booking>>> CancelRestAsync(Guid bookingId, CancelAnswer answer) => CancelSeries.HandleAsync(
        Member.Caller, new CancelSeries(bookingId) { Reason = answer.Reason, Tell = answer.Tell }, CancellationToken.None);

    private async Task<Result<IReadOnlyList<Booking>>> CancelOneAsync(Guid bookingId, CancelAnswer answer)
    {
        var cancelled = await CancelBooking.HandleAsync(
            Member.Caller, new CancelBooking(bookingId) { Reason = answer.Reason, Tell = answer.Tell }, CancellationToken.None);
        return cancelled.Succeeded ? new List<Booking> { cancelled.Value } : cancelled.Error;
    }

    /// <summary>Confirms what waits for it. Answers a sentence where some could not be.</summary>
    public async Task<string?> ConfirmAsync(IReadOnlyList<Guid> bookingIds)
    {
        Clear();
        var confirmed = await Attempt.ResultAsync(ConfirmBookings.HandleAsync(
            Member.Caller, new ConfirmBookings(bookingIds), CancellationToken.None));
        if (confirmed.Succeeded)
        {
            await OnChanged.InvokeAsync();
            return confirmed.Value.Refused.Values.FirstOrDefault()?.Message;
        }

        return confirmed.Error.Message;
    }

    /// <summary>Takes a cancellation back, and says whether its customer is told of that. Answers why not, where it stays cancelled.</summary>
    public Task<string?> ReopenAsync(Booking cancelled)
    {
        Clear();
        return UndoCancelAsync([cancelled]);
    }

    /// <summary>Completes a booking, marks it as a no-show or takes that back. Answers whether it was done; why not has been said then.</summary>
    public async Task<bool> StepAsync(BookingRow row, BookingStep step)
    {
        Clear();
        var error = await Attempt.RunAsync(step switch
        {
            BookingStep.Complete => CompleteBooking.HandleAsync(Member.Caller, new CompleteBooking(row.Id), CancellationToken.None),
            BookingStep.NoShow => MarkNoShow.HandleAsync(Member.Caller, new MarkNoShow(row.Id), CancellationToken.None),
            _ => ReopenBooking.HandleAsync(Member.Caller, new ReopenBooking(row.Id), CancellationToken.None),
        });
        if (error is not null)
        {
            _refusal = $"{error.Message} Open the booking of {row.Name} for more.";
            StateHasChanged();
            return false;
        }

        await OnChanged.InvokeAsync();
        _ = SayAsync(step switch
        {
            BookingStep.Complete => $"{row.Name}: completed.",
            BookingStep.NoShow => $"{row.Name}: did not come.",
            _ => $"{row.Name}: open again.",
        });
        return true;
    }

    /// <summary>Says for a while what was done.</summary>
    public async Task SayAsync(string said)
    {
        Clear();
        _said = said;
        StateHasChanged();
        await Task.Delay(SaidFor);
        if (_said == said)
        {
            _said = null;
            StateHasChanged();
        }
    }

    /// <summary>Says that something was refused, and why.</summary>
    public Task<bool> RefuseAsync(Error error)
    {
        (_notice, _refusal) = (null, $"Not moved. {error.Message}");
        StateHasChanged();
        return Task.FromResult(false);
    }

    /// <summary>Asks whether a rule is to be overridden; the reason, or null where it is left.</summary>
    public async Task<string?> AskAsync(OverrideQuestion question)
    {
        _question?.Give(null);
        _question = question;
        StateHasChanged();
        var reason = await question.Answer;
        _question = null;
        StateHasChanged();
        return reason;
    }

    private async Task<string?> AskAsync(string name, Service service, BookingMove move, Except except)
    {
        var explained = await Slots.ExplainAsync(
            Member.Caller,
            Member.Workspace,
            service,
            move.Start,
            Duration.FromMinutes(move.Minutes),
            new SlotWish(move.Member, except),
            CancellationToken.None);
        return await AskAsync(new OverrideQuestion(
            $"Move {name} to {Say.Moment(move.Start)} anyway?",
            "Book anyway",
            [.. explained.SelectMany(static each => each.Reasons).Where(TimeVerdict.BindsMembers).Select(static reason => reason.Sentence).Distinct(StringComparer.Ordinal)]));
    }

    private async Task<bool> MovedAsync(MovedBooking moved, bool tell)
    {
        var now = await Bookings.ByIdAsync(Member.Caller, moved.BookingId, CancellationToken.None);
        if (now is not null)
        {
            var done = now.Booking.StartsAt.InZone(Zone).LocalDateTime == moved.FromStart && now.Booking.MemberId != moved.FromMember
                ? $"Moved to {now.MemberName}"
                : $"Moved to {Say.Moment(now.Booking.StartsAt, Zone)}";
            Note(new BookingNotice(done, [now.Booking], BookingChange.Rescheduled, moved.CanThinkUntil, () => TakeBackAsync(moved)), tell);
        }

        await OnChanged.InvokeAsync();
        return true;
    }

    private void Note(BookingNotice notice, bool tell)
    {
        (_refusal, _notice) = (null, notice with { IsTold = tell && notice.HasAddress });
        StateHasChanged();
    }

    private async Task<string?> TakeBackAsync(MovedBooking moved)
    {
        var undone = await Attempt.ResultAsync(UndoMove.HandleAsync(Member.Caller, new UndoMove(moved), CancellationToken.None));
        await OnChanged.InvokeAsync();
        await OnBack.InvokeAsync(moved.BookingId);
        if (undone is { Succeeded: true, Value.IsToldBack: true })
        {
            _ = SayAsync("Moved back. The customer gets a message about it.");
        }

        return undone.Error?.Message;
    }

    private async Task<string?> UndoCancelAsync(IReadOnlyList<Booking> bookings)
    {
        var undone = await Attempt.ResultAsync(UndoCancel.HandleAsync(
            Member.Caller, new UndoCancel([.. bookings.Select(CancelledBooking.Of)]), CancellationToken.None));
        await OnChanged.InvokeAsync();
        if (!undone.Succeeded)
        {
            return undone.Error.Message;
        }

        var (back, name) = (undone.Value, bookings[0].Name);
        if (back.Left.Count > 0)
        {
            return LeftCancelledText.Of(back, name, Zone);
        }

        if (back.IsTold)
        {
            _ = SayAsync($"{LeftCancelledText.Standing(back.Bookings.Count, name)} The customer gets a message about it.");
        }

        return null;
    }

    private void NoticeOver(string? refusal) => (_notice, _refusal) = (null, refusal);

    private void Dismiss() => _refusal = null;

    private void Clear() => (_notice, _refusal, _said) = (null, null, null);
}
