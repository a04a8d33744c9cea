using CareOps.Core.Bookings;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using NodaTime;

namespace CareOps.Tests.Support;

/// <summary>What an owner sets up before customers come, where a test needs more than the first service.</summary>
internal static class Preparations
{
    private const int Nine = 9 * 60;
    private const int Seventeen = 17 * 60;

    /// <summary>The first service, as it is saved again with something changed.</summary>
    public static SaveService FirstService(this TestBusiness business) => new(
        business.Service.Id, "Appointment", null, 30, 0, 0, 30, 60, 60, 60, null, ServiceLocation.InPerson, null, IsActive: true);

    public static async Task SaveAsync(this TestBusiness business, SaveService service) =>
        (await business.House.Get<SaveServiceHandler>().HandleAsync(business.Owner, service, CancellationToken.None)).Required();

    /// <summary>A second person with the same hours, who does the first service, too.</summary>
    public static async Task<MemberId> HireAsync(this TestBusiness business, string name)
    {
        var member = await business.House.Get<IWriteDoor>().RunAsync(
            business.Owner,
            (db, _) =>
            {
                var account = Account.Create(db.NewId(), name, $"{db.NewId():N}@example.org", "none");
                var staff = Member.Staff(new MemberId(db.NewId()), db.Workspace, account, Rights.Staff, db.Now);
                db.AddRange(account, staff);
                return Task.FromResult(staff.Id);
            },
            CancellationToken.None);
        var week = Enumerable.Range((int)IsoDayOfWeek.Monday, 5)
            .Select(static day => new OpenInterval((IsoDayOfWeek)day, Nine, Seventeen)).ToList();
        (await business.House.Get<ChangeHoursHandler>().HandleAsync(
            business.Owner, new ChangeHours(member, week), CancellationToken.None)).Required();
        await business.SaveAsync(business.FirstService() with { Members = [business.Owner.Id, member] });
        return member;
    }

    /// <summary>Open on one day from nine until a minute of the day; closed where that is nine.</summary>
    public static async Task OpenUntilAsync(this TestBusiness business, LocalDate day, int minute) =>
        (await business.House.Get<SetDayHoursHandler>().HandleAsync(
            business.Owner,
            new SetDayHours(business.Owner.Id, day, minute == Nine ? [] : [new DayInterval(Nine, minute)]),
            CancellationToken.None)).Required();
}
