using CareOps.Core.Audit;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Bookings;

/// <summary>Adds a service (<paramref name="Id"/> null) or changes one. All times in minutes.</summary>
[Requires(Right.ManageWorkspace)]
public sealed record SaveService(
    Guid? Id,
    string? Name,
    string? Description,
    int DurationMinutes,
    int BufferBeforeMinutes,
    int BufferAfterMinutes,
    int SlotStepMinutes,
    int MinimumNoticeMinutes,
    int HorizonDays,
    int CancellationWindowMinutes,
    decimal? Price,
    ServiceLocation Location,
    string? LocationDetails,
    bool IsActive)
{
    /// <summary>Who does it; null leaves them as they are, and for a new service stands for whoever adds it.</summary>
    public IReadOnlyList<MemberId>? Members { get; init; }

    /// <summary>For each need the resources that meet it; null leaves them as they are.</summary>
    public IReadOnlyList<IReadOnlyList<Guid>>? Needs { get; init; }

    public int RescheduleWindowMinutes { get; init; } = 60;

    public int Seats { get; init; } = 1;

    public int? DailyLimit { get; init; }

    public bool NeedsApproval { get; init; }

    public bool CustomersChooseMember { get; init; } = true;

    public bool HasWaitlist { get; init; } = true;

    /// <summary>Null for one by its position.</summary>
    public ServiceColour? Colour { get; init; }
}

public sealed class SaveServiceHandler(IWriteDoor door) : Handler<SaveService, Service>(door)
{
    internal const int MinStepMinutes = 5;
    private const int MaxBufferMinutes = 12 * 60;
    private const decimal MaxPrice = 1_000_000;

    protected override IEnumerable<Error> Check(SaveService command)
    {
        var errors = new FieldChecks();
        errors.Required(command.Name, nameof(command.Name), "a name for the service", Service.MaxNameLength);
        errors.Optional(command.Description, nameof(command.Description), Service.MaxDescriptionLength);
        errors.Optional(command.LocationDetails, nameof(command.LocationDetails), Service.MaxLocationLength);
        errors.Range(command.DurationMinutes, MinStepMinutes, Service.MaxMinutes, nameof(command.DurationMinutes), "minutes");
        errors.Range(command.BufferBeforeMinutes, 0, MaxBufferMinutes, nameof(command.BufferBeforeMinutes), "minutes");
        errors.Range(command.BufferAfterMinutes, 0, MaxBufferMinutes, nameof(command.BufferAfterMinutes), "minutes");
        errors.Range(command.SlotStepMinutes, MinStepMinutes, Service.MaxMinutes, nameof(command.SlotStepMinutes), "minutes");
        errors.Range(command.MinimumNoticeMinutes, 0, Service.MaxNoticeMinutes, nameof(command.MinimumNoticeMinutes), "minutes");
        errors.Range(command.HorizonDays, 0, Service.MaxHorizonDays, nameof(command.HorizonDays), "days");
        errors.Range(
            command.CancellationWindowMinutes, 0, Service.MaxNoticeMinutes, nameof(command.CancellationWindowMinutes), "minutes");
        errors.Range(
            command.RescheduleWindowMinutes, 0, Service.MaxNoticeMinutes, nameof(command.RescheduleWindowMinutes), "minutes");
        errors.Range(command.Seats, 1, Service.MaxSeats, nameof(command.Seats), "seats");
        errors.Range(command.DailyLimit ?? 1, 1, Service.MaxDailyLimit, nameof(command.DailyLimit), "bookings");
        errors.If(
            command.Members is { Count: 0 } && command.IsActive,
            "service.members",
            "Choose at least one person who does it, or take it off the booking page.",
            nameof(command.Members));
        errors.If(
            command.Needs is { Count: > ServiceResource.MaxNeeds },
            "service.needs",
            $"At most {ServiceResource.MaxNeeds} needs fit.",
            nameof(command.Needs));
        errors.If(
            command.Needs is { } needs && needs.Any(static need => need.Count == 0),
            "service.needs",
            "Choose what meets this need, or remove it.",
            nameof(command.Needs));
        errors.If(
            command.Price is < 0 or > MaxPrice, "price", "Enter a price from 0 to 1,000,000, or leave it empty.", nameof(command.Price));
        return errors.All;
    }

    protected override async Task<Result<Service>> ExecuteAsync(
        CareOpsDb db, Caller caller, SaveService command, CancellationToken cancellationToken)
    {
        var workspace = await db.Workspaces().AsNoTracking().SingleAsync(cancellationToken);
        var details = Details(command, workspace.Currency);
        if (await StrangerAsync(db, command, cancellationToken) is { } stranger)
        {
            return stranger;
        }

        await Availability.ScheduleChangedAsync(db, cancellationToken);
        if (command.Id is null)
        {
            return await AddAsync(db, caller, command, details, cancellationToken);
        }

        var service = await db.Services().SingleOrDefaultAsync(row => row.Id == command.Id, cancellationToken);
        if (service is null)
        {
            return BookingErrors.ServiceNotFound;
        }

        var before = Audited(service);
        service.Change(details, service.Slug);
        await AssignAsync(db, service.Id, command.Members, command.Needs, cancellationToken);
        db.Audit(caller, "service.changed", service.Id, before, Audited(service));
        return service;
    }

    private static object Audited(Service service) => new
    {
        service.Name,
        service.DurationMinutes,
        service.Seats,
        service.DailyLimit,
        service.NeedsApproval,
        service.IsActive,
        Colour = service.Colour?.ToString(),
    };

    // Filtered by the workspace: ids of another one's members or resources are not found.
    private static async Task<Error?> StrangerAsync(CareOpsDb db, SaveService command, CancellationToken cancellationToken)
    {
        var members = (command.Members ?? []).Distinct().ToList();
        var resources = (command.Needs ?? []).SelectMany(static need => need).Distinct().ToList();
        if (await db.ActiveMembers().CountAsync(row => members.Contains(row.Id), cancellationToken) != members.Count)
        {
            return Error.NotFound("member");
        }

        return await db.Resources().CountAsync(row => resources.Contains(row.Id), cancellationToken) == resources.Count
            ? null
            : Error.NotFound("resource");
    }

    private static async Task AssignAsync(
        CareOpsDb db,
        Guid serviceId,
        IReadOnlyList<MemberId>? members,
        IReadOnlyList<IReadOnlyList<Guid>>? needs,
        CancellationToken cancellationToken)
    {
        if (members is not null)
        {
            await db.ServiceMembers().Where(row => row.ServiceId == serviceId).ExecuteDeleteAsync(cancellationToken);
            db.AddRange(members.Distinct().Select(member => ServiceMember.Of(db, serviceId, member)));
        }

        if (needs is not null)
        {
            await db.ServiceResources().Where(row => row.ServiceId == serviceId).ExecuteDeleteAsync(cancellationToken);
            db.AddRange(needs.Index().SelectMany(need =>
                need.Item.Distinct().Select(resource => ServiceResource.Of(db, serviceId, need.Index + 1, resource))));
        }
    }

    private static async Task<Result<Service>> AddAsync(
        CareOpsDb db, Caller caller, SaveService command, ServiceDetails details, CancellationToken cancellationToken)
    {
        var slugs = await db.Services().Select(service => service.Slug).ToListAsync(cancellationToken);
        var wanted = Slug.From(details.Name, "service");
        var slug = Enumerable.Range(1, slugs.Count + 1)
            .Select(number => number == 1 ? wanted : $"{wanted[..Math.Min(wanted.Length, Slug.MaxLength - 4)]}-{number}")
            .First(candidate => !slugs.Contains(candidate));
        var service = Service.Create(db, details, slug, slugs.Count + 1);
        db.Add(service);
        await AssignAsync(db, service.Id, command.Members ?? [((Caller.Member)caller).Id], command.Needs, cancellationToken);
        db.Audit(caller, "service.added", service.Id, null, Audited(service));
        return service;
    }

    private static ServiceDetails Details(SaveService command, string currency) =>
        new(Text.Line(command.Name)!, command.DurationMinutes)
        {
            Description = Text.Lines(command.Description),
            BufferBeforeMinutes = command.BufferBeforeMinutes,
            BufferAfterMinutes = command.BufferAfterMinutes,
            SlotStepMinutes = command.SlotStepMinutes,
            MinimumNoticeMinutes = command.MinimumNoticeMinutes,
            HorizonDays = command.HorizonDays,
            CancellationWindowMinutes = command.CancellationWindowMinutes,
            RescheduleWindowMinutes = command.RescheduleWindowMinutes,
            Seats = command.Seats,
            DailyLimit = command.DailyLimit,
            NeedsApproval = command.NeedsApproval,
            CustomersChooseMember = command.CustomersChooseMember,
            HasWaitlist = command.HasWaitlist,
            PriceMinor = command.Price is { } price ? Money.ToMinor(price, currency) : null,
            Location = command.Location,
            LocationDetails = Text.Line(command.LocationDetails),
            IsActive = command.IsActive,
            Colour = command.Colour,
        };
}
