using CareOps.Core.Bookings;
using CareOps.Core.Foundation;
using CareOps.Core.Onboarding;
using CareOps.Core.Workspaces;
using CareOps.Tests.Support;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Tests.Onboarding;

/// <summary>A business that was just registered, with what its owner does in the set-up.</summary>
internal sealed class NewBusiness
{
    private NewBusiness(TestHouse house, RegisteredWorkspace registered, Caller.Member owner)
    {
        House = house;
        Owner = owner;
        AccountId = registered.AccountId;
        Slug = registered.Slug;
    }

    public TestHouse House { get; }

    public Caller.Member Owner { get; }

    public Guid AccountId { get; }

    public string Slug { get; }

    public WorkspaceId Id => Owner.Workspace;

    public static async Task<NewBusiness> RegisterAsync(TestHouse house, string name = "Riverside Physio", string timeZone = "Europe/Dublin")
    {
        var registered = (await house.Get<RegisterWorkspaceHandler>().HandleAsync(
            new Caller.Visitor(WorkspaceId.None),
            new RegisterWorkspace("Mia Kvam", $"mia-{Guid.NewGuid():N}@example.org", "correct horse", name, timeZone),
            CancellationToken.None)).Required();
        var owner = (await house.Get<WorkspaceQueries>().MembershipsAsync(registered.AccountId, CancellationToken.None)).Single().Caller;
        return new NewBusiness(house, registered, owner);
    }

    public async Task<ChosenIndustry> ChooseAsync(string trade) =>
        (await House.Get<ChooseIndustryHandler>().HandleAsync(Owner, new ChooseIndustry(trade), CancellationToken.None)).Required();

    public Task<SetupState> StateAsync() => House.Get<SetupQueries>().LoadAsync(Owner, CancellationToken.None);

    public Task<Result<Done>> ActivateAsync() =>
        House.Get<ActivateBusinessHandler>().HandleAsync(Owner, new ActivateBusiness(), CancellationToken.None);

    public Task<List<Service>> ServicesAsync() => House.ReadAsync(Id, static db => db.Services().OrderBy(row => row.Position).ToListAsync());

    /// <summary>Books as a visitor of the public page, or as the owner who previews it.</summary>
    public Task<Result<BookedSlot>> BookAsync(Guid service, LocalDateTime start, bool asOwner) => House.Get<BookSlotHandler>().HandleAsync(
        asOwner ? Owner : new Caller.Visitor(Id),
        new BookSlot(service, start, "Anna Berg", "anna@example.org", null, null, Guid.NewGuid()),
        CancellationToken.None);
}
