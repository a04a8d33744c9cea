using CareOps.Core.Foundation;
using CareOps.Core.Members;
using CareOps.Core.Workspaces;
using CareOps.Tests.Support;

using Microsoft.Playwright;

using static Microsoft.Playwright.Assertions;

namespace CareOps.Tests.Browser;

/// <summary>What needs a browser of accounts and members: passkeys, and an open screen whose member is removed.</summary>
[Collection(nameof(AloneOnTheMachine))]
public sealed class PasskeyTests(SharedSite shared) : IClassFixture<SharedSite>
{
    [BrowserFact]
    public async Task A_passkey_is_added_signs_in_and_is_taken_away()
    {
        await shared.SeededAsync();
        var (page, complaints) = await shared.OpenAsync(isOwner: false);
        await page.GotoAsync(await UrlAsync("/account/login"));
        await page.GetByLabel("Email").FillAsync(SeededSite.Email);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(SeededSite.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Today", Level = 1 })).ToBeVisibleAsync();
        var client = await page.Context.NewCDPSessionAsync(page);
        await client.SendAsync("WebAuthn.enable");
        await client.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        });
        await page.GotoAsync(await UrlAsync("/account/passkeys"));
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Work laptop");
        await page.GetByLabel("Current password").FillAsync("wrong");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add passkey" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("not your current password");
        await page.GetByLabel("Current password").FillAsync(SeededSite.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Add passkey" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Remove Work laptop" })).ToBeVisibleAsync();

        await page.GotoAsync(await UrlAsync("/account/logout"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Use a passkey" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Today", Level = 1 })).ToBeVisibleAsync();

        await page.GotoAsync(await UrlAsync("/account/passkeys"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove Work laptop" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Remove Work laptop" })).ToHaveCountAsync(0);
        await page.GotoAsync(await UrlAsync("/account/logout"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Use a passkey" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("doesn't sign anybody in");

        Assert.DoesNotContain(complaints, static complaint => complaint.Contains("policy", StringComparison.OrdinalIgnoreCase));
        await page.CloseAsync();
    }

    [BrowserFact]
    public async Task An_open_screen_follows_the_rights_of_its_member_and_closes_when_they_are_removed()
    {
        var site = await shared.SeededAsync();
        var server = site.Server;
        var invitation = (await server.Get<InviteMemberHandler>().HandleAsync(
            site.Owner, new InviteMember("eva@riverside.example", MemberRole.Staff, Rights.Staff), default)).Required();
        var token = (await server.Get<MakeInvitationLinkHandler>().HandleAsync(site.Owner, new MakeInvitationLink(invitation.Id), default)).Required();
        var (page, _) = await shared.OpenAsync(isOwner: false);
        await page.GotoAsync(site.Url($"/account/invitation/{token}"));
        await page.GetByLabel("Your name").FillAsync("Eva Holm");
        await page.GetByLabel("Choose a password").FillAsync(SeededSite.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Join Riverside Physio" }).ClickAsync();
        var inbox = page.GetByRole(AriaRole.Navigation, new() { Name = "Main" }).First.GetByRole(AriaRole.Link, new() { Name = "Inbox" });
        await Expect(inbox).ToBeVisibleAsync();
        var eva = (await server.Get<MemberQueries>().AllAsync(site.Owner, default)).Single(static row => row.Name == "Eva Holm");

        (await server.Get<ChangeMemberHandler>().HandleAsync(
            site.Owner, new ChangeMember(eva.Id, MemberRole.Staff, Rights.Of(Right.ViewContacts)), default)).Required();
        await Expect(inbox).ToHaveCountAsync(0);
        (await server.Get<RemoveMemberHandler>().HandleAsync(site.Owner, new RemoveMember(eva.Id, null), default)).Required();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Page not found" })).ToBeVisibleAsync();
        await page.CloseAsync();
    }

    // Browsers give passkeys to names only, never to an address of four numbers.
    private async Task<string> UrlAsync(string path) =>
        new UriBuilder((await shared.SeededAsync()).Url(path)) { Host = "localhost" }.Uri.AbsoluteUri;
}
