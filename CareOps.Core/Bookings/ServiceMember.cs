using CareOps.Core.Data;
using CareOps.Core.Foundation;

namespace CareOps.Core.Bookings;

/// <summary>A member who does a service.</summary>
public sealed class ServiceMember : IPartOfSchedule
{
    private ServiceMember()
    {
    }

    public WorkspaceId WorkspaceId { get; private set; }

    public Guid ServiceId { get; private set; }

    public MemberId MemberId { get; private set; }

    public static ServiceMember Of(CareOpsDb db, Guid serviceId, MemberId member) => new()
    {
        WorkspaceId = db.Workspace,
        ServiceId = serviceId,
        MemberId = member,
    };
}
