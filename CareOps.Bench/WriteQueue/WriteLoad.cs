namespace CareOps.Bench.WriteQueue;

public sealed record LoadContact(Guid Id, string Email, string Name);

public sealed record LoadConversation(Guid Id, Guid ContactId, long LastMessageAt);

public sealed record LoadBooking(Guid Id, Guid ContactId, long StartsAt, long EndsAt, string Notes);

public sealed record LoadOccupancy(Guid Id, Guid BookingId, Guid SubjectId, long StartsAt, long EndsAt);

public sealed record LoadEvent(Guid Id, string Kind, Guid SubjectId, string Body);

/// <summary>The five rows of one transaction.</summary>
public static class WriteLoad
{
    private const long SlotMicroseconds = 30L * 60 * 1_000_000;

    private static readonly Guid Subject = Guid.CreateVersion7();

    public static object[] Rows(long number)
    {
        var contact = new LoadContact(Guid.CreateVersion7(), $"visitor-{Guid.NewGuid():N}@bench.example", $"Visitor {number}");
        var start = number * SlotMicroseconds;
        var booking = new LoadBooking(
            Guid.CreateVersion7(), contact.Id, start, start + SlotMicroseconds, "First visit");
        return
        [
            contact,
            new LoadConversation(Guid.CreateVersion7(), contact.Id, start),
            booking,
            new LoadOccupancy(Guid.CreateVersion7(), booking.Id, Subject, booking.StartsAt, booking.EndsAt),
            new LoadEvent(Guid.CreateVersion7(), "BookingCreated", booking.Id, $$"""{"contact":"{{contact.Id}}"}"""),
        ];
    }
}
