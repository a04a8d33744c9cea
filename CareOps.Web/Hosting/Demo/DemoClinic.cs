using CareOps.Core.Bookings;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Onboarding;
using CareOps.Core.Workspaces;

using Microsoft.AspNetCore.Identity;

using NodaTime;

namespace CareOps.Web.Hosting.Demo;

/// <summary>The demo's business: two members, four services, open every day.</summary>
internal sealed record DemoClinic(Workspace Workspace, Caller.Member Owner, Caller.Member Staff, IReadOnlyList<Service> Services)
{
    private const string TimeZone = "Europe/Oslo";

    private static readonly Duration History = Duration.FromDays(28);

    /// <summary>Noah does the massages and the video calls, Mia the rest.</summary>
    public MemberId TeamOf(Service service) => service.Position > 2 ? Staff.Id : Owner.Id;

    public static async Task<DemoClinic> FoundAsync(IServiceProvider services, DemoClock clock, string password)
    {
        clock.Now = clock.RealNow - History;
        var registered = Must(await services.GetRequiredService<RegisterWorkspaceHandler>().HandleAsync(
            new Caller.Visitor(WorkspaceId.None),
            new RegisterWorkspace("Mia Kvam", "owner@demo.example", password, "Riverside Physio", TimeZone),
            CancellationToken.None));
        var workspaces = services.GetRequiredService<WorkspaceQueries>();
        var owner = (await workspaces.MembershipsAsync(registered.AccountId, CancellationToken.None)).Single().Caller;
        await DescribeAsync(services, owner);
        var staff = await HireAsync(services, owner, password);
        await OpenAsync(services, owner, staff);
        await DemoForms.AddAsync(services, owner);
        return new DemoClinic(
            await workspaces.CurrentAsync(owner, CancellationToken.None),
            owner,
            staff,
            await services.GetRequiredService<SlotQueries>().ServicesAsync(owner, CancellationToken.None));
    }

    /// <exception cref="InvalidOperationException">The demo broke a rule of the product.</exception>
    public static T Must<T>(Result<T> result) => result.Required();

    private static async Task DescribeAsync(IServiceProvider services, Caller owner)
    {
        Must(await services.GetRequiredService<ChangeBusinessHandler>().HandleAsync(
            owner,
            new ChangeBusiness(
                "Riverside Physio", "demo", TimeZone, "NOK", "NO", "12 Quay Street, Oslo", "hello@riverside.example", "+4755501200", 30),
            CancellationToken.None));
        Must(await services.GetRequiredService<OpenBusinessHandler>().HandleAsync(owner, new OpenBusiness(true), CancellationToken.None));
        Must(await services.GetRequiredService<SkipTestBookingHandler>().HandleAsync(owner, new SkipTestBooking(), CancellationToken.None));
    }

    private static async Task<Caller.Member> HireAsync(IServiceProvider services, Caller owner, string password)
    {
        var hash = services.GetRequiredService<IPasswordHasher<Account>>()
            .HashPassword(Account.Create(Guid.Empty, string.Empty, string.Empty, string.Empty), password);
        return await services.GetRequiredService<IWriteDoor>().RunAsync(
            owner,
            (db, _) =>
            {
                var account = Account.Create(db.NewId(), "Noah Lind", "staff@demo.example", hash);
                var member = Member.Staff(new MemberId(db.NewId()), db.Workspace, account, Rights.Staff, db.Now);
                db.AddRange(account, member);
                return Task.FromResult(member.AsCaller());
            },
            CancellationToken.None);
    }

    private static async Task OpenAsync(IServiceProvider services, Caller.Member owner, Caller.Member staff)
    {
        const int Hour = 60;
        const int Noon = 12 * Hour;
        IReadOnlyList<OpenInterval> week =
        [
            .. Enumerable.Range(1, 5).SelectMany(static day => new[]
            {
                new OpenInterval((IsoDayOfWeek)day, 8 * Hour, Noon), new OpenInterval((IsoDayOfWeek)day, Noon + 30, 18 * Hour),
            }),
            new OpenInterval(IsoDayOfWeek.Saturday, 9 * Hour, 15 * Hour),
            new OpenInterval(IsoDayOfWeek.Sunday, 10 * Hour, 14 * Hour),
        ];
        var hours = services.GetRequiredService<ChangeHoursHandler>();
        Must(await hours.HandleAsync(owner, new ChangeHours(owner.Id, week), CancellationToken.None));
        Must(await hours.HandleAsync(owner, new ChangeHours(staff.Id, week), CancellationToken.None));

        var first = (await services.GetRequiredService<SlotQueries>().ServicesAsync(owner, CancellationToken.None)).Single();
        var save = services.GetRequiredService<SaveServiceHandler>();
        Must(await save.HandleAsync(owner, Offer(first.Id, "First assessment", 45, 890, "We find out what hurts and plan the way back."), CancellationToken.None));
        Must(await save.HandleAsync(owner, Offer(null, "Follow-up", 30, 590, "Treatment and the next step of your plan."), CancellationToken.None));
        Must(await save.HandleAsync(
            owner,
            Offer(null, "Sports massage", 60, 950, "Deep work on tired legs and backs.") with { Members = [staff.Id] },
            CancellationToken.None));
        Must(await save.HandleAsync(
            owner,
            Offer(null, "Video consultation", 20, 390, "Questions about your exercises, from home.") with
            {
                Location = ServiceLocation.Video,
                Members = [staff.Id],
            },
            CancellationToken.None));
    }

    private static SaveService Offer(Guid? id, string name, int minutes, decimal price, string description) => new(
        id,
        name,
        description,
        minutes,
        BufferBeforeMinutes: 0,
        BufferAfterMinutes: minutes >= 45 ? 15 : 0,
        SlotStepMinutes: 30,
        MinimumNoticeMinutes: 60,
        HorizonDays: 60,
        CancellationWindowMinutes: 120,
        price,
        ServiceLocation.InPerson,
        LocationDetails: null,
        IsActive: true);
}
