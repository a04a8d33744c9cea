using CareOps.Bench.Load;

namespace CareOps.Bench.Booking;

/// <summary>One visitor's browser: opens the form once, then books one free slot after the other.</summary>
/// <param name="client">The visitor's connection and cookies.</param>
/// <param name="slots">The free slots of this round; an operation's number picks one.</param>
/// <param name="formSlot">Whose form is opened for the token.</param>
public sealed class CareOpsBookingCaller(
    CareOpsBookingClient client, IReadOnlyList<BookingSlot> slots, int formSlot) : ILoadCaller
{
    public Task PrepareAsync(CancellationToken cancellationToken) =>
        client.OpenFormAsync(slots[formSlot], cancellationToken);

    public Task CallAsync(long number, CancellationToken cancellationToken) =>
        client.BookAsync(slots[(int)number], cancellationToken);

    public ValueTask DisposeAsync()
    {
        client.Dispose();
        return ValueTask.CompletedTask;
    }
}
