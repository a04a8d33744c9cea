using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Core.Bookings;

/// <summary>A month of a service's free days, and the slots of one of them.</summary>
/// <param name="Today">The business's date now: nothing earlier can be booked.</param>
/// <param name="LastDay">Nothing later can be booked.</param>
/// <param name="FreeDays">The days of the shown span that have a free slot.</param>
/// <param name="Day">The day whose slots are shown: the wished one, or the next free one.</param>
/// <param name="Slots">Free slots of <paramref name="Day"/>, earliest first.</param>
public sealed record SlotPage(
    LocalDate Today, LocalDate LastDay, IReadOnlySet<LocalDate> FreeDays, LocalDate Day, IReadOnlyList<Slot> Slots);

/// <summary>What can be booked.</summary>
public sealed class SlotQueries(ReadDoor door)
{
    // Six weeks from a Monday: every month's page of a calendar.
    private const int DaysShown = 42;

    /// <summary>The services a customer can choose from, in the owner's order.</summary>
    public async Task<IReadOnlyList<Service>> ServicesAsync(Caller caller, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.Anyone, cancellationToken);
        return await db.Services().Where(service => service.IsActive).OrderBy(service => service.Position).ToListAsync(cancellationToken);
    }

    public async Task<Service?> FindServiceAsync(Caller caller, string slug, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.Anyone, cancellationToken);
        return await db.Services().SingleOrDefaultAsync(service => service.Slug == slug && service.IsActive, cancellationToken);
    }

    /// <summary>Free days around <paramref name="day"/>'s month and the slots of it, or of the next free day where it is null.</summary>
    public async Task<SlotPage> PageAsync(
        Caller caller, Workspace workspace, Service service, LocalDate? day, LocalDate? month, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.Anyone, cancellationToken);
        var rules = SlotRules.Of(workspace.Zone, service, await Availability.HoursAsync(db, service.MemberId, cancellationToken));
        var frame = new SlotEngine(rules, [], db.Now);
        var asked = LocalDate.Max(day ?? month ?? frame.Today, frame.Today);
        var ofMonth = new LocalDate(asked.Year, asked.Month, 1);
        var first = LocalDate.Max(ofMonth.PlusDays(IsoDayOfWeek.Monday - ofMonth.DayOfWeek), frame.Today);
        var last = LocalDate.Min(first.PlusDays(DaysShown), frame.LastDay);
        if (day is null && month is null)
        {
            // Nothing was chosen yet: the next free day may be far ahead.
            last = frame.LastDay;
        }

        var busy = first > last
            ? []
            : await Availability.BusyAsync(db, rules, service.MemberId, first, last, cancellationToken);
        var engine = new SlotEngine(rules, busy, db.Now);
        var free = Days(first, last).Where(date => engine.SlotsOn(date).Count > 0).ToHashSet();
        var shown = day ?? free.Where(date => date >= ofMonth).DefaultIfEmpty(asked).Min();
        return new SlotPage(engine.Today, engine.LastDay, free, shown, engine.SlotsOn(shown));
    }

    /// <summary>The free slot at a wall time, or why it can't be booked.</summary>
    public async Task<Result<Slot>> AtAsync(
        Caller caller, Workspace workspace, Service service, LocalDateTime wanted, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.Anyone, cancellationToken);
        var rules = SlotRules.Of(workspace.Zone, service, await Availability.HoursAsync(db, service.MemberId, cancellationToken));
        var busy = await Availability.BusyAsync(db, rules, service.MemberId, wanted.Date, wanted.Date, cancellationToken);
        var (slot, refusal) = new SlotEngine(rules, busy, db.Now).At(wanted);
        return slot is { } free ? free : BookingErrors.Of(refusal!.Value);
    }

    /// <summary>Who does a service, as customers see it.</summary>
    public async Task<string> MemberNameAsync(Caller caller, Service service, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.Anyone, cancellationToken);
        return await db.Members().Where(row => row.Id == service.MemberId).Select(row => row.Name).SingleAsync(cancellationToken);
    }

    /// <summary>The free slots nearest to a time that was just lost; nearest to the first or last day where it lies outside of them.</summary>
    public async Task<IReadOnlyList<Slot>> NearestAsync(
        Caller caller, Workspace workspace, Service service, LocalDateTime wanted, int count, CancellationToken cancellationToken)
    {
        const int DaysAround = 7;
        await using var db = await door.OpenAsync(caller, Right.Anyone, cancellationToken);
        var rules = SlotRules.Of(workspace.Zone, service, await Availability.HoursAsync(db, service.MemberId, cancellationToken));
        var frame = new SlotEngine(rules, [], db.Now);
        var date = LocalDate.Max(frame.Today, LocalDate.Min(frame.LastDay, wanted.Date));
        var busy = await Availability.BusyAsync(
            db, rules, service.MemberId, date.PlusDays(-DaysAround), date.PlusDays(DaysAround), cancellationToken);
        return new SlotEngine(rules, busy, db.Now).Nearest(date + wanted.TimeOfDay, count);
    }

    private static IEnumerable<LocalDate> Days(LocalDate first, LocalDate last)
    {
        for (var date = first; date <= last; date = date.PlusDays(1))
        {
            yield return date;
        }
    }
}
