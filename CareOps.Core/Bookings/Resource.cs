using CareOps.Core.Data;
using CareOps.Core.Foundation;

using NodaTime;

namespace CareOps.Core.Bookings;

/// <summary>A room, a chair or a device that only one appointment at a time can use.</summary>
public sealed class Resource : ILive, IPartOfSchedule
{
    public const int MaxNameLength = 80;

    private Resource()
    {
    }

    public Guid Id { get; private set; }

    public WorkspaceId WorkspaceId { get; private set; }

    public string Name { get; private set; } = string.Empty;

    /// <summary>A resource that is out of use can't be given to a booking; its future bookings keep it.</summary>
    public bool IsActive { get; private set; }

    public int Position { get; private set; }

    public Instant CreatedAt { get; private set; }

    public LiveSubject LiveSubject => new(nameof(Resource), Id);

    public static Resource Create(CareOpsDb db, string name, int position) => new()
    {
        Id = db.NewId(),
        WorkspaceId = db.Workspace,
        Name = name,
        IsActive = true,
        Position = position,
        CreatedAt = db.Now,
    };

    public void Change(string name, bool isActive)
    {
        Name = name;
        IsActive = isActive;
    }
}

/// <summary>
/// One way to meet a need of a service: those with the same <see cref="Need"/> are alternatives, each need takes one of its own.
/// "Room 1 or room 2, and the laser" is three rows of two needs.
/// </summary>
public sealed class ServiceResource : IPartOfSchedule
{
    public const int MaxNeeds = 5;

    private ServiceResource()
    {
    }

    public WorkspaceId WorkspaceId { get; private set; }

    public Guid ServiceId { get; private set; }

    /// <summary>1, 2, …</summary>
    public int Need { get; private set; }

    public Guid ResourceId { get; private set; }

    public static ServiceResource Of(CareOpsDb db, Guid serviceId, int need, Guid resourceId) => new()
    {
        WorkspaceId = db.Workspace,
        ServiceId = serviceId,
        Need = need,
        ResourceId = resourceId,
    };
}
