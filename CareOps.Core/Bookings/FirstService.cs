using CareOps.Core.Data;
using CareOps.Core.Workspaces;

using NodaTime;

namespace CareOps.Core.Bookings;

/// <summary>What a new workspace can offer at once: one service, weekdays from nine to five, done by the owner.</summary>
public sealed class FirstService : IWorkspaceSetup
{
    private const int Nine = 9 * 60;
    private const int Seventeen = 17 * 60;

    /// <summary>As it is until the owner says otherwise.</summary>
    internal static ServiceDetails Details { get; } = new("Appointment", 30) { Description = "A first meeting to find out what you need." };

    internal static IReadOnlyList<OpenInterval> Hours { get; } =
        [.. Enumerable.Range((int)IsoDayOfWeek.Monday, 5).Select(static day => new OpenInterval((IsoDayOfWeek)day, Nine, Seventeen))];

    public void SetUp(CareOpsDb db, Workspace workspace, Member owner)
    {
        var service = Service.Create(db, Details, "appointment", 1);
        db.AddRange(service, ServiceMember.Of(db, service.Id, owner.Id));
        db.AddRange(Hours.Select(interval => WeeklyHours.Of(db, owner.Id, interval)));
    }
}
