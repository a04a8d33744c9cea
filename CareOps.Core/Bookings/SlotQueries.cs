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
    LocalDate Today, LocalDate LastDay, IReadOnlySet<LocalDate> FreeDays, LocalDate Day, IReadOnlyList<Slot> Slots)
{
    /// <summary>For a group service how many places each slot has left; empty for others.</summary>
    public IReadOnlyDictionary<Slot, int> PlacesLeft { get; init; } = new Dictionary<Slot, int>();

    /// <summary>Whether both show the same.</summary>
    public bool Equals(SlotPage? other) => other is not null
        && (Today, LastDay, Day, PlacesLeft.Count) == (other.Today, other.LastDay, other.Day, other.PlacesLeft.Count)
        && Slots.SequenceEqual(other.Slots)
        && FreeDays.SetEquals(other.FreeDays)
        && PlacesLeft.All(places => other.PlacesLeft.TryGetValue(places.Key, out var left) && left == places.Value);

    public override int GetHashCode() => HashCode.Combine(Today, LastDay, Day, Slots.Count, FreeDays.Count);
}

/// <summary>
/// Whose slots are asked for (null: of whoever is free), what is not to count as taken, and how long it lasts (null: as long as the service).
/// </summary>
public readonly record struct SlotWish(MemberId? Member = null, Except Except = default, Duration? Length = null);

/// <summary>Why a time is, or is not, free: the rules' sentences for each member who does the service.</summary>
public sealed record SlotExplanation(MemberId Member, string MemberName, IReadOnlyList<ExplainedReason> Reasons)
{
    public bool IsFree => Reasons.Count == 0;
}

public sealed record ExplainedReason(SlotRefusal Refusal, string Sentence, bool CanBeOverridden);

/// <summary>The dates of a series: <paramref name="Count"/> times at one wall time, for <paramref name="Length"/> each.</summary>
/// <param name="Member">Null for whoever is free on each date.</param>
/// <param name="First">The first one's start.</param>
/// <param name="EveryDays">Days from one to the next: 7 for weekly.</param>
/// <param name="Count">How many.</param>
/// <param name="Length">Null: as long as the service.</param>
public sealed record SeriesWish(MemberId? Member, LocalDateTime First, int EveryDays, int Count, Duration? Length = null)
{
    public IEnumerable<LocalDateTime> Starts => Enumerable.Range(0, Count).Select(number => First.PlusDays(number * EveryDays));
}

/// <summary>One date of a series before it is booked.</summary>
public sealed record ProposedOccurrence(LocalDateTime Start, IReadOnlyList<ExplainedReason> Reasons, IReadOnlyList<Slot> Alternatives)
{
    public bool IsFree => Reasons.Count == 0;

    /// <summary>Whether nothing is in its way that a member's reason could not override.</summary>
    public bool CanBeOverridden => Reasons.All(static reason => reason.CanBeOverridden);
}

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

    /// <summary>The same for a workspace that was just read.</summary>
    public async Task<IReadOnlyList<Service>> OfferedAsync(Caller caller, Workspace workspace, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.Anyone, cancellationToken);
        return await Availability.ServicesAsync(db, workspace, cancellationToken);
    }

    /// <summary>Who does a service, as customers see them, in a steady order.</summary>
    public async Task<IReadOnlyList<Person>> MembersAsync(
        Caller caller, Workspace workspace, Service service, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.Anyone, cancellationToken);
        var plan = await PlanAsync(db, caller, workspace, service, cancellationToken);
        return [.. plan.Members.Select(static member => new Person(member.Member, member.Name))];
    }

    /// <summary>Free days around <paramref name="day"/>'s month and the slots of it, or of the next free day where it is null.</summary>
    public async Task<SlotPage> PageAsync(
        Caller caller,
        Workspace workspace,
        Service service,
        LocalDate? day,
        LocalDate? month,
        SlotWish wish,
        CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.Anyone, cancellationToken);
        var plan = (await PlanAsync(db, caller, workspace, service, cancellationToken)).Lasting(wish.Length);
        var today = db.Now.InZone(workspace.Zone).Date;
        var lastDay = today.PlusDays(service.HorizonDays);
        var asked = LocalDate.Max(day ?? month ?? today, today);
        var (ofMonth, free) = await MonthAsync(asked);
        for (var next = ofMonth.PlusMonths(1); day is null && month is null && !HasFreeDay() && next <= lastDay; next = next.PlusMonths(1))
        {
            // Nothing was chosen yet: the next free day may be far ahead.
            (ofMonth, free) = await MonthAsync(next);
        }

        var shown = day ?? free.Where(date => date >= ofMonth).DefaultIfEmpty(asked).Min();
        var engine = await Availability.EngineAsync(db, plan, wish.Member, shown, shown, wish.Except, cancellationToken);
        var slots = engine.SlotsOn(shown, wish.Member);
        return new SlotPage(today, lastDay, free, shown, slots)
        {
            PlacesLeft = (service.Seats == 1 ? [] : slots).ToDictionary(static slot => slot, slot => engine.PlacesLeft(slot, wish.Member)),
        };

        bool HasFreeDay() => free.Any(date => date.ToYearMonth() == ofMonth.ToYearMonth());

        async Task<(LocalDate OfMonth, IReadOnlySet<LocalDate> Free)> MonthAsync(LocalDate of)
        {
            var start = new LocalDate(of.Year, of.Month, 1);
            var first = LocalDate.Max(start.PlusDays(IsoDayOfWeek.Monday - start.DayOfWeek), today);
            var last = LocalDate.Min(first.PlusDays(DaysShown), lastDay);
            return (start, await FreeDays.FindAsync(db, plan, wish, first, last, cancellationToken));
        }
    }

    /// <summary>The free slots of one date.</summary>
    public async Task<IReadOnlyList<Slot>> OnAsync(
        Caller caller, Workspace workspace, Service service, LocalDate date, SlotWish wish, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.Anyone, cancellationToken);
        var plan = (await PlanAsync(db, caller, workspace, service, cancellationToken)).Lasting(wish.Length).Together(wish.Except);
        var engine = await Availability.EngineAsync(db, plan, wish.Member, date, date, wish.Except, cancellationToken);
        return engine.SlotsOn(date, wish.Member);
    }

    /// <summary>The free slot at a wall time, or why it can't be booked.</summary>
    public async Task<Result<Slot>> AtAsync(
        Caller caller, Workspace workspace, Service service, LocalDateTime wanted, SlotWish wish, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.Anyone, cancellationToken);
        var plan = (await PlanAsync(db, caller, workspace, service, cancellationToken)).Lasting(wish.Length);
        var engine = await Availability.EngineAtAsync(db, plan, wish.Member, wanted, wish.Except, cancellationToken);
        var (placement, refusal) = engine.At(wanted, wish.Member);
        return placement is not null ? placement.Slot : BookingErrors.Of(refusal!.Value.Refusal);
    }

    /// <summary>The free slots nearest to a time that was just lost; nearest to the first or last day where it lies outside of them.</summary>
    public async Task<IReadOnlyList<Slot>> NearestAsync(
        Caller caller,
        Workspace workspace,
        Service service,
        LocalDateTime wanted,
        int count,
        SlotWish wish,
        CancellationToken cancellationToken)
    {
        const int DaysAround = 7;
        await using var db = await door.OpenAsync(caller, Right.Anyone, cancellationToken);
        var plan = (await PlanAsync(db, caller, workspace, service, cancellationToken)).Lasting(wish.Length);
        var today = db.Now.InZone(workspace.Zone).Date;
        var date = LocalDate.Max(today, LocalDate.Min(today.PlusDays(service.HorizonDays), wanted.Date));
        var engine = await Availability.EngineAsync(
            db, plan, wish.Member, date.PlusDays(-DaysAround), date.PlusDays(DaysAround), wish.Except, cancellationToken);
        return engine.Nearest(date + wanted.TimeOfDay, count, wish.Member);
    }

    /// <summary>"Why not this time?": every rule that refuses it, in words, for each member who does the service or for one.</summary>
    public async Task<IReadOnlyList<SlotExplanation>> ExplainAsync(
        Caller caller,
        Workspace workspace,
        Service service,
        LocalDateTime wanted,
        Duration? length,
        SlotWish wish,
        CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ViewBookings, cancellationToken);
        var plan = (await PlanAsync(db, caller, workspace, service, cancellationToken)).Together(wish.Except);
        var member = OwnCalendar.Only(caller) ?? wish.Member;
        var engine = await Availability.EngineForAnyLengthAsync(db, plan, member, wanted.Date, wish.Except, cancellationToken);
        return [.. engine.Explain(wanted, member, length).Select(verdict => new SlotExplanation(
            verdict.Member.Member,
            verdict.Member.Name,
            [.. verdict.Reasons.Select(reason => new ExplainedReason(
                reason.Refusal,
                reason.Sentence(verdict.Member.Name, plan.Rules, plan.Holidays, wanted),
                reason.CanBeOverridden))]))];
    }

    /// <summary>
    /// The dates of a series at the same wall time, each with the rules in its way and, where it can't be had, the nearest free slots.
    /// </summary>
    public async Task<IReadOnlyList<ProposedOccurrence>> SeriesAsync(
        Caller caller, Workspace workspace, Service service, SeriesWish wish, CancellationToken cancellationToken)
    {
        const int DaysAround = 7;
        await using var db = await door.OpenAsync(caller, Right.ViewBookings, cancellationToken);
        var plan = (await PlanAsync(db, caller, workspace, service, cancellationToken)).Lasting(wish.Length);
        var asked = wish with { Member = OwnCalendar.Only(caller) ?? wish.Member };
        var (first, last) = (asked.Starts.First().Date, asked.Starts.Last().Date);
        var engine = await Availability.EngineAsync(
            db, plan, asked.Member, first.PlusDays(-DaysAround), last.PlusDays(DaysAround), default, cancellationToken);
        return [.. asked.Starts.Select(start => Proposed(plan, engine, asked, start))];
    }

    // A member's screen may have been open for long: its workspace does not say which schedule counts now.
    private static async Task<ServicePlan> PlanAsync(
        CareOpsDb db, Caller caller, Workspace workspace, Service service, CancellationToken cancellationToken) =>
        await Availability.PlanAsync(
            db,
            caller is Caller.Member ? await db.Workspaces().AsNoTracking().SingleAsync(cancellationToken) : workspace,
            service,
            cancellationToken);

    private static ProposedOccurrence Proposed(ServicePlan plan, SlotEngine engine, SeriesWish wish, LocalDateTime start)
    {
        const int Alternatives = 3;
        var reasons = wish.Member is { } member ? ReasonsOf(plan, engine, wish, member, start) : ReasonsOfAll(engine, wish, start);
        return new ProposedOccurrence(start, reasons, reasons.Count == 0 ? [] : engine.Nearest(start, Alternatives, wish.Member));
    }

    // At which minutes customers may start does not bind a member.
    private static IReadOnlyList<ExplainedReason> ReasonsOf(
        ServicePlan plan, SlotEngine engine, SeriesWish wish, MemberId member, LocalDateTime start)
    {
        var reasons = engine.Explain(start, member, wish.Length) is [var verdict]
            ? verdict.Reasons.Where(static reason => reason.Refusal != SlotRefusal.OffGrid)
            : [new SlotReason(SlotRefusal.NotOffered)];
        return [.. reasons.Select(reason => new ExplainedReason(
            reason.Refusal, reason.Sentence(plan.NameOf(member), plan.Rules, plan.Holidays, start), reason.CanBeOverridden))];
    }

    // Whoever is free can't be told to do it all the same: for that someone must be named.
    private static IReadOnlyList<ExplainedReason> ReasonsOfAll(SlotEngine engine, SeriesWish wish, LocalDateTime start)
    {
        if (wish.Length is not null)
        {
            return [new ExplainedReason(SlotRefusal.NotOffered, MembersWish.SomeoneIsNamed, CanBeOverridden: false)];
        }

        return engine.At(start).Placement is not null
            ? []
            : [new ExplainedReason(SlotRefusal.NotOffered, MembersWish.NobodyIsFree, CanBeOverridden: false)];
    }
}
