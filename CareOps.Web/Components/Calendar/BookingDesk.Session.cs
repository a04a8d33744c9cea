using CareOps.Core.Bookings;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Web.Components.Shared;

using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Calendar;

/// <summary>Groups, which are moved as a whole.</summary>
public sealed partial class BookingDesk
{
    [Inject]
    private MoveSessionHandler MoveSession { get; set; } = null!;

    [Inject]
    private UndoSessionMoveHandler UndoSessionMove { get; set; } = null!;

    /// <summary>Moves all who come to a group, as it is shown. Answers whether it was moved; why not has been said then.</summary>
    public async Task<bool> MoveSessionAsync(CalendarEntry session, BookingMove move)
    {
        Clear();
        try
        {
            var command = new MoveSession(
                [.. session.Attendees.Select(static row => new SeenBooking(row.Id, row.Revision))], move.Start, move.Member)
            {
                Tell = move.Tell,
                Reason = move.Reason,
            };
            var moved = await MoveSession.HandleAsync(Member.Caller, command, CancellationToken.None);
            if (moved.Error?.Code == BookingErrors.RulesCode)
            {
                if (await AskAsync(session, move) is not { } reason)
                {
                    return false;
                }

                moved = await MoveSession.HandleAsync(Member.Caller, command with { Reason = reason }, CancellationToken.None);
            }

            return moved.Succeeded ? await MovedAsync(session, moved.Value, move) : await RefuseAsync(moved.Error);
        }
        catch (DatabaseUnavailableException)
        {
            return await RefuseAsync(Attempt.Unavailable);
        }
    }

    private async Task<string?> AskAsync(CalendarEntry session, BookingMove move)
    {
        var service = (await Bookings.ServicesAsync(Member.Caller, CancellationToken.None)).Single(each => each.Id == session.ServiceId);
        var group = session.Attendees.Select(static row => row.Id).ToList();
        return await AskAsync(session.Name, service, move, new Except { Bookings = group });
    }

    private async Task<bool> MovedAsync(CalendarEntry session, MovedSession moved, BookingMove move)
    {
        var now = new List<Booking>();
        foreach (var each in moved.Bookings)
        {
            if (await Bookings.ByIdAsync(Member.Caller, each.BookingId, CancellationToken.None) is { } details)
            {
                now.Add(details.Booking);
            }
        }

        if (now.Count > 0)
        {
            var done = $"Moved {session.Name} to {Say.Moment(move.Start)}";
            Note(new BookingNotice(done, now, BookingChange.Rescheduled, moved.Bookings[0].CanThinkUntil, () => TakeBackAsync(moved)) { IsGroup = true }, move.Tell);
        }

        await OnChanged.InvokeAsync();
        return true;
    }

    private async Task<string?> TakeBackAsync(MovedSession moved)
    {
        var undone = await Attempt.ResultAsync(UndoSessionMove.HandleAsync(Member.Caller, new UndoSessionMove(moved), CancellationToken.None));
        await OnChanged.InvokeAsync();
        await OnBack.InvokeAsync((undone.Succeeded ? undone.Value : moved).Bookings[0].BookingId);
        if (!undone.Succeeded)
        {
            return undone.Error.Message;
        }

        var told = undone.Value.Bookings.Any(static each => each.IsToldBack)
            ? " The customers who were told of the move get a message about it."
            : null;
        if (undone.Value.Left is { Count: > 0 } left)
        {
            var which = $"{Say.Names(left)} left or {(left.Count == 1 ? "was" : "were")} changed meanwhile";
            return $"{which}: only the others are moved back.{told}";
        }

        if (told is not null)
        {
            _ = SayAsync($"Moved back.{told}");
        }

        return null;
    }
}
