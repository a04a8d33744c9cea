using System.Net;

using CareOps.Core.Forms;
using CareOps.Tests.Forms;
using CareOps.Tests.Support;
using CareOps.Web.Public;

using static CareOps.Tests.Forms.FormFixtures;

namespace CareOps.Tests.Public;

/// <summary>The page of a form without script: every field comes back, every outcome is said, and nothing that was typed is lost.</summary>
public sealed class FillingInTests(ServedBusiness served) : IClassFixture<ServedBusiness>
{
    private static readonly FormQuestion Why = Ask(QuestionKind.LongText, "What troubles you?", isRequired: true);
    private static readonly FormQuestion Reach = Ask(QuestionKind.Email, "Another address");
    private static readonly FormQuestion Smokes = Ask(QuestionKind.YesNo, "Do you smoke?");
    private static readonly FormQuestion HowMany = Ask(QuestionKind.Number, "How many?", isRequired: true).If(Smokes, "yes");

    private readonly TestBusiness _business = served.Business;

    [Fact]
    public async Task A_form_is_saved_gone_on_with_elsewhere_and_submitted()
    {
        var (form, path) = await SentAsync();
        using var phone = served.Server.Browse();
        var begun = await WebForm.OpenAsync(phone, path);
        using var saved = await begun.Fill((Field(Why), "My <knee>\r\nhurts")).To($"{path}?handler=Save").PostAsync();
        Assert.Equal($"{path}?saved=1", saved.Headers.Location?.OriginalString);
        Assert.Equal(FormStatus.InProgress, (await _business.FormAsync(form.Id)).Status);

        using var laptop = served.Server.Browse();
        var later = await WebForm.OpenAsync(laptop, path);
        Assert.Equal("My <knee>\nhurts", later[Field(Why)]);
        using var sent = await later.Fill((Field(Smokes), "no")).PostAsync();
        var thanks = await AnsweredPage.GetAsync(laptop, path);

        Assert.Equal(path, sent.Headers.Location?.OriginalString);
        Assert.Contains("Thank you", thanks.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("knee", thanks.Html, StringComparison.Ordinal);
        Assert.Equal(FormStatus.Completed, (await _business.FormAsync(form.Id)).Status);
    }

    [Fact]
    public async Task What_is_wrong_stands_beside_its_question_and_the_rest_is_saved()
    {
        var (form, path) = await SentAsync();
        using var client = served.Server.Browse();
        var typed = await WebForm.OpenAsync(client, path);

        var refused = await AnsweredPage.PostAsync(typed.Fill((Field(Reach), "anna@"), (Field(Smokes), "yes")));

        refused.AssertRefused(HttpStatusCode.BadRequest);
        Assert.Contains("3 answers need a look", refused.Text, StringComparison.Ordinal);
        Assert.Equal("Answer this question.", refused.Beside(Field(Why)));
        Assert.StartsWith("This is not a complete email address.", refused.Beside(Field(Reach)), StringComparison.Ordinal);
        Assert.Equal("Enter a number.", refused.Beside(Field(HowMany)));
        Assert.Equal("yes", (await _business.AnswersAsync(form.Id))[Smokes.Id]);
        Assert.Equal("anna@", WebForm.Parse(client, new Uri(client.BaseAddress!, path), refused.Html)[Field(Reach)]);
    }

    [Fact]
    public async Task Two_tabs_that_answer_one_question_differently_are_both_shown_before_either_counts()
    {
        var (form, path) = await SentAsync();
        using var client = served.Server.Browse();
        var (one, other) = (await WebForm.OpenAsync(client, path), await WebForm.OpenAsync(client, path));
        using var first = await one.Fill((Field(Why), "From one tab")).To($"{path}?handler=Save").PostAsync();

        var conflict = await AnsweredPage.PostAsync(other.Fill((Field(Why), "From the other")));
        Assert.Equal(HttpStatusCode.Conflict, conflict.Status);
        Assert.Equal("This was answered differently in another tab or on another device. Choose which one counts.", conflict.Beside(Field(Why)));
        Assert.Contains("The other one: From one tab", conflict.Text, StringComparison.Ordinal);
        Assert.Equal(["", FillFormModel.TheOther], conflict.Choices(Choice(Why)));
        var again = WebForm.Parse(client, new Uri(client.BaseAddress!, path), conflict.Html);
        Assert.Equal("From the other", again[Field(Why)]);
        using var sent = await again.PostAsync();

        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        Assert.Equal("From the other", (await _business.AnswersAsync(form.Id))[Why.Id]);
    }

    [Fact]
    public async Task Of_two_answers_the_other_one_is_taken_without_being_typed_again()
    {
        var (form, path) = await SentAsync();
        using var client = served.Server.Browse();
        var (one, other) = (await WebForm.OpenAsync(client, path), await WebForm.OpenAsync(client, path));
        using var first = await one.Fill((Field(Why), "From one tab")).To($"{path}?handler=Save").PostAsync();
        var conflict = await AnsweredPage.PostAsync(other.Fill((Field(Why), "From the other")).To($"{path}?handler=Save"));

        var chosen = WebForm.Parse(client, new Uri(client.BaseAddress!, path), conflict.Html).Fill((Choice(Why), FillFormModel.TheOther));
        using var sent = await chosen.PostAsync();

        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        Assert.Equal("From one tab", (await _business.AnswersAsync(form.Id))[Why.Id]);
    }

    [Fact]
    public async Task What_another_device_changed_is_shown_before_it_is_sent_with_what_stood_here()
    {
        var (form, path) = await SentAsync();
        using var client = served.Server.Browse();
        using var begun = await (await WebForm.OpenAsync(client, path)).Fill((Field(Why), "My knee")).To($"{path}?handler=Save").PostAsync();
        var (one, other) = (await WebForm.OpenAsync(client, path), await WebForm.OpenAsync(client, path));
        using var changed = await one.Fill((Field(Why), "My hip"), (Field(Smokes), "no")).To($"{path}?handler=Save").PostAsync();

        var unseen = await AnsweredPage.PostAsync(other);

        Assert.Equal(HttpStatusCode.Conflict, unseen.Status);
        Assert.Equal("This was answered in another tab or on another device. Look at it, then press Submit again.", unseen.Beside(Field(Why)));
        Assert.Equal("My hip", unseen.Typed(Field(Why)));
        Assert.Contains("Here it said: My knee", unseen.Text, StringComparison.Ordinal);
        Assert.Equal(FormStatus.InProgress, (await _business.FormAsync(form.Id)).Status);
        using var sent = await WebForm.Parse(client, new Uri(client.BaseAddress!, path), unseen.Html).PostAsync();
        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        Assert.Equal("My hip", (await _business.AnswersAsync(form.Id))[Why.Id]);
    }

    [Fact]
    public async Task A_second_submission_is_thanked_for_if_it_says_the_same_and_shown_back_if_not()
    {
        var (form, path) = await SentAsync();
        using var client = served.Server.Browse();
        var typed = (await WebForm.OpenAsync(client, path)).Fill((Field(Why), "My knee"));
        using var first = await typed.PostAsync();
        using var again = await typed.PostAsync();

        var altered = await AnsweredPage.PostAsync(typed.Fill((Field(Why), "My hip")));

        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Redirect), (first.StatusCode, again.StatusCode));
        Assert.Equal(HttpStatusCode.Conflict, altered.Status);
        Assert.Contains("My hip", altered.Text, StringComparison.Ordinal);
        Assert.Equal("My knee", (await _business.AnswersAsync(form.Id))[Why.Id]);
    }

    [Fact]
    public async Task A_page_of_another_version_than_was_begun_keeps_what_has_no_place_any_more_in_sight()
    {
        var template = await _business.AddFormAsync("Intake", Why);
        var (form, path) = await SentAsync(template);
        using var client = served.Server.Browse();
        var stale = await WebForm.OpenAsync(client, path);
        var added = Ask(QuestionKind.ShortText, "Something new", isRequired: true);
        await _business.ChangeFormAsync(template, added);
        var newer = await WebForm.OpenAsync(client, path);
        using var saved = await newer.Fill((Field(added), "New")).To($"{path}?handler=Save").PostAsync();

        var answered = await AnsweredPage.PostAsync(stale.Fill((Field(Why), "An old answer")));

        Assert.Equal(HttpStatusCode.Conflict, answered.Status);
        Assert.Contains("An old answer", answered.Text, StringComparison.Ordinal);
        Assert.Contains("This form has changed since you opened it here", answered.Text, StringComparison.Ordinal);
        Assert.Equal(FormStatus.InProgress, (await _business.FormAsync(form.Id)).Status);
        using var sent = await WebForm.Parse(client, new Uri(client.BaseAddress!, path), answered.Html).PostAsync();
        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        Assert.Equal(FormStatus.Completed, (await _business.FormAsync(form.Id)).Status);
    }

    [Fact]
    public async Task A_link_that_was_withdrawn_is_gone_and_a_wrong_one_was_never_there()
    {
        var (form, path) = await SentAsync();
        using var client = served.Server.Browse();
        var typed = await WebForm.OpenAsync(client, path);
        await served.House.Get<WithdrawFormHandler>().HandleAsync(_business.Owner, new WithdrawForm(form.Id), CancellationToken.None);

        (await AnsweredPage.GetAsync(client, path)).AssertRefused(HttpStatusCode.Gone);
        var late = await AnsweredPage.PostAsync(typed.Fill((Field(Why), "Too late"), (Field(Smokes), "yes")));
        late.AssertRefused(HttpStatusCode.Gone);
        Assert.Equal(["Too late"], late.All(".typed-list li").Select(static item => item.TextContent));
        (await AnsweredPage.GetAsync(client, $"{path}?handler=Answers")).AssertRefused(HttpStatusCode.Gone);
        (await AnsweredPage.GetAsync(client, $"/form/{new string('A', 22)}")).AssertRefused(HttpStatusCode.NotFound);
        var booked = (await _business.TryBookAsync(TestBusiness.Tuesday.PlusDays(9))).Required();
        (await AnsweredPage.GetAsync(client, $"/form/{booked.Link}")).AssertRefused(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Looking_at_a_form_changes_nothing_and_the_script_says_when_a_browser_shows_it()
    {
        var (form, path) = await SentAsync();
        using var client = served.Server.Browse();
        await served.SettleAsync();
        var before = await Rows.OfAsync(served.Server.Services, _business.Id);
        var page = await WebForm.OpenAsync(client, path);
        Assert.Equal(before, await Rows.OfAsync(served.Server.Services, _business.Id));

        using var opened = await page.Copy().To($"{path}?handler=Opened").PostAsync();
        using var saved = await page.Fill((Field(Why), "My knee")).To($"{path}?handler=Autosave").PostAsync();

        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.OK), (opened.StatusCode, saved.StatusCode));
        Assert.NotNull((await _business.FormAsync(form.Id)).OpenedAt);
        Assert.Contains(FormAnswers.Mark("My knee"), await saved.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_typed_into_a_question_that_is_gone_is_not_called_saved()
    {
        var template = await _business.AddFormAsync("Changing", Why, Reach);
        var (_, path) = await SentAsync(template);
        using var client = served.Server.Browse();
        var old = await WebForm.OpenAsync(client, path);
        await _business.ChangeFormAsync(template, Why);
        using var begun = await (await WebForm.OpenAsync(client, path)).Fill((Field(Why), "My knee")).To($"{path}?handler=Autosave").PostAsync();

        using var saved = await old.Fill((Field(Reach), "anna@example.org")).To($"{path}?handler=Autosave").PostAsync();

        Assert.Contains("This is not saved", await saved.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_of_a_booking_leads_to_its_forms()
    {
        var business = await served.House.OpenBusinessAsync("Forms with bookings");
        await business.GoesWithServiceAsync(await business.AddFormAsync("Intake", Why));
        var booked = (await business.TryBookAsync(TestBusiness.Tuesday)).Required();
        await Eventually.TrueAsync(
            async () => (await business.FormsAsync()).Count == 1, TimeSpan.FromSeconds(30), "the form of the booking");
        using var client = served.Server.Browse();
        var form = await WebForm.OpenAsync(client, $"/booking/{booked.Link}", "form[action*=Form]");

        using var opened = await form.PostAsync();
        var page = await AnsweredPage.GetAsync(client, opened.Headers.Location!.OriginalString);

        Assert.StartsWith("/form/", opened.Headers.Location.OriginalString, StringComparison.Ordinal);
        Assert.Contains("What troubles you?", page.Text, StringComparison.Ordinal);
        Assert.Contains("Appointment, Tue 3 Mar, 09:30", page.Text, StringComparison.Ordinal);
    }

    private static string Choice(FormQuestion question) => $"c-{FormContent.FieldOf(question.Id)}";

    private static string Field(FormQuestion question) => $"a-{FormContent.FieldOf(question.Id)}";

    private async Task<(FormSubmission Form, string Path)> SentAsync(FormTemplate? template = null)
    {
        template ??= await _business.AddFormAsync("Intake", Why, Reach, Smokes, HowMany);
        var email = $"{Guid.NewGuid():N}@example.org";
        await _business.AskAsync(email: email, name: "Anna Berg");
        var form = await _business.SendFormAsync(template, await _business.ContactIdAsync(email));
        return (form, $"/form/{await _business.LinkAsync(form.Id)}");
    }
}
