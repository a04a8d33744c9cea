using CareOps.Core.Data;
using CareOps.Core.Foundation;

using NodaTime;

namespace CareOps.Core.Bookings;

/// <summary>A customer's appointments that repeat: what was wished for when they were made. Each of its bookings lives its own life.</summary>
public sealed class BookingSeries : IWorkspaceOwned
{
    public const int MaxCount = 52;
    public const int MaxEveryDays = 91;

    private BookingSeries()
    {
    }

    public Guid Id { get; private set; }

    public WorkspaceId WorkspaceId { get; private set; }

    public Guid ServiceId { get; private set; }

    public Guid ContactId { get; private set; }

    /// <summary>Days from one to the next: 7 for weekly.</summary>
    public int EveryDays { get; private set; }

    /// <summary>How many bookings were made.</summary>
    public int Count { get; private set; }

    public MemberId CreatedBy { get; private set; }

    public Instant CreatedAt { get; private set; }

    public static BookingSeries Of(CareOpsDb db, Guid serviceId, Guid contactId, int everyDays, int count, MemberId by) => new()
    {
        Id = db.NewId(),
        WorkspaceId = db.Workspace,
        ServiceId = serviceId,
        ContactId = contactId,
        EveryDays = everyDays,
        Count = count,
        CreatedBy = by,
        CreatedAt = db.Now,
    };
}
