using CareOps.Core.Forms;
using CareOps.Tests.Support;

using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

using static Microsoft.Playwright.Assertions;

namespace CareOps.Tests.Browser;

/// <summary>A form from its builder to its answers, in a real browser: by keyboard, with autosave, on two screens at once.</summary>
[Collection(nameof(AloneOnTheMachine))]
public sealed class FormScreenTests(SharedSite shared) : IClassFixture<SharedSite>
{
    private const string App = "/app/" + SeededSite.Slug;
    private const int MostTabs = 80;

    [BrowserFact]
    public async Task A_form_is_built_with_the_keyboard_alone()
    {
        var site = await shared.SeededAsync();
        var (page, complaints) = await shared.OpenAsync(isOwner: true);
        await page.GotoAsync(site.Url(App + "/forms/templates/new"));
        await ReachAsync(page, page.GetByLabel("Name of the form"));
        await page.Keyboard.TypeAsync("By keyboard");

        await ReachAsync(page, page.GetByRole(AriaRole.Button, new() { Name = "Yes or no", Exact = true }));
        await page.Keyboard.PressAsync("Enter");
        await ReachAsync(page, page.GetByLabel("Question", new() { Exact = true }), backwards: false);
        await page.Keyboard.TypeAsync("Do you smoke?");
        await ReachAsync(page, page.GetByRole(AriaRole.Button, new() { Name = "Short text", Exact = true }));
        await page.Keyboard.PressAsync("Enter");
        await ReachAsync(page, page.GetByLabel("Question", new() { Exact = true }), backwards: false);
        await page.Keyboard.TypeAsync("Your name");
        await ReachAsync(page, page.GetByRole(AriaRole.Button, new() { Name = "Move up: Your name", Exact = true }), backwards: true);
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.Locator(".question-title").First).ToContainTextAsync("Your name");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Move down: Your name", Exact = true })).ToBeFocusedAsync();
        await Expect(page.Locator(".phone-question").First).ToContainTextAsync("Your name");
        await ReachAsync(page, page.GetByRole(AriaRole.Button, new() { Name = "Add form", Exact = true }));
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "By keyboard", Level = 1 })).ToBeVisibleAsync();
        Assert.Empty(complaints);
        await page.CloseAsync();
    }

    [BrowserFact]
    public async Task A_question_is_dragged_to_another_place()
    {
        var site = await shared.SeededAsync();
        var (page, _) = await shared.OpenAsync(isOwner: true);
        await page.GotoAsync(site.Url(App + "/forms/templates/new?from=satisfaction"));
        var cards = page.Locator(".question-card");
        await Expect(cards.First).ToContainTextAsync("How was your visit?");

        await cards.Nth(2).Locator(".question-grip").DragToAsync(cards.First.Locator(".question-grip"));

        await Expect(cards.First).ToContainTextAsync("Did it begin on time?");
        await Expect(cards.Nth(1)).ToContainTextAsync("How was your visit?");
        await page.CloseAsync();
    }

    [BrowserFact]
    public async Task What_is_typed_is_saved_by_itself_and_questions_come_as_they_are_needed()
    {
        await using var server = new TestServer(clock: new FakeClock());
        var site = await SeededSite.SeedAsync(server);
        var (page, complaints) = await shared.OpenAsync(isOwner: false);
        await page.GotoAsync(site.Url($"/form/{site.Forms.Open}"));
        await Expect(page.GetByLabel("How many a day?")).ToBeHiddenAsync();

        await page.GetByLabel("What troubles you?").FillAsync("My knee");
        await page.GetByRole(AriaRole.Group, new() { Name = "Do you smoke?" }).GetByLabel("Yes").CheckAsync();
        await Expect(page.GetByLabel("How many a day?")).ToBeVisibleAsync();
        await Expect(page.Locator("[data-fill-count]")).ToHaveTextAsync("2 of 13 answered");
        await Expect(page.Locator("[data-fill-state]")).ToContainTextAsync("Saved just now");

        // Another device goes on where this one stopped.
        var (phone, _) = await shared.OpenAsync(isOwner: false, width: 390, height: 844);
        await phone.GotoAsync(site.Url($"/form/{site.Forms.Open}"));
        await Expect(phone.GetByLabel("What troubles you?")).ToHaveValueAsync("My knee");
        await phone.GetByLabel("How many a day?").FillAsync("3");
        await phone.GetByLabel("What should we call you?").FillAsync("Tom");
        await phone.GetByLabel("I agree to be treated").CheckAsync();
        await phone.GetByRole(AriaRole.Button, new() { Name = "Draw it instead" }).ClickAsync();
        await DrawAsync(phone);
        await phone.GetByRole(AriaRole.Button, new() { Name = "Submit", Exact = true }).ClickAsync();

        await Expect(phone.GetByRole(AriaRole.Heading, new() { Name = "Thank you" })).ToBeVisibleAsync();
        Assert.Empty(complaints);
        await using var db = await server.Get<CareOps.Core.Data.ReadDoor>().OpenAsync(site.Owner, CareOps.Core.Foundation.Right.ViewForms, default);
        var values = await db.FormAnswers().Select(row => row.Value).ToListAsync();
        Assert.Contains("My knee", values);
        Assert.Equal(2, values.Count(static value => DrawnSignature.Parse(value) is not null));
        await page.CloseAsync();
        await phone.CloseAsync();
    }

    [BrowserFact]
    public async Task Two_tabs_that_answer_differently_say_so_beside_the_question_and_one_that_lay_behind_catches_up()
    {
        await using var server = new TestServer(clock: new FakeClock());
        var site = await SeededSite.SeedAsync(server);
        var (one, complaints) = await shared.OpenAsync(isOwner: false);
        var (other, _) = await shared.OpenAsync(isOwner: false, width: 390, height: 844);
        foreach (var page in new[] { one, other })
        {
            await page.GotoAsync(site.Url($"/form/{site.Forms.Open}"));
        }

        await AnswerAsync(one, "What troubles you?", "My knee");
        await Expect(one.Locator("[data-fill-state]")).ToContainTextAsync("Saved just now");
        await AnswerAsync(other, "What troubles you?", "My hip");
        var choice = other.GetByRole(AriaRole.Group, new() { Name = "Which one counts?" });
        await Expect(choice).ToContainTextAsync("My knee");
        await Expect(other.GetByText("This was answered differently in another tab or on another device.")).ToBeVisibleAsync();
        await choice.GetByRole(AriaRole.Button, new() { Name = "Use the other one" }).ClickAsync();
        await Expect(other.GetByLabel("What troubles you?")).ToHaveValueAsync("My knee");
        await Expect(choice).ToHaveCountAsync(0);

        // What is settled here stands on the other page as soon as somebody comes back to it.
        await AnswerAsync(other, "What troubles you?", "My hip after all");
        await other.GetByRole(AriaRole.Group, new() { Name = "Do you smoke?" }).GetByLabel("No").CheckAsync();
        await other.GetByRole(AriaRole.Button, new() { Name = "Draw it instead" }).ClickAsync();
        await DrawAsync(other);
        await Expect(other.Locator("[data-fill-state]")).ToContainTextAsync("Saved just now");
        await Eventually.TrueAsync(
            async () =>
            {
                await one.EvaluateAsync("dispatchEvent(new Event('focus'))");
                return await one.Locator("svg.signature-drawn").CountAsync() == 1;
            },
            TimeSpan.FromSeconds(30),
            "the signature that was drawn on the phone");
        await Expect(one.GetByLabel("What troubles you?")).ToHaveValueAsync("My hip after all");
        await Expect(one.GetByRole(AriaRole.Group, new() { Name = "Do you smoke?" }).GetByLabel("No")).ToBeCheckedAsync();

        // Sent over there, it is done here as well.
        await other.GetByLabel("What should we call you?").FillAsync("Tom");
        await other.GetByLabel("I agree to be treated").CheckAsync();
        await other.GetByRole(AriaRole.Button, new() { Name = "Submit", Exact = true }).ClickAsync();
        await Expect(other.GetByRole(AriaRole.Heading, new() { Name = "Thank you" })).ToBeVisibleAsync();
        await one.EvaluateAsync("dispatchEvent(new Event('focus'))");
        await Expect(one.GetByRole(AriaRole.Heading, new() { Name = "Thank you" })).ToBeVisibleAsync();
        Assert.Empty(complaints);
        await one.CloseAsync();
        await other.CloseAsync();
    }

    [BrowserFact]
    public async Task A_question_that_is_opened_is_shown_in_the_preview_and_one_chosen_there_is_opened()
    {
        var site = await shared.SeededAsync();
        var (page, complaints) = await shared.OpenAsync(isOwner: true);
        await page.GotoAsync(site.Url($"{App}/forms/templates/{site.Forms.Template}"));
        var shown = page.Locator(".phone-question.chosen");

        await page.Locator(".question-title").Last.ClickAsync();
        await Expect(shown).ToContainTextAsync("Signature");
        await Expect(shown).ToBeInViewportAsync(new() { Ratio = 1 });
        await page.GetByRole(AriaRole.Button, new() { Name = "Change “About you”" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.GetByLabel("Heading", new() { Exact = true })).ToHaveValueAsync("About you");
        await Expect(page.Locator(".question-title").First).ToBeFocusedAsync();
        await Expect(shown).ToContainTextAsync("About you");
        await Expect(shown).ToBeInViewportAsync(new() { Ratio = 1 });
        Assert.Empty(complaints);
        await page.CloseAsync();
    }

    [BrowserFact]
    public async Task A_form_is_taken_back_after_saying_what_its_customer_then_sees_and_one_of_a_service_is_changed_in_place()
    {
        await using var server = new TestServer(clock: new FakeClock());
        var site = await SeededSite.SeedAsync(server);
        var page = await SignInAsync(site);
        await page.GotoAsync(site.Url($"{App}/forms/answers/{site.Forms.Paper}"));

        await page.GetByRole(AriaRole.Button, new() { Name = "Withdraw", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("whoever opens it reads that it is no longer valid");
        await Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("The answer so far stays here for you to read.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Leave it" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        Assert.True((await server.Get<FormTrackerQueries>().ReadAsync(site.Owner, site.Forms.Paper, default))!.Row.IsOpen);

        await page.GetByRole(AriaRole.Button, new() { Name = "Withdraw", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Withdraw", Exact = true }).DblClickAsync();
        await Expect(page.GetByText("Withdrawn. Tom Ellis’s link has ended.")).ToBeVisibleAsync();
        await Expect(page.GetByText("knee.pdf")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Withdraw", Exact = true })).ToHaveCountAsync(0);

        await server.Get<SaveServiceFormHandler>().HandleAsync(
            site.Owner, new SaveServiceForm(site.ServiceId, site.Forms.Template, FormRepeat.EveryTime, null, 24), default);
        await page.GotoAsync(site.Url($"{App}/settings/services/{site.ServiceId}"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Change Before your first visit" }).ClickAsync();
        var terms = page.GetByRole(AriaRole.Form, new() { Name = "Change Before your first visit" });
        await Expect(terms.GetByLabel("Sent")).ToBeFocusedAsync();
        await terms.GetByLabel("Sent").SelectOptionAsync("Again after some months");
        await terms.GetByLabel("Again after").FillAsync("0");
        await terms.GetByLabel("Due before the booking").FillAsync("2");
        await terms.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(terms.GetByLabel("Again after")).ToHaveAttributeAsync("aria-invalid", "true");
        await terms.GetByLabel("Again after").FillAsync("6");
        await terms.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.GetByText("Again after 6 months, due 2 hours before")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Change Before your first visit" })).ToBeFocusedAsync();
        await page.CloseAsync();
    }

    [BrowserFact]
    public async Task What_was_wrong_is_no_longer_called_wrong_once_it_is_right()
    {
        await using var server = new TestServer(clock: new FakeClock());
        var site = await SeededSite.SeedAsync(server);
        var (page, _) = await shared.OpenAsync(isOwner: false);
        await page.GotoAsync(site.Url($"/form/{site.Forms.Open}"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Submit" }).ClickAsync();
        var summary = page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "need a look" });
        await Expect(summary).ToBeVisibleAsync();
        var before = await summary.GetByRole(AriaRole.Listitem).CountAsync();

        await page.GetByLabel("What troubles you?").FillAsync("My knee");

        await Expect(summary.GetByRole(AriaRole.Listitem)).ToHaveCountAsync(before - 1);
        await Expect(summary.GetByRole(AriaRole.Heading)).ToContainTextAsync($"{before - 1} answer");
        await Expect(page.GetByLabel("What troubles you?")).Not.ToHaveAttributeAsync("aria-invalid", "true");
        await page.CloseAsync();
    }

    [BrowserFact]
    public async Task A_form_that_comes_back_appears_on_the_tracker_and_one_is_reminded_after_a_look_at_the_words()
    {
        var clock = new FakeClock();
        await using var server = new TestServer(clock: clock);
        var site = await SeededSite.SeedAsync(server);
        var page = await SignInAsync(site);
        await page.GetByRole(AriaRole.Navigation, new() { Name = "Main" }).First.GetByRole(AriaRole.Link, new() { Name = "Forms" }).ClickAsync();
        var rows = page.Locator(".forms-table tbody tr");
        await Expect(rows).ToHaveCountAsync(2);

        await page.GetByRole(AriaRole.Button, new() { Name = "Remind Tom Ellis of Before your first visit" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("Before your first visit");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true }).DblClickAsync();
        await Expect(page.GetByText("Sent 1 reminder.")).ToBeVisibleAsync();
        await Expect(page.GetByText("reminded a moment ago")).ToHaveCountAsync(0);
        await Expect(rows.Filter(new() { HasText = "Before your first visit" })).ToContainTextAsync("Reminded");

        clock.Advance(NodaTime.Duration.FromMinutes(6));
        await page.GetByLabel("Choose all that are open").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Remind 2", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Remind Tom Ellis of 2 forms?" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("these 2 forms are still open");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true }).ClickAsync();
        await Expect(page.GetByText("Sent 1 reminder, about 2 forms.")).ToBeVisibleAsync();

        foreach (var open in await server.Get<FormTrackerQueries>().ListAsync(site.Owner, new FormFilter(), null, 5, default))
        {
            await server.Get<WithdrawFormHandler>().HandleAsync(site.Owner, new WithdrawForm(open.Id), default);
        }

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "No form is open" })).ToBeVisibleAsync();
        await page.CloseAsync();
    }

    [BrowserFact]
    public async Task On_a_phone_the_tracker_says_all_of_when_a_form_was_due_and_reminded()
    {
        var clock = new FakeClock();
        await using var server = new TestServer(clock: clock);
        var site = await SeededSite.SeedAsync(server);
        var template = (await server.Get<SaveFormTemplateHandler>().HandleAsync(
            site.Owner, new SaveFormTemplate(null, "Diary", null, [new FormQuestion(Guid.CreateVersion7(), QuestionKind.ShortText, "How was it?")]), default)).Required();
        var sent = (await server.Get<SendFormHandler>().HandleAsync(
            site.Owner, new SendForm(template.Id, site.OtherContactId, null) { DueAt = clock.Now + NodaTime.Duration.FromDays(1) }, default)).Required();
        (await server.Get<RemindFormsHandler>().HandleAsync(site.Owner, new RemindForms([sent.Id]), default)).Required();
        var page = await SignInAsync(site);
        await page.SetViewportSizeAsync(390, 844);
        await page.GotoAsync(site.Url(App + "/forms"));

        var when = page.Locator(".forms-table td").Filter(new() { HasText = ", reminded" });
        await Expect(when).ToBeVisibleAsync();
        Assert.True(await when.EvaluateAsync<bool>("cell => cell.scrollWidth <= cell.clientWidth && cell.getBoundingClientRect().right <= innerWidth - 16"));
        await page.CloseAsync();
    }

    [BrowserFact]
    public async Task Files_go_up_as_they_are_chosen_and_a_document_is_read_and_accepted()
    {
        await using var server = new TestServer(clock: new FakeClock());
        var site = await SeededSite.SeedAsync(server);
        var (page, complaints) = await shared.OpenAsync(isOwner: false, width: 390, height: 844);
        await page.GotoAsync(site.Url($"/form/{site.Forms.Papers}"));
        await Expect(page.GetByRole(AriaRole.Img, new() { Name = "house rules.png" })).ToBeVisibleAsync();
        var files = page.GetByRole(AriaRole.List, new() { Name = "Added: Earlier reports" }).GetByRole(AriaRole.Listitem);
        var field = page.GetByLabel("Earlier reports", new() { Exact = false }).And(page.Locator("input[type=file]"));
        await Expect(files).ToHaveCountAsync(1);

        await field.SetInputFilesAsync(new FilePayload[]
        {
            new() { Name = "scan.png", MimeType = "image/png", Buffer = SampleFiles.Png },
            new() { Name = "setup.exe", MimeType = "application/octet-stream", Buffer = SampleFiles.Program },
        });
        await Expect(files).ToHaveCountAsync(2);
        await Expect(page.GetByText("setup.exe was not added. It is a program.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove knee.pdf" }).ClickAsync();
        await Expect(files).ToHaveCountAsync(1);
        await Expect(page.Locator("[data-fill-count]")).ToHaveTextAsync("1 of 2 answered");

        await page.ReloadAsync();
        await Expect(files).ToContainTextAsync("scan.png");
        await page.GetByLabel("I have read the document and accept it").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Submit", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Thank you" })).ToBeVisibleAsync();
        Assert.Empty(complaints);
        var reading = await server.Get<FormTrackerQueries>().ReadAsync(site.Owner, site.Forms.Paper, default);
        Assert.NotNull(reading!.Answers[0].SignedHash);
        Assert.Equal("scan.png", Assert.Single(reading.Answers[1].Files).Name);
        await page.CloseAsync();
    }

    [BrowserFact]
    public async Task A_document_is_brought_into_the_builder_and_signed_instead_of_accepted()
    {
        var site = await shared.SeededAsync();
        var (page, complaints) = await shared.OpenAsync(isOwner: true);
        await page.GotoAsync(site.Url(App + "/forms/templates/new"));
        await page.GetByLabel("Name of the form").FillAsync("Agreement with a document");

        await page.GetByLabel("Add a document").SetInputFilesAsync(new FilePayload { Name = "notes.txt", MimeType = "text/plain", Buffer = "Hello"u8.ToArray() });
        await Expect(page.GetByText("notes.txt was not added. A document is a PDF, a Word file or a picture.")).ToBeVisibleAsync();
        await page.GetByLabel("Add a document").SetInputFilesAsync(new FilePayload { Name = "agreement.pdf", MimeType = "application/pdf", Buffer = SampleFiles.Pdf });
        await Expect(page.Locator(".question-title")).ToContainTextAsync("I have read the document and accept it");
        await page.GetByLabel("Read it and sign, drawn or typed").CheckAsync();
        await Expect(page.Locator(".question-title")).ToContainTextAsync("Signature: I have read the document");
        await Expect(page.Locator(".phone-document")).ToContainTextAsync("agreement.pdf");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add form", Exact = true }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Agreement with a document", Level = 1 })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Download agreement.pdf" })).ToBeVisibleAsync();
        Assert.Empty(complaints);
        await page.CloseAsync();
    }

    private static async Task<IPage> SignInAsync(SeededSite site)
    {
        var page = await Support.Browser.NewPageAsync(1440, 900);
        await page.GotoAsync(site.Url("/account/login"));
        await page.GetByLabel("Email").FillAsync(SeededSite.Email);
        await page.GetByLabel("Password").FillAsync(SeededSite.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Today", Level = 1 })).ToBeVisibleAsync();
        return page;
    }

    private static async Task AnswerAsync(IPage page, string label, string answer)
    {
        await page.GetByLabel(label).FillAsync(answer);
        await page.GetByLabel(label).BlurAsync();
    }

    private static async Task DrawAsync(IPage page)
    {
        var field = page.Locator("canvas.signature-field");
        await field.ScrollIntoViewIfNeededAsync();
        var box = (await field.BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(box.X + 20, box.Y + 60);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(box.X + 120, box.Y + 20, new() { Steps = 5 });
        await page.Mouse.MoveAsync(box.X + 200, box.Y + 70, new() { Steps = 5 });
        await page.Mouse.UpAsync();
    }

    private static async Task ReachAsync(IPage page, ILocator target, bool backwards = false)
    {
        await Expect(target).ToBeVisibleAsync();
        for (var tab = 0; tab < MostTabs; tab++)
        {
            if (await target.EvaluateAsync<bool>("element => element === document.activeElement"))
            {
                return;
            }

            await page.Keyboard.PressAsync(backwards ? "Shift+Tab" : "Tab");
        }

        Assert.Fail($"{target} was not reached by Tab.");
    }
}
