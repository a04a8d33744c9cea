using CareOps.Core.Data;
using CareOps.Core.Workspaces;

using NodaTime;

namespace CareOps.Core.Bookings;

/// <summary>What a new workspace can offer at once: one service, weekdays from nine to five, done by the owner.</summary>
public sealed class FirstService : IWorkspaceSetup
{
    private const int Nine = 9 * 60;
    private const int Seventeen = 17 * 60;

    public void SetUp(CareOpsDb db, Workspace workspace, Member owner)
    {
        var details = new ServiceDetails("Appointment", 30) { Description = "A first meeting to find out what you need." };
        var service = Service.Create(db, details, "appointment", 1);
        db.AddRange(service, ServiceMember.Of(db, service.Id, owner.Id));
        for (var day = IsoDayOfWeek.Monday; day <= IsoDayOfWeek.Friday; day++)
        {
            db.Add(WeeklyHours.Of(db, owner.Id, new OpenInterval(day, Nine, Seventeen)));
        }
    }
}
