using System.Reflection;

using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;
using CareOps.Tests.Support;
using CareOps.Web.Components.Shared;

using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CareOps.Tests.Architecture;

/// <summary>Who may open which members' page: each has to fit the area of its address, and every file is refused to who lacks its right.</summary>
public sealed class PageRightsTests(ServedBusiness served) : IClassFixture<ServedBusiness>
{
    // By the first part of the address below the workspace. A page elsewhere fails until it is listed here.
    private static readonly Dictionary<string, Right[]> Areas = new(StringComparer.Ordinal)
    {
        [""] = [Right.BeMember],
        ["alerts"] = [Right.BeMember], // each sees those of what they may see
        ["automation"] = [Right.ViewInbox, Right.ManageWorkspace, Right.Export],
        ["bookings"] = [Right.ViewBookings],
        ["calendar"] = [Right.ViewBookings, Right.ManageBookings],
        ["contacts"] = [Right.ViewContacts, Right.ManageContacts, Right.Export],
        ["forms"] = [Right.ViewForms, Right.ManageForms, Right.ManageWorkspace, Right.Export],
        ["inbox"] = [Right.ViewInbox, Right.ManageInbox],
        ["inventory"] = [Right.ViewInventory, Right.ManageInventory, Right.Export],
        ["settings"] = [Right.ManageWorkspace, Right.ManageContacts, Right.ManageInbox, Right.ViewBookings],
        ["onboarding"] = [Right.ManageWorkspace],
        ["reports"] = [Right.ViewReports, Right.ManageReports, Right.Export],
    };

    [Fact]
    public void Every_members_page_asks_for_a_right_of_its_own_area()
    {
        var pages = typeof(MemberPage).Assembly.GetTypes()
            .SelectMany(static type => type.GetCustomAttributes<RouteAttribute>(), static (type, route) => (type, route.Template))
            .Where(static page => page.Template.StartsWith("/app/{WorkspaceSlug}", StringComparison.Ordinal)).ToList();

        Assert.True(pages.Count > 20, "The pages were not found.");
        Assert.All(pages, static page =>
        {
            var area = page.Template["/app/{WorkspaceSlug}".Length..].Trim('/').Split('/')[0].Split('.')[0];
            Assert.True(
                Areas.TryGetValue(area, out var rights) && rights.Contains(MemberPage.RightOf(page.type)),
                $"{page.Template} asks for {MemberPage.RightOf(page.type)}, which is not of its area.");
        });
    }

    [Fact]
    public async Task Every_file_is_there_for_owners_and_for_who_has_its_right_and_for_nobody_else()
    {
        var business = await served.House.OpenBusinessAsync("Files");
        using var client = await served.SignInAsync(business);
        (string File, Right Area)[] files =
        [
            ("contacts.csv", Right.ViewContacts), ("inventory.csv", Right.ViewInventory), ("automation/log.csv", Right.ViewInbox),
        ];
        foreach (var right in Enum.GetValues<Right>().Where(static right => right > Right.ManageWorkspace))
        {
            foreach (var (file, area) in files)
            {
                // Exporting takes nobody where they may not look.
                Assert.False(await IsGivenAsync(Rights.Of(right), file), $"{file} is given to {right} alone.");
                Assert.Equal(Rights.Of(right).Has(area), await IsGivenAsync(Rights.Of(right, Right.Export), file));
            }
        }

        async Task<bool> IsGivenAsync(Rights rights, string file)
        {
            await GiveAsync(business, rights);
            using var answer = await client.GetAsync(new Uri($"/app/{business.Slug}/{file}", UriKind.Relative));
            return answer.IsSuccessStatusCode;
        }
    }

    [Fact]
    public void Every_page_for_no_workspace_says_whom_it_is_for()
    {
        Right[] outside = [Right.Anyone, Right.HoldLink, Right.Account];
        var pages = typeof(MemberPage).Assembly.GetTypes().Where(static type =>
            type is { IsAbstract: false, Namespace: "CareOps.Web.Accounts" or "CareOps.Web.Public" } && type.IsSubclassOf(typeof(PageModel))).ToList();

        Assert.All(pages, page => Assert.Contains(page.GetCustomAttribute<RequiresAttribute>()!.Right, outside));
        Assert.All(
            pages.Where(static page => page.GetCustomAttribute<RequiresAttribute>()!.Right == Right.Account),
            static page => Assert.NotNull(page.GetCustomAttribute<Microsoft.AspNetCore.Authorization.AuthorizeAttribute>(inherit: true)));
    }

    private Task GiveAsync(TestBusiness business, Rights rights) => served.House.Get<IWriteDoor>().RunAsync(
        business.Owner,
        async (db, token) =>
        {
            (await db.Members().AsTracking().SingleAsync(row => row.AccountId == business.AccountId, token)).Become(MemberRole.Staff, rights);
            return Done.It;
        },
        default);
}
