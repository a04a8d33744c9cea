using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Forms;
using CareOps.Core.Foundation;
using CareOps.Core.Inbox;
using CareOps.Core.Members;
using CareOps.Core.Messaging;
using CareOps.Core.Workspaces;
using CareOps.Tests.Support;

using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

using NodaTime;

using static Microsoft.Playwright.Assertions;

namespace CareOps.Tests.Browser;

/// <summary>The inbox as members have it before them: one, or two at the same conversation.</summary>
[Collection(nameof(AloneOnTheMachine))]
public sealed class InboxScreenTests(SharedSite shared) : IClassFixture<SharedSite>
{
    [BrowserFact]
    public async Task The_contacts_forms_and_the_notes_stand_in_the_panel_and_a_note_leads_to_its_place()
    {
        var site = await shared.SeededAsync();
        var id = (await site.Server.Get<InboxQueries>().ConversationOfAsync(site.Owner, site.OtherContactId, default))!.Value;
        await NoteAsync(site, id, "Comes by bicycle.");
        for (var number = 1; number <= 60; number++)
        {
            (await site.Server.Get<ReplyToConversationHandler>().HandleAsync(
                site.Owner, new ReplyToConversation(id, Guid.CreateVersion7(), Channel.Email, $"Line {number}"), default)).Required();
        }

        var page = await ShowAsync(site, $"inbox/{id}");
        var panel = page.GetByRole(AriaRole.Complementary, new() { Name = "Contact", Exact = true });
        await Expect(panel.GetByRole(AriaRole.Link, new() { NameRegex = new("^Before your first visit") })).ToContainTextAsync("Pending");
        await Expect(panel.GetByRole(AriaRole.Link, new() { Name = "All forms" })).ToHaveAttributeAsync("href", new System.Text.RegularExpressions.Regex("contact=", default, TimeSpan.FromSeconds(1)));
        var note = panel.GetByRole(AriaRole.Button, new() { NameRegex = new("Comes by bicycle") });
        await Expect(note).ToContainTextAsync("Mia ·");
        await Expect(page.Locator(".message.note")).ToHaveCountAsync(0);

        await note.ClickAsync();
        await Expect(page.Locator(".message.note")).ToBeFocusedAsync();
        await Expect(page.Locator(".message.note")).ToBeInViewportAsync();

        // Live: what others do while it is shown.
        await NoteAsync(site, id, "Rang twice.");
        await Expect(panel.GetByRole(AriaRole.Button, new() { NameRegex = new("Rang twice") })).ToBeVisibleAsync();
        (await site.Server.Get<WithdrawFormHandler>().HandleAsync(site.Owner, new WithdrawForm(site.Forms.Paper), default)).Required();
        await Expect(panel.Locator($"a[href$='{site.Forms.Paper}']")).ToContainTextAsync("Withdrawn");
        await page.CloseAsync();
    }

    [BrowserFact]
    public async Task Who_may_not_see_forms_sees_none_in_the_panel()
    {
        var site = await shared.SeededAsync();
        var id = (await site.Server.Get<InboxQueries>().ConversationOfAsync(site.Owner, site.OtherContactId, default))!.Value;
        var page = await SignInAsync(site, "Ida Vik", Rights.Of(Right.ViewInbox));
        await ShowAsync(page, site, $"inbox/{id}");

        var panel = page.GetByRole(AriaRole.Complementary, new() { Name = "Contact", Exact = true });
        await Expect(panel.GetByRole(AriaRole.Heading, new() { Name = "Notes" })).ToBeVisibleAsync();
        await Expect(panel.GetByRole(AriaRole.Heading, new() { Name = "Forms" })).ToHaveCountAsync(0);
        await page.CloseAsync();
    }

    [BrowserFact]
    public async Task A_saved_reply_is_chosen_by_keys_and_replaces_only_the_word_that_asks_for_it()
    {
        var site = await shared.SeededAsync();
        foreach (var (word, body) in ((string, string)[])[("parking", "There is parking behind the house."), ("payment", "You can pay by card.")])
        {
            (await site.Server.Get<SaveSavedReplyHandler>().HandleAsync(site.Owner, new SaveSavedReply(null, word, body), default)).Required();
        }

        var page = await ShowAsync(site, $"inbox/{await AskedAsync(site, "Per Lie")}");
        var (box, list) = (Reply(page), page.GetByRole(AriaRole.Listbox, new() { Name = "Saved replies" }));
        var chosen = list.GetByRole(AriaRole.Option, new() { Selected = true });
        await box.PressSequentiallyAsync("Hello Per, and/or /p");
        await Expect(list.GetByRole(AriaRole.Option)).ToHaveCountAsync(2);
        await Expect(chosen).ToContainTextAsync("/parking");
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(chosen).ToContainTextAsync("/payment");
        await Expect(box).ToHaveAttributeAsync("aria-activedescendant", (await chosen.GetAttributeAsync("id"))!);
        await page.Keyboard.PressAsync("Escape");
        await Expect(list).ToBeHiddenAsync();
        await Expect(box).ToBeFocusedAsync();

        // Another word, in the middle of what is written.
        await box.FillAsync("Hello Per. See you!");
        await box.EvaluateAsync("area => area.setSelectionRange(10, 10)");
        await box.PressSequentiallyAsync(" /pa");
        await Expect(chosen).ToContainTextAsync("/parking");
        await page.Keyboard.PressAsync("ArrowUp");
        await page.Keyboard.PressAsync("Enter");
        await Expect(box).ToHaveValueAsync("Hello Per. You can pay by card. See you!");
        await Expect(list).ToHaveCountAsync(0);
        await page.Keyboard.TypeAsync(" /parking ");
        await Expect(box).ToHaveValueAsync("Hello Per. You can pay by card. There is parking behind the house.  See you!");
        await page.CloseAsync();
    }

    [BrowserFact]
    public async Task Of_two_who_answer_at_the_same_moment_the_second_is_asked_first_and_both_see_both()
    {
        var site = await shared.SeededAsync();
        var id = await AskedAsync(site, "Eva Moen");
        var (mia, noah) = (await ShowAsync(site, $"inbox/{id}"), await SignInAsync(site, "Noah Lind", Rights.Staff));
        await ShowAsync(noah, site, $"inbox/{id}");
        await Reply(mia).FillAsync("From Mia.");
        await Reply(noah).FillAsync("From Noah.");

        // What is answered in the very moment of the question would count as seen.
        shared.Clock.Advance(NodaTime.Duration.FromSeconds(1));
        await Task.WhenAll(Send(mia).ClickAsync(), Send(noah).ClickAsync());

        var (miasAlert, noahsAlert) = (mia.Locator("#composer-error"), noah.Locator("#composer-error"));
        await Expect(miasAlert.Or(mia.Locator(".message.out").First).First).ToBeVisibleAsync();
        await Expect(noahsAlert.Or(noah.Locator(".message.out").First).First).ToBeVisibleAsync();
        await Eventually.TrueAsync(
            async () => await miasAlert.CountAsync() + await noahsAlert.CountAsync() == 1, TimeSpan.FromSeconds(5), "one of the two to be asked");
        var (asked, text) = await miasAlert.CountAsync() == 1 ? (mia, "From Mia.") : (noah, "From Noah.");
        await Expect(asked.Locator("#composer-error")).ToContainTextAsync("answered while you were writing");
        await Expect(Reply(asked)).ToHaveValueAsync(text);
        await Expect(asked.Locator(".message.out")).ToHaveCountAsync(1);

        await Send(asked).ClickAsync();
        foreach (var page in (IPage[])[mia, noah])
        {
            await Expect(page.Locator(".message.out")).ToHaveCountAsync(2);
            await Expect(page.Locator(".message.out").Filter(new() { HasText = "From Mia." })).ToBeVisibleAsync();
            await Expect(page.Locator(".message.out").Filter(new() { HasText = "From Noah." })).ToBeVisibleAsync();
            await Expect(Reply(page)).ToHaveValueAsync(string.Empty);
            await page.CloseAsync();
        }
    }

    [BrowserFact]
    public async Task On_a_phone_the_list_leads_to_the_thread_and_back()
    {
        var site = await shared.SeededAsync();
        var page = await ShowAsync(site, "inbox", 390, 844);
        var (list, thread) = (page.GetByRole(AriaRole.Region, new() { Name = "Conversation list" }), page.Locator(".thread"));
        await Expect(thread).ToBeHiddenAsync();

        await page.Locator("a.conversation").Filter(new() { HasText = "Jon Dahl" }).ClickAsync();
        await Expect(thread.GetByRole(AriaRole.Heading, new() { Name = "Jon Dahl" })).ToBeVisibleAsync();
        await Expect(list).ToBeHiddenAsync();
        await Expect(Reply(page)).ToBeInViewportAsync();

        await thread.GetByRole(AriaRole.Button, new() { Name = "Details" }).ClickAsync();
        var panel = page.GetByRole(AriaRole.Complementary, new() { Name = "Contact", Exact = true });
        await Expect(panel.GetByRole(AriaRole.Heading, new() { Name = "Notes" })).ToBeVisibleAsync();
        await panel.GetByRole(AriaRole.Button, new() { Name = "Conversation" }).ClickAsync();
        await Expect(panel).ToBeHiddenAsync();

        await thread.GetByRole(AriaRole.Link, new() { Name = "Back to conversations" }).ClickAsync();
        await Expect(list).ToBeVisibleAsync();
        await Expect(thread).ToBeHiddenAsync();
        await page.CloseAsync();
    }

    [BrowserFact]
    public async Task Assigning_snoozing_and_resolving_act_and_show_live_at_the_others()
    {
        var site = await shared.SeededAsync();
        var id = await AskedAsync(site, "Kari Vold");
        var (mia, other) = (await ShowAsync(site, $"inbox/{id}"), await ShowAsync(site, "inbox"));
        var row = other.Locator("a.conversation").Filter(new() { HasText = "Kari Vold" });
        var mine = other.GetByRole(AriaRole.Button, new() { NameRegex = new("^Mine") });
        await Expect(row).ToBeVisibleAsync();
        await Expect(mine).ToContainTextAsync("0");

        await mia.Keyboard.PressAsync("Alt+a");
        await Expect(mia.Locator(".thread-head")).ToContainTextAsync("Me");
        await Expect(mine).ToContainTextAsync("1");

        await mia.GetByLabel("Snooze", new() { Exact = true }).ClickAsync();
        await mia.GetByRole(AriaRole.Button, new() { NameRegex = new("^Tomorrow") }).ClickAsync();
        await Expect(mia.Locator(".pause-banner")).ToContainTextAsync("Snoozed until");
        await Expect(row).ToHaveCountAsync(0);
        await mia.GetByRole(AriaRole.Button, new() { Name = "Reopen" }).ClickAsync();
        await Expect(row).ToBeVisibleAsync();
        await Expect(mia.Locator(".pause-banner")).ToHaveCountAsync(0);

        await mia.Keyboard.PressAsync("Alt+e");
        await Expect(row).ToHaveCountAsync(0);
        await other.GotoAsync(site.Url($"/app/{SeededSite.Slug}/inbox?filter=resolved"));
        await Expect(row).ToBeVisibleAsync();
        await mia.CloseAsync();
        await other.CloseAsync();
    }

    [BrowserFact]
    public async Task A_list_of_hundreds_is_drawn_in_parts_and_still_reached_by_keys()
    {
        await using var server = new TestServer(clock: new FakeClock());
        var site = await SeededSite.SeedAsync(server);
        await FillAsync(site, 600);
        var page = await SignInAsync(site, "Noah Lind", Rights.Staff);
        await ShowAsync(page, site, "inbox");
        var (list, rows) = (page.GetByRole(AriaRole.Region, new() { Name = "Conversation list" }), page.Locator("a.conversation"));
        await rows.Nth(20).ClickAsync();
        var current = page.Locator("a.conversation[aria-current]");
        await Expect(current).ToHaveCountAsync(1);
        var opened = await current.Locator(".conversation-name").InnerTextAsync();
        await Expect(page.Locator("li[aria-posinset='50']")).ToHaveAttributeAsync("aria-setsize", "-1");

        // Where the keyboard is before the list is long, it stays.
        var reached = page.Locator("li[aria-posinset='120'] > a");
        await ScrollUntilAsync(list, async () => await reached.CountAsync() == 1);
        await reached.FocusAsync();
        await ScrollUntilAsync(list, async () => await page.Locator("[data-more]").CountAsync() == 0);
        await Expect(reached).ToBeFocusedAsync();
        await Expect(page.Locator("li[aria-posinset='600']")).ToBeInViewportAsync();
        await Expect(page.Locator("li[aria-setsize='-1']")).ToHaveCountAsync(0);
        Assert.InRange(await rows.CountAsync(), 100, 260);

        // What is not drawn is as high as what is.
        var length = await list.Locator("ul").EvaluateAsync<double>("list => list.offsetHeight / list.dataset.length");
        Assert.Equal(await rows.Last.EvaluateAsync<double>("row => row.parentElement.getBoundingClientRect().height"), length, 0.5);

        // The open one is far above, and its neighbour a key away; where the keyboard is, the list stays.
        await page.Keyboard.PressAsync("Alt+j");
        await Expect(current.Locator(".conversation-name")).Not.ToHaveTextAsync(opened);
        await current.FocusAsync();
        await Expect(current).ToBeInViewportAsync();
        await list.EvaluateAsync("list => list.scrollTo(0, list.scrollHeight / 2)");
        await Expect(page.Locator("li[aria-posinset='306']")).ToBeInViewportAsync();
        await Expect(page.Locator("a.conversation:focus")).ToHaveCountAsync(1);
        await list.EvaluateAsync("list => list.scrollTo(0, 0)");
        await Expect(page.Locator("li[aria-posinset='1']")).ToBeInViewportAsync();
        await page.CloseAsync();
    }

    [BrowserFact]
    public async Task One_that_has_sunk_meanwhile_is_listed_once()
    {
        await using var server = new TestServer(clock: new FakeClock());
        var site = await SeededSite.SeedAsync(server);
        await FillAsync(site, 70);
        var page = await SignInAsync(site, "Noah Lind", Rights.Staff);
        await ShowAsync(page, site, "inbox");
        var rows = page.Locator("a.conversation");
        await Expect(rows).ToHaveCountAsync(50);
        var first = Guid.Parse((await rows.First.GetAttributeAsync("href"))!.Split('/')[^1]);

        // Past the entities: the screen has not been told of it yet.
        await server.Get<IWriteDoor>().RunAsync(
            site.Owner,
            (db, token) => db.Conversations().Where(row => row.Id == first).ExecuteUpdateAsync(
                set => set
                    .SetProperty(row => row.UnreadCount, 0)
                    .SetProperty(row => row.IsUnread, false)
                    .SetProperty(row => row.LastMessageAt, Instant.FromUnixTimeTicks(0)),
                token),
            default);

        await page.Locator("[data-more]").ClickAsync();
        await Expect(page.Locator("[data-more]")).ToHaveCountAsync(0);
        var shown = await rows.EvaluateAllAsync<string[]>("rows => rows.map((row) => row.href)");
        Assert.True(shown.Length >= 70);
        Assert.Equal(shown.Distinct(StringComparer.Ordinal), shown);
        await page.CloseAsync();
    }

    [BrowserFact]
    public async Task A_contacts_timeline_is_narrowed_by_the_address_and_by_keys_and_follows_what_happens()
    {
        var site = await shared.SeededAsync();
        var page = await ShowAsync(site, $"contacts/{site.ContactId}");
        var (kinds, rows) = (page.GetByRole(AriaRole.Navigation, new() { Name = "What the timeline shows" }), page.Locator(".contact-timeline > li"));
        await Expect(rows.Filter(new() { HasText = "Mia Kvam replied by email" })).ToHaveCountAsync(1);
        await Expect(rows.Filter(new() { HasText = "Booked Appointment" })).ToHaveCountAsync(2);

        await kinds.GetByRole(AriaRole.Link, new() { Name = "Messages" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("show=messages$", default, TimeSpan.FromSeconds(1)));
        await Expect(kinds.GetByRole(AriaRole.Link, new() { Name = "Messages" })).ToHaveAttributeAsync("aria-current", "page");
        await Expect(rows.Filter(new() { HasText = "Booked Appointment" })).ToHaveCountAsync(0);

        (await site.Server.Get<ReplyToConversationHandler>().HandleAsync(
            site.Owner, new ReplyToConversation(site.PausedId, Guid.CreateVersion7(), Channel.Email, "One more thing."), default)).Required();
        await Expect(rows.Filter(new() { HasText = "Mia Kvam replied by email" })).ToHaveCountAsync(2);
        await page.GoBackAsync();
        await Expect(rows.Filter(new() { HasText = "Booked Appointment" })).ToHaveCountAsync(2);
        await page.CloseAsync();
    }

    private static Task ScrollUntilAsync(ILocator list, Func<Task<bool>> isFar) => Eventually.TrueAsync(
        async () =>
        {
            await list.EvaluateAsync("list => list.scrollTo(0, list.scrollHeight)");
            return await isFar();
        },
        TimeSpan.FromSeconds(60),
        "the list to go on");

    private static ILocator Reply(IPage page) => page.GetByRole(AriaRole.Textbox, new() { Name = "Reply" });

    private static ILocator Send(IPage page) => page.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true });

    /// <summary>Somebody new asks, by the contact form. Answers with their conversation.</summary>
    private static async Task<Guid> AskedAsync(SeededSite site, string name)
    {
        var inbox = site.Server.Get<InboxQueries>();
        (await site.Server.Get<SendInquiryHandler>().HandleAsync(
            new Caller.Visitor(site.Owner.Workspace),
            new SendInquiry(name, $"{Slug.From(name, "guest")}@example.org", null, "Do you have a lift?", Guid.NewGuid()),
            default)).Required();
        return (await inbox.PageAsync(site.Owner, default, null, 50, default)).Single(row => row.Name == name).Id;
    }

    private static Task FillAsync(SeededSite site, int count) => site.Server.Get<IWriteDoor>().RunAsync(
        site.Owner,
        (db, _) =>
        {
            for (var number = 0; number < count; number++)
            {
                var contact = Contact.Create(
                    db, new ContactDetails($"Someone {number}", EmailAddress.Parse($"some{number}@example.org"), null), ContactSource.ContactForm);
                db.AddRange(contact, Conversation.Start(db, contact.Id));
            }

            return Task.FromResult(Done.It);
        },
        default);

    private static async Task NoteAsync(SeededSite site, Guid conversation, string body) =>
        (await site.Server.Get<AddNoteHandler>().HandleAsync(site.Owner, new AddNote(conversation, body), default)).Required();

    private async Task<IPage> ShowAsync(SeededSite site, string path, int width = 1440, int height = 900)
    {
        var (page, _) = await shared.OpenAsync(isOwner: true, width, height);
        await ShowAsync(page, site, path);
        return page;
    }

    private static async Task ShowAsync(IPage page, SeededSite site, string path)
    {
        await page.GotoAsync(site.Url($"/app/{SeededSite.Slug}/{path}"));
        await Expect(page.Locator(".shell[data-live=true]")).ToBeVisibleAsync();
    }

    /// <summary>Somebody who joins with these rights, signed in.</summary>
    private static async Task<IPage> SignInAsync(SeededSite site, string name, Rights rights)
    {
        var (server, email) = (site.Server, $"{Slug.From(name, "member")}@riverside.example");
        var invitation = (await server.Get<InviteMemberHandler>().HandleAsync(site.Owner, new InviteMember(email, MemberRole.Staff, rights), default)).Required();
        var link = (await server.Get<MakeInvitationLinkHandler>().HandleAsync(site.Owner, new MakeInvitationLink(invitation.Id), default)).Required();
        var holder = (await server.Get<PublicLinks>().ResolveAsync(link.Value, LinkPurposes.Invitation, default)).Required();
        (await server.Get<AcceptInvitationHandler>().HandleAsync(holder, new AcceptInvitation(name, SeededSite.Password), default)).Required();

        var page = await Support.Browser.NewPageAsync(1440, 900);
        await page.GotoAsync(site.Url("/account/login"));
        await page.GetByLabel("Email").FillAsync(email);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(SeededSite.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await Expect(page.Locator(".shell")).ToBeVisibleAsync();
        return page;
    }
}
