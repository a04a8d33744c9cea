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
    bool IsActive);

public sealed class SaveServiceHandler(IWriteDoor door) : Handler<SaveService, Service>(door)
{
    private const int MaxBufferMinutes = 12 * 60;
    private const int MinStepMinutes = 5;
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
        errors.If(
            command.Price is < 0 or > MaxPrice, "price", "Enter a price from 0 to 1,000,000, or leave it empty.", nameof(command.Price));
        return errors.All;
    }

    protected override async Task<Result<Service>> ExecuteAsync(
        CareOpsDb db, Caller caller, SaveService command, CancellationToken cancellationToken)
    {
        var workspace = await db.Workspaces().AsNoTracking().SingleAsync(cancellationToken);
        var details = Details(command, workspace.Currency);
        await db.LockAsync($"services:{db.Workspace}", cancellationToken);
        if (command.Id is null)
        {
            return await AddAsync(db, caller, details, cancellationToken);
        }

        var service = await db.Services().SingleOrDefaultAsync(row => row.Id == command.Id, cancellationToken);
        if (service is null)
        {
            return BookingErrors.ServiceNotFound;
        }

        var before = new { service.Name, service.DurationMinutes, service.IsActive };
        service.Change(details, service.Slug);
        db.Audit(caller, "service.changed", service.Id, before, new { service.Name, service.DurationMinutes, service.IsActive });
        return service;
    }

    private static async Task<Result<Service>> AddAsync(
        CareOpsDb db, Caller caller, ServiceDetails details, CancellationToken cancellationToken)
    {
        var slugs = await db.Services().Select(service => service.Slug).ToListAsync(cancellationToken);
        var wanted = Slug.From(details.Name, "service");
        var slug = Enumerable.Range(1, slugs.Count + 1)
            .Select(number => number == 1 ? wanted : $"{wanted[..Math.Min(wanted.Length, Slug.MaxLength - 4)]}-{number}")
            .First(candidate => !slugs.Contains(candidate));
        var service = Service.Create(db, ((Caller.Member)caller).Id, details, slug, slugs.Count + 1);
        db.Add(service);
        db.Audit(caller, "service.added", service.Id, null, new { service.Name, service.DurationMinutes });
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
            PriceMinor = command.Price is { } price ? Money.ToMinor(price, currency) : null,
            Location = command.Location,
            LocationDetails = Text.Line(command.LocationDetails),
            IsActive = command.IsActive,
        };
}
