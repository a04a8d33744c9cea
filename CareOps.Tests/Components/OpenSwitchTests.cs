using Bunit;

using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;
using CareOps.Tests.Support;
using CareOps.Web.Components.Layout;
using CareOps.Web.Components.Settings;

using Microsoft.Extensions.DependencyInjection;

namespace CareOps.Tests.Components;

public sealed class OpenSwitchTests : BunitContext
{
    [Fact]
    public async Task The_switch_closes_and_opens_the_business()
    {
        await using var house = await TestHouse.StartAsync();
        var business = await house.OpenBusinessAsync();

        var shown = await ShowAsync(house, business, business.Owner);

        await shown.Find("input[role=switch]").ChangeAsync(new() { Value = false });
        Assert.False((await WorkspaceAsync(house, business)).IsOpen);

        await shown.Find("input[role=switch]").ChangeAsync(new() { Value = true });
        Assert.True((await WorkspaceAsync(house, business)).IsOpen);
    }

    [Fact]
    public async Task It_shows_whether_the_pages_answer_and_where_they_are()
    {
        await using var house = await TestHouse.StartAsync();
        var business = await house.OpenBusinessAsync();

        var shown = await ShowAsync(house, business, business.Owner);

        Assert.True(shown.Find("input").HasAttribute("checked"));
        Assert.StartsWith("Customers can book", shown.Find("#open-about").TextContent.Trim(), StringComparison.Ordinal);
        Assert.Equal(
            ["http://localhost:5080/book/riverside-physio", "http://localhost:5080/contact/riverside-physio"],
            shown.FindAll("[data-copy]").Select(static button => button.GetAttribute("data-copy")));
    }

    [Fact]
    public async Task One_who_is_no_owner_any_more_is_told_so_and_changes_nothing()
    {
        await using var house = await TestHouse.StartAsync();
        var business = await house.OpenBusinessAsync();
        var shown = await ShowAsync(house, business, business.Owner with { IsOwner = false });

        await shown.Find("input[role=switch]").ChangeAsync(new() { Value = false });

        Assert.Equal(Error.Forbidden.Message, shown.Find("[role=alert]").TextContent.Trim());
        Assert.True((await WorkspaceAsync(house, business)).IsOpen);
    }

    private static Task<Workspace> WorkspaceAsync(TestHouse house, TestBusiness business) =>
        house.Get<WorkspaceQueries>().CurrentAsync(business.Owner, CancellationToken.None);

    private async Task<IRenderedComponent<OpenSwitch>> ShowAsync(TestHouse house, TestBusiness business, Caller.Member caller)
    {
        var workspace = await WorkspaceAsync(house, business);
        Services.AddSingleton(house.Get<OpenBusinessHandler>());
        Services.AddSingleton(house.Get<PublicAddress>());
        return Render<OpenSwitch>(parameters => parameters
            .AddCascadingValue(new MemberContext(caller, workspace, []))
            .Add(static each => each.Business, workspace));
    }
}
