using System.Linq.Expressions;

using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Core.Bookings;

/// <summary>A service with who does it, when, and what it needs: all that the engine computes with but what is occupied.</summary>
public sealed record ServicePlan(Service Service, SlotRules Rules, IReadOnlyList<Timetable> Members)
{
    public IReadOnlyDictionary<LocalDate, string> Holidays =>
        Members.Count == 0 ? new Dictionary<LocalDate, string>() : Members[0].Holidays;

    public string NameOf(MemberId member) => Members.FirstOrDefault(each => each.Member == member)?.Name ?? "This member";

    /// <summary>
    /// The same for a booking that has a length of its own. Where customers share an appointment, its length is the service's: another
    /// would not be the same appointment.
    /// </summary>
    public ServicePlan Lasting(Duration? length) =>
        length is { } own && Rules.Seats == 1 ? this with { Rules = Rules with { Length = own } } : this;

    /// <summary>The same for all who are moved together.</summary>
    public ServicePlan Together(Except moved) =>
        moved.Bookings.Count > 1 ? this with { Rules = Rules with { People = moved.Bookings.Count } } : this;

    /// <summary>Everyone and everything a booking of it may occupy.</summary>
    public IEnumerable<Guid> Subjects(MemberId? only) => Members
        .Where(member => only is null || member.Member == only)
        .Select(static member => member.Member.Value)
        .Concat(Rules.Needs.SelectMany(static need => need))
        .Distinct();
}

/// <summary>What is not to count as occupied: a booking that is moved, or all of a group, and the customer's own hold.</summary>
public readonly record struct Except(Guid? Hold = null)
{
    public IReadOnlyList<Guid> Bookings { get => field ?? []; init; }
}

/// <summary>Reads what the slot engine computes with.</summary>
internal static class Availability
{
    // A list of values is translated anew for each length, one value never: for a few subjects one by one is quicker.
    private const int MostAskedOneByOne = 3;

    private static readonly ScheduleCache<ServicePlan> Plans = new();
    private static readonly ScheduleCache<IReadOnlyList<Service>> Services = new();

    private static readonly IReadOnlyDictionary<LocalDate, int> NoBookings = new Dictionary<LocalDate, int>();

    // The part of the slot commit that everyone else waits for, and most of what a public page asks. Of what began before, only the
    // session that began last can last until then: sessions of one subject don't overlap, the database sees to it.
    private const string Occupying = """
        SELECT "SubjectId", "SessionId", "Seat", "ServiceId", "AppointmentStartsAt", "AppointmentEndsAt", "StartsAt", "EndsAt",
          "BookingId", "HoldId", "ExpiresAt"
        FROM "Occupancies"
        WHERE "WorkspaceId" = $1 AND "SubjectId" = $2 AND "StartsAt" < $3 AND "EndsAt" > $4 AND "StartsAt" >= COALESCE(
          (SELECT MIN("StartsAt") FROM "Occupancies" WHERE "SubjectId" = $2 AND "SessionId" =
            (SELECT "SessionId" FROM "Occupancies" WHERE "SubjectId" = $2 AND "StartsAt" <= $4 ORDER BY "StartsAt" DESC LIMIT 1)),
          $4)
        """;

    /// <summary>The plan of an active service, or of any; null where there is none.</summary>
    public static async Task<ServicePlan?> FindPlanAsync(
        CareOpsDb db, Workspace workspace, Guid serviceId, bool activeOnly, CancellationToken cancellationToken)
    {
        if (Plans.Find(db, workspace, serviceId, Since(db)) is { } known)
        {
            return known.Service.IsActive || !activeOnly ? known : null;
        }

        var service = await db.Services().AsNoTracking()
            .SingleOrDefaultAsync(row => row.Id == serviceId && (row.IsActive || !activeOnly), cancellationToken);
        return service is null ? null : await PlanAsync(db, workspace, service, cancellationToken);
    }

    /// <summary>The plan of a service. Read only where its workspace's schedule changed.</summary>
    public static async Task<ServicePlan> PlanAsync(
        CareOpsDb db, Workspace workspace, Service service, CancellationToken cancellationToken)
    {
        var since = Since(db);
        if (Plans.Find(db, workspace, service.Id, since) is { } known)
        {
            return known;
        }

        var version = await VersionAsync(db, cancellationToken);
        var current = await db.Services().AsNoTracking().SingleOrDefaultAsync(row => row.Id == service.Id, cancellationToken);
        var plan = await ReadPlanAsync(db, workspace, current ?? service, since, cancellationToken);
        Plans.Keep(db, workspace, version, plan.Service.Id, since, plan);
        return plan;
    }

    /// <summary>The services a customer can choose from, in the owner's order. Read only where the workspace's schedule changed.</summary>
    public static async Task<IReadOnlyList<Service>> ServicesAsync(
        CareOpsDb db, Workspace workspace, CancellationToken cancellationToken)
    {
        if (Services.Find(db, workspace, workspace.Id.Value, default) is { } known)
        {
            return known;
        }

        var version = await VersionAsync(db, cancellationToken);
        IReadOnlyList<Service> services = await db.Services().AsNoTracking()
            .Where(service => service.IsActive).OrderBy(service => service.Position).ToListAsync(cancellationToken);
        Services.Keep(db, workspace, version, workspace.Id.Value, default, services);
        return services;
    }

    /// <summary>
    /// To be called by every change of services, hours, holidays or resources that is not saved as an entity. Whoever changes them at
    /// the same time waits.
    /// </summary>
    public static Task<int> ScheduleChangedAsync(CareOpsDb db, CancellationToken cancellationToken) =>
        db.ScheduleChangedAsync(cancellationToken);

    /// <summary>Who does a service, the longest here first.</summary>
    public static async Task<IReadOnlyList<Person>> MembersAsync(CareOpsDb db, Guid serviceId, CancellationToken cancellationToken) =>
        await db.ServiceMembers().AsNoTracking()
            .Where(row => row.ServiceId == serviceId)
            .Join(db.Members(), row => row.MemberId, member => member.Id, (row, member) => member)
            .OrderBy(member => member.JoinedAt).ThenBy(member => member.Id)
            .Select(member => new Person(member.Id, member.Name))
            .ToListAsync(cancellationToken);

    /// <summary>When each of the members takes bookings, from a date on.</summary>
    public static async Task<IReadOnlyList<Timetable>> TimetablesAsync(
        CareOpsDb db, IReadOnlyList<Person> members, LocalDate since, CancellationToken cancellationToken)
    {
        var moment = since.AtMidnight().InUtc().ToInstant() - Duration.FromDays(1);
        List<MemberId> ids = [.. members.Select(static member => member.Id)];
        var weekly = await db.WeeklyHours().AsNoTracking()
            .Where(hours => ids.Contains(hours.MemberId))
            .Select(hours => new { hours.MemberId, Interval = new OpenInterval(hours.Day, hours.StartMinute, hours.EndMinute) })
            .ToListAsync(cancellationToken);
        var overrides = await db.DayOverrides().AsNoTracking()
            .Where(row => ids.Contains(row.MemberId) && row.Date >= since)
            .Select(row => new { row.MemberId, row.Date, row.Intervals })
            .ToListAsync(cancellationToken);
        var off = await db.TimesOff().AsNoTracking()
            .Where(row => ids.Contains(row.MemberId) && row.EndsAt > moment)
            .Select(row => new { row.MemberId, row.StartsAt, row.EndsAt })
            .ToListAsync(cancellationToken);
        var holidays = await HolidaysAsync(db, since, cancellationToken);
        return [.. members.Select(member => new Timetable(
            member.Id,
            member.Name,
            [.. weekly.Where(row => row.MemberId == member.Id).Select(static row => row.Interval)],
            overrides.Where(row => row.MemberId == member.Id).ToDictionary(static row => row.Date, static row => row.Intervals),
            holidays,
            [.. off.Where(row => row.MemberId == member.Id).Select(static row => new Interval(row.StartsAt, row.EndsAt))]))];
    }

    /// <summary>The engine for some dates of the business, with what is occupied around them: at least what could touch one of their slots.</summary>
    public static Task<SlotEngine> EngineAsync(
        CareOpsDb db, ServicePlan plan, MemberId? only, LocalDate first, LocalDate last, Except except, CancellationToken cancellationToken) =>
        EngineAsync(db, plan, only, first, last, plan.Rules.Length, except, cancellationToken);

    /// <summary>The same for a member, who may give an appointment another length than the service's.</summary>
    public static Task<SlotEngine> EngineForAnyLengthAsync(
        CareOpsDb db, ServicePlan plan, MemberId? only, LocalDate date, Except except, CancellationToken cancellationToken) =>
        EngineAsync(db, plan, only, date, date, Occupancy.MaxLength, except, cancellationToken);

    private static async Task<SlotEngine> EngineAsync(
        CareOpsDb db,
        ServicePlan plan,
        MemberId? only,
        LocalDate first,
        LocalDate last,
        Duration longest,
        Except except,
        CancellationToken cancellationToken)
    {
        var rules = plan.Rules;
        var from = first.AtStartOfDayInZone(rules.Zone).ToInstant() - rules.BufferBefore;
        var until = last.PlusDays(1).AtStartOfDayInZone(rules.Zone).ToInstant() + longest + rules.BufferAfter;
        var subjects = plan.Subjects(only).ToList();
        return new SlotEngine(
            rules,
            plan.Members,
            subjects.Count == 0 ? [] : await BusyAsync(db, subjects, new Interval(from, until), except, cancellationToken),
            rules.DailyLimit is null ? NoBookings : await BookedOnAsync(db, plan, new Interval(from, until), except, cancellationToken),
            db.Now);
    }

    /// <summary>
    /// The engine for one wall time. Where there is no choice of members to weigh by what they do that day, what meets the time itself
    /// is all it needs to know.
    /// </summary>
    public static async Task<SlotEngine> EngineAtAsync(
        CareOpsDb db, ServicePlan plan, MemberId? only, LocalDateTime wanted, Except except, CancellationToken cancellationToken)
    {
        var rules = plan.Rules;
        if (rules.DailyLimit is not null || (only is null && plan.Members.Count != 1))
        {
            return await EngineAsync(db, plan, only, wanted.Date, wanted.Date, except, cancellationToken);
        }

        var start = rules.Zone.AtLeniently(wanted).ToInstant();
        var occupied = new Interval(start - rules.BufferBefore, start + rules.Length + rules.BufferAfter);
        var busy = await BusyAsync(db, [.. plan.Subjects(only)], occupied, except, cancellationToken);
        return new SlotEngine(rules, plan.Members, busy, NoBookings, db.Now);
    }

    public static async Task<IReadOnlyList<OpenInterval>> HoursAsync(
        CareOpsDb db, MemberId member, CancellationToken cancellationToken) =>
        await db.WeeklyHours().AsNoTracking()
            .Where(hours => hours.MemberId == member)
            .OrderBy(hours => hours.StartMinute)
            .Select(hours => new OpenInterval(hours.Day, hours.StartMinute, hours.EndMinute))
            .ToListAsync(cancellationToken);

    public static async Task<IReadOnlyDictionary<LocalDate, string>> HolidaysAsync(
        CareOpsDb db, LocalDate since, CancellationToken cancellationToken) =>
        await db.Holidays().AsNoTracking()
            .Where(holiday => holiday.Date >= since)
            .ToDictionaryAsync(static holiday => holiday.Date, static holiday => holiday.Name, cancellationToken);

    private static Task<int> VersionAsync(CareOpsDb db, CancellationToken cancellationToken) =>
        db.Workspaces().Select(static row => row.ScheduleVersion).SingleOrDefaultAsync(cancellationToken);

    // A day before, for zones where today is still yesterday.
    private static LocalDate Since(CareOpsDb db) => db.Now.InUtc().Date.PlusDays(-1);

    private static async Task<ServicePlan> ReadPlanAsync(
        CareOpsDb db, Workspace workspace, Service service, LocalDate since, CancellationToken cancellationToken)
    {
        var members = await MembersAsync(db, service.Id, cancellationToken);
        var needs = await db.ServiceResources().AsNoTracking()
            .Where(row => row.ServiceId == service.Id)
            .Join(db.Resources(), row => row.ResourceId, resource => resource.Id, (row, resource) => new { row.Need, resource.Id, resource.IsActive, resource.Position })
            .OrderBy(row => row.Need).ThenBy(row => row.Position)
            .ToListAsync(cancellationToken);
        var rules = SlotRules.Of(
            workspace.Zone,
            service,
            [.. needs.GroupBy(static row => row.Need)
                .Select(static need => (IReadOnlyList<Guid>)[.. need.Where(static row => row.IsActive).Select(static row => row.Id)])]);
        return new ServicePlan(service, rules, await TimetablesAsync(db, members, since, cancellationToken));
    }

    private static async Task<IReadOnlyList<OccupiedSeat>> BusyAsync(
        CareOpsDb db, List<Guid> subjects, Interval during, Except except, CancellationToken cancellationToken)
    {
        var (from, until, now) = (during.Start, during.End, db.Now);
        List<OccupancyRow> rows = [];
        if (subjects.Count <= MostAskedOneByOne)
        {
            foreach (var subject in subjects)
            {
                rows.AddRange(await db.LookAsync(
                    new Look<OccupancyRow>(
                        Occupying,
                        [db.Sql(db.Workspace.Value), db.Sql(subject), db.Sql(until), db.Sql(from)],
                        OccupancyRow.At),
                    cancellationToken));
            }
        }
        else
        {
            var earliest = from - Occupancy.MaxLength;
            rows = await db.Occupancies()
                .Where(row => subjects.Contains(row.SubjectId) && row.StartsAt > earliest && row.StartsAt < until && row.EndsAt > from)
                .Select(OccupancyRow.Of)
                .ToListAsync(cancellationToken);
        }

        return [.. rows
            .Where(row => row.ExpiresAt is null || row.ExpiresAt > now)
            .Where(row => (except.Hold is null || row.HoldId != except.Hold) && (row.BookingId is not { } booking || !except.Bookings.Contains(booking)))
            .Select(static row => row.Seat)];
    }

    private static async Task<IReadOnlyDictionary<LocalDate, int>> BookedOnAsync(
        CareOpsDb db, ServicePlan plan, Interval during, Except except, CancellationToken cancellationToken)
    {
        var (from, until, service, zone, moving) = (during.Start, during.End, plan.Service.Id, plan.Rules.Zone, except.Bookings);
        var rows = db.Bookings().AsNoTracking()
            .Where(row => row.ServiceId == service && row.StartsAt >= from && row.StartsAt < until)
            .Where(static row => row.Status != BookingStatus.Cancelled);
        if (moving.Count > 0)
        {
            rows = rows.Where(row => !moving.Contains(row.Id));
        }

        var starts = await rows.Select(row => row.StartsAt).ToListAsync(cancellationToken);
        return starts.CountBy(start => start.InZone(zone).Date).ToDictionary();
    }
}

/// <summary>What the engine needs of an occupancy, and what decides whether it counts.</summary>
internal readonly record struct OccupancyRow(OccupiedSeat Seat, Guid? BookingId, Guid? HoldId, Instant? ExpiresAt)
{
    public static readonly Expression<Func<Occupancy, OccupancyRow>> Of = row => new OccupancyRow(
        new OccupiedSeat(
            row.SubjectId,
            row.SessionId,
            row.Seat,
            row.ServiceId,
            new Interval(row.AppointmentStartsAt, row.AppointmentEndsAt),
            new Interval(row.StartsAt, row.EndsAt)),
        row.BookingId,
        row.HoldId,
        row.ExpiresAt);

    /// <summary>The same from the columns in this order.</summary>
    public static OccupancyRow At(IRowReader row)
    {
        const int Ids = 4;
        const int Booking = 8;
        return new OccupancyRow(
            new OccupiedSeat(
                row.Id(0),
                row.Id(1),
                row.Number(2),
                row.Id(Ids - 1),
                new Interval(row.Moment(Ids), row.Moment(Ids + 1)),
                new Interval(row.Moment(Ids + 2), row.Moment(Ids + 3))),
            row.IsNull(Booking) ? null : row.Id(Booking),
            row.IsNull(Booking + 1) ? null : row.Id(Booking + 1),
            row.IsNull(Booking + 2) ? null : row.Moment(Booking + 2));
    }
}

/// <summary>A member's id and name.</summary>
public sealed record Person(MemberId Id, string Name);
