using NodaTime;

namespace CareOps.Core.Bookings;

/// <summary>What a service asks of every time it is booked for.</summary>
/// <param name="Zone">The business's.</param>
/// <param name="ServiceId">Whose sessions can be joined.</param>
/// <param name="Length">From start to end, whatever the clocks do in between.</param>
/// <param name="BufferBefore">Kept free before the start.</param>
/// <param name="BufferAfter">Kept free after the end.</param>
/// <param name="StepMinutes">How far apart slots start, counted in wall time from each opening.</param>
/// <param name="Notice">How long before its start a slot can be booked at the latest.</param>
/// <param name="HorizonDays">How many days ahead; 0 is today only.</param>
/// <param name="DailyLimit">Bookings a day, over all members; null for no limit.</param>
/// <param name="Seats">How many customers share a session.</param>
/// <param name="Needs">For each need the resources that meet it, in the order of preference.</param>
public sealed record SlotRules(
    DateTimeZone Zone,
    Guid ServiceId,
    Duration Length,
    Duration BufferBefore,
    Duration BufferAfter,
    int StepMinutes,
    Duration Notice,
    int HorizonDays,
    int? DailyLimit,
    int Seats,
    IReadOnlyList<IReadOnlyList<Guid>> Needs)
{
    public static SlotRules Of(DateTimeZone zone, Service service, IReadOnlyList<IReadOnlyList<Guid>> needs) => new(
        zone,
        service.Id,
        Duration.FromMinutes(service.DurationMinutes),
        Duration.FromMinutes(service.BufferBeforeMinutes),
        Duration.FromMinutes(service.BufferAfterMinutes),
        service.SlotStepMinutes,
        Duration.FromMinutes(service.MinimumNoticeMinutes),
        service.HorizonDays,
        service.DailyLimit,
        service.Seats,
        needs);

    /// <summary>How many customers come together: more than one where a whole group is moved.</summary>
    public int People { get; init; } = 1;

    /// <summary>What a booking of this slot keeps others from using.</summary>
    public Interval Occupied(Slot slot) => new(slot.Start - BufferBefore, slot.End + BufferAfter);
}
