using System.Text;

using CareOps.Tests.Support;

using Microsoft.Playwright;

using static Microsoft.Playwright.Assertions;

namespace CareOps.Tests.Browser;

/// <summary>An owner brings her contacts along, looks at what would happen first, and takes it back.</summary>
[Collection(nameof(AloneOnTheMachine))]
public sealed class ImportScreenTests(SharedSite shared) : IClassFixture<SharedSite>
{
    [BrowserFact]
    public async Task A_file_is_chosen_looked_through_imported_and_undone()
    {
        var site = await shared.SeededAsync();
        var (page, complaints) = await shared.OpenAsync(isOwner: true);
        await page.GotoAsync(site.Url($"/app/{SeededSite.Slug}/contacts/import"));
        await Expect(page.Locator(".shell[data-live=true]")).ToBeVisibleAsync();

        await page.SetInputFilesAsync("input[type=file]", Workbook);
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("This is a workbook");
        await page.SetInputFilesAsync("input[type=file]", People);

        await Expect(page.GetByLabel("Mobile becomes")).ToHaveValueAsync("phone");
        await Expect(page.GetByText("Lars Moe, lars@example.org, +4722000010")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Can't come in 1" }).ClickAsync();
        await Expect(page.GetByText("“per@” is not a complete email address.")).ToBeVisibleAsync();
        await page.GetByLabel("Mobile becomes").SelectOptionAsync("Leave out");
        await page.GetByRole(AriaRole.Button, new() { Name = "New 1" }).ClickAsync();
        await Expect(page.GetByText("Lars Moe, lars@example.org", new() { Exact = true })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Import 1 contact" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "The import is through" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "New 1" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Lars, Moe, lars@example.org" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo this import" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo it" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "The import was undone" })).ToBeVisibleAsync();
        Assert.Empty(complaints);
        await page.CloseAsync();
    }

    private static FilePayload Workbook => new() { Name = "contacts.xlsx", MimeType = "application/zip", Buffer = "PK\u0003\u0004"u8.ToArray() };

    private static FilePayload People => new()
    {
        Name = "people.csv",
        MimeType = "text/csv",
        Buffer = Encoding.UTF8.GetBytes("First name;Last name;E-mail;Mobile\nLars;Moe;lars@example.org;22 00 00 10\nPer;Vik;per@;"),
    };
}
