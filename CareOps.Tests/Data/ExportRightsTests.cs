using CareOps.Core.Automation;
using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Forms;
using CareOps.Core.Foundation;
using CareOps.Core.Inventory;
using CareOps.Tests.Support;

namespace CareOps.Tests.Data;

/// <summary>A file holds what a screen shows: it takes the right to see it and the right to take it away.</summary>
public sealed class ExportRightsTests
{
    private static readonly (Right Seen, Func<TestHouse, Caller, Task> Ask)[] Files =
    [
        (Right.ViewContacts, static (house, caller) => house.Get<ContactExportQueries>().AllAsync(caller, CancellationToken.None)),
        (Right.ViewContacts, static (house, caller) => house.Get<ContactExportQueries>().OneAsync(caller, Guid.NewGuid(), CancellationToken.None)),
        (Right.ViewInbox, static (house, caller) => house.Get<AutomationQueries>().LogFileAsync(caller, new RunFilter(), CancellationToken.None)),
        (Right.ViewForms, static (house, caller) => house.Get<FormTrackerQueries>().SheetAsync(caller, Guid.NewGuid(), 1, CancellationToken.None)),
        (Right.ViewInventory, static (house, caller) => house.Get<StockFileQueries>().AllAsync(caller, CancellationToken.None)),
        (Right.ViewInventory, static (house, caller) => house.Get<StockFileQueries>().OrderAsync(caller, Guid.NewGuid(), CancellationToken.None)),
    ];

    [Fact]
    public async Task Seeing_alone_and_exporting_alone_are_refused_and_both_together_are_not()
    {
        await using var house = await TestHouse.StartAsync();
        var owner = (await house.OpenBusinessAsync()).Owner;
        foreach (var (seen, ask) in Files)
        {
            await Assert.ThrowsAsync<AccessDeniedException>(() => ask(house, With(Right.Export)));
            await Assert.ThrowsAsync<AccessDeniedException>(() => ask(house, With(seen)));
            await ask(house, With(seen, Right.Export));
        }

        Caller.Member With(params Right[] rights) => owner with { IsOwner = false, Rights = Rights.Of(rights) };
    }
}
