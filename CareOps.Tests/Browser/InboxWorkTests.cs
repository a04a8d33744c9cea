using CareOps.Tests.Support;

using Microsoft.Playwright;

using static Microsoft.Playwright.Assertions;

namespace CareOps.Tests.Browser;

/// <summary>Two members in one conversation of a real server that is killed under them.</summary>
[Collection(nameof(AloneOnTheMachine))]
public sealed class InboxWorkTests
{
    private const string Password = "correct horse";

    [BrowserFact]
    public async Task What_was_typed_is_back_after_a_kill_on_another_computer_and_gone_when_it_is_sent()
    {
        var folder = Directory.CreateTempSubdirectory("careops-draft-").FullName;
        var (code, output) = await AppProcess.RunAsync(folder, null, "demo", "--password", Password);
        Assert.True(code == 0, output);
        string conversation;
        await using (var app = await AppProcess.StartAsync(folder))
        {
            var mia = await SignInAsync(app, "owner@demo.example");
            await ShowAsync(mia, app, "/app/demo/inbox");
            await mia.Locator("a.conversation").Nth(1).ClickAsync();
            await Reply(mia).FillAsync("Yes, there is a lift, and");
            await mia.GetByRole(AriaRole.Button, new() { Name = "Note", Exact = true }).ClickAsync();
            await mia.GetByRole(AriaRole.Textbox, new() { Name = "Note" }).FillAsync("Ask about the stairs");
            await Expect(mia.Locator("a.conversation[aria-current] .row-draft")).ToBeVisibleAsync();
            conversation = new Uri(mia.Url).AbsolutePath;
            await mia.GetByRole(AriaRole.Button, new() { Name = "Reply", Exact = true }).ClickAsync();

            // Left, and saved all the same.
            await Reply(mia).FillAsync("Yes, there is a lift, and a ramp.");
            await mia.Locator("a.conversation").Nth(2).ClickAsync();
            await Expect(Reply(mia)).ToHaveValueAsync(string.Empty);
            await SavedAsync(folder, "Yes, there is a lift, and a ramp.");
            await app.KillAsync();
        }

        await using var again = await AppProcess.StartAsync(folder);
        var phone = await SignInAsync(again, "owner@demo.example");
        await ShowAsync(phone, again, conversation);
        await Expect(Reply(phone)).ToHaveValueAsync("Yes, there is a lift, and a ramp.");
        await phone.GetByRole(AriaRole.Button, new() { Name = "Note", Exact = true }).ClickAsync();
        await Expect(phone.GetByRole(AriaRole.Textbox, new() { Name = "Note" })).ToHaveValueAsync("Ask about the stairs");
        await phone.GetByRole(AriaRole.Button, new() { Name = "Reply", Exact = true }).ClickAsync();
        await phone.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true }).ClickAsync();
        await Expect(phone.Locator(".message.out").Last).ToContainTextAsync("and a ramp.");
        await phone.ReloadAsync();
        await Expect(phone.Locator(".shell[data-live=true]")).ToBeVisibleAsync();
        await phone.GetByRole(AriaRole.Button, new() { Name = "Reply", Exact = true }).ClickAsync();
        await Expect(Reply(phone)).ToHaveValueAsync(string.Empty);
    }

    [BrowserFact]
    public async Task Two_members_see_each_other_a_mention_and_what_is_scheduled()
    {
        var folder = Directory.CreateTempSubdirectory("careops-presence-").FullName;
        var (code, output) = await AppProcess.RunAsync(folder, null, "demo", "--password", Password);
        Assert.True(code == 0, output);
        await using var app = await AppProcess.StartAsync(folder);
        var (mia, noah) = (await SignInAsync(app, "owner@demo.example"), await SignInAsync(app, "staff@demo.example"));
        await ShowAsync(mia, app, "/app/demo/inbox");
        await mia.Locator("a.conversation").Nth(1).ClickAsync();
        await Expect(Reply(mia)).ToBeVisibleAsync();
        await ShowAsync(noah, app, new Uri(mia.Url).AbsolutePath);

        await Expect(mia.Locator(".presence")).ToHaveTextAsync("Noah is viewing");
        await Reply(noah).PressSequentiallyAsync("We ");
        await Expect(mia.Locator(".presence")).ToHaveTextAsync("Noah is typing…");
        await Expect(mia.Locator(".presence")).ToHaveTextAsync("Noah is viewing");
        await noah.CloseAsync();
        await Expect(mia.Locator(".presence")).ToHaveCountAsync(0);

        await Reply(mia).FillAsync("The lift is to the left of the door.");
        await mia.Locator(".composer .send-later summary").ClickAsync();
        await mia.GetByRole(AriaRole.Button, new() { NameRegex = new("^Tomorrow morning") }).ClickAsync();
        await Expect(mia.Locator(".message.scheduled")).ToContainTextAsync("Goes out on");
        await mia.GetByRole(AriaRole.Button, new() { Name = "Cancel", Exact = true }).ClickAsync();
        await Expect(Reply(mia)).ToHaveValueAsync("The lift is to the left of the door.");
        await Expect(mia.Locator(".message.scheduled")).ToHaveCountAsync(0);

        await mia.GetByRole(AriaRole.Button, new() { Name = "Note", Exact = true }).ClickAsync();
        await mia.GetByRole(AriaRole.Textbox, new() { Name = "Note" }).PressSequentiallyAsync("See this, @no");
        await mia.GetByRole(AriaRole.Listbox, new() { Name = "Members" }).GetByRole(AriaRole.Option).ClickAsync();
        await mia.GetByRole(AriaRole.Button, new() { Name = "Add note" }).ClickAsync();
        await Expect(mia.Locator(".mention")).ToHaveTextAsync("@Noah Lind");

        var back = await SignInAsync(app, "staff@demo.example");
        await ShowAsync(back, app, "/app/demo/inbox?filter=mentions");
        await Expect(back.Locator("a.conversation")).ToHaveCountAsync(1);
        await Expect(back.Locator(".list-state .count")).ToContainTextAsync("@1");
        await back.Locator("a.conversation").ClickAsync();
        await Expect(back.Locator(".list-state .count")).ToHaveCountAsync(0);
    }

    private static ILocator Reply(IPage page) => page.GetByRole(AriaRole.Textbox, new() { Name = "Reply" });

    private static async Task<IPage> SignInAsync(AppProcess app, string email)
    {
        var page = await Support.Browser.NewPageAsync(1440, 900);
        await page.GotoAsync(new Uri(app.Address, "/account/login").AbsoluteUri);
        await page.GetByLabel("Email").FillAsync(email);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Today", Level = 1 })).ToBeVisibleAsync();
        return page;
    }

    private static async Task ShowAsync(IPage page, AppProcess app, string path)
    {
        await page.GotoAsync(new Uri(app.Address, path).AbsoluteUri);
        await Expect(page.Locator(".shell[data-live=true]")).ToBeVisibleAsync();
    }

    // Read past the program: what is on the disk is what a kill leaves.
    private static Task SavedAsync(string folder, string text) => Eventually.TrueAsync(
        async () =>
        {
            await using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(folder, "careops.db")};Mode=ReadOnly");
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "SELECT count(*) FROM \"Drafts\" WHERE \"Reply\" = $text";
            command.Parameters.AddWithValue("$text", text);
            return (long)(await command.ExecuteScalarAsync())! == 1;
        },
        TimeSpan.FromSeconds(5),
        "the draft to be saved");
}
