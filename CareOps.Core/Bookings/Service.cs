using CareOps.Core.Data;
using CareOps.Core.Foundation;

using NodaTime;

namespace CareOps.Core.Bookings;

/// <summary>Something customers can book.</summary>
public sealed class Service : ILive, IPartOfSchedule
{
    public const int MaxNameLength = 80;
    public const int MaxDescriptionLength = 500;
    public const int MaxLocationLength = 200;
    public const int MaxMinutes = 24 * 60;
    public const int MaxNoticeMinutes = 90 * 24 * 60;
    public const int MaxHorizonDays = 730;
    public const int MaxSeats = 500;
    public const int MaxDailyLimit = 1000;

    private Service()
    {
    }

    public Guid Id { get; private set; }

    public WorkspaceId WorkspaceId { get; private set; }

    public string Name { get; private set; } = string.Empty;

    /// <summary>The part of its public address, unique in the workspace.</summary>
    public string Slug { get; private set; } = string.Empty;

    public string? Description { get; private set; }

    public int DurationMinutes { get; private set; }

    /// <summary>Kept free before and after, and never shared with another booking's.</summary>
    public int BufferBeforeMinutes { get; private set; }

    public int BufferAfterMinutes { get; private set; }

    /// <summary>Slots start this far apart, counted from the opening.</summary>
    public int SlotStepMinutes { get; private set; }

    public int MinimumNoticeMinutes { get; private set; }

    /// <summary>How many days ahead slots are offered; 0 is today only.</summary>
    public int HorizonDays { get; private set; }

    /// <summary>Until how long before the start a customer may cancel.</summary>
    public int CancellationWindowMinutes { get; private set; }

    /// <summary>Until how long before the start a customer may move it to another time.</summary>
    public int RescheduleWindowMinutes { get; private set; }

    /// <summary>How many customers share one appointment; 1 for most services.</summary>
    public int Seats { get; private set; }

    /// <summary>How many bookings of it a day takes, over all members; null for no limit.</summary>
    public int? DailyLimit { get; private set; }

    /// <summary>Whether a booking by a customer waits for a member to confirm it. It holds its time meanwhile.</summary>
    public bool NeedsApproval { get; private set; }

    /// <summary>Whether customers may choose who does it; otherwise whoever is free and least busy.</summary>
    public bool CustomersChooseMember { get; private set; }

    /// <summary>Whether customers may ask to be told when a time becomes free.</summary>
    public bool HasWaitlist { get; private set; }

    /// <summary>In minor units of the workspace's currency; null shows no price.</summary>
    public long? PriceMinor { get; private set; }

    public ServiceLocation Location { get; private set; }

    /// <summary>The address, room or video link, where it differs from the business's.</summary>
    public string? LocationDetails { get; private set; }

    public bool IsActive { get; private set; }

    /// <summary>What tells it apart in the calendar; null for one by its position.</summary>
    public ServiceColour? Colour { get; private set; }

    public int Position { get; private set; }

    public Instant CreatedAt { get; private set; }

    public LiveSubject LiveSubject => new(nameof(Service), Id);

    public static Service Create(CareOpsDb db, ServiceDetails details, string slug, int position)
    {
        var service = new Service
        {
            Id = db.NewId(),
            WorkspaceId = db.Workspace,
            Position = position,
            CreatedAt = db.Now,
        };
        service.Change(details, slug);
        return service;
    }

    public void Change(ServiceDetails details, string slug)
    {
        Name = details.Name;
        Slug = slug;
        Description = details.Description;
        DurationMinutes = details.DurationMinutes;
        BufferBeforeMinutes = details.BufferBeforeMinutes;
        BufferAfterMinutes = details.BufferAfterMinutes;
        SlotStepMinutes = details.SlotStepMinutes;
        MinimumNoticeMinutes = details.MinimumNoticeMinutes;
        HorizonDays = details.HorizonDays;
        CancellationWindowMinutes = details.CancellationWindowMinutes;
        RescheduleWindowMinutes = details.RescheduleWindowMinutes;
        Seats = details.Seats;
        DailyLimit = details.DailyLimit;
        NeedsApproval = details.NeedsApproval;
        CustomersChooseMember = details.CustomersChooseMember;
        HasWaitlist = details.HasWaitlist;
        PriceMinor = details.PriceMinor;
        Location = details.Location;
        LocationDetails = details.LocationDetails;
        IsActive = details.IsActive;
        Colour = details.Colour;
    }
}

/// <summary>A few colours that can be read on light and on dark screens; app.css says which.</summary>
public enum ServiceColour
{
    Teal,
    Blue,
    Violet,
    Green,
    Rose,
    Amber,
    Slate,
}

public enum ServiceLocation
{
    InPerson,
    Phone,
    Video,
}

/// <summary>What an owner says of a service, cleaned and checked. All times in minutes.</summary>
public sealed record ServiceDetails(string Name, int DurationMinutes)
{
    public string? Description { get; init; }

    public int BufferBeforeMinutes { get; init; }

    public int BufferAfterMinutes { get; init; }

    public int SlotStepMinutes { get; init; } = 30;

    public int MinimumNoticeMinutes { get; init; } = 60;

    public int HorizonDays { get; init; } = 60;

    public int CancellationWindowMinutes { get; init; } = 60;

    public int RescheduleWindowMinutes { get; init; } = 60;

    public int Seats { get; init; } = 1;

    public int? DailyLimit { get; init; }

    public bool NeedsApproval { get; init; }

    public bool CustomersChooseMember { get; init; } = true;

    public bool HasWaitlist { get; init; } = true;

    public long? PriceMinor { get; init; }

    public ServiceLocation Location { get; init; }

    public string? LocationDetails { get; init; }

    public bool IsActive { get; init; } = true;

    public ServiceColour? Colour { get; init; }
}
