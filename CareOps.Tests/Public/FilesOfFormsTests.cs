using System.Net;
using System.Text;

using CareOps.Core.Files;
using CareOps.Core.Forms;
using CareOps.Tests.Forms;
using CareOps.Tests.Support;

using static CareOps.Tests.Forms.FormFixtures;

namespace CareOps.Tests.Public;

/// <summary>Files and documents of forms without script: who may send them, who gets them, and how.</summary>
public sealed class FilesOfFormsTests(ServedBusiness served) : IClassFixture<ServedBusiness>
{
    // The string that virus scanners are tried with, in a PDF that is a web page as well.
    private static readonly byte[] Wicked = Encoding.ASCII.GetBytes(
        "%PDF-1.4\n<html><script>alert(1)</script>\nX5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*\n%%EOF\n");

    private static readonly FormQuestion Why = Ask(QuestionKind.LongText, "What troubles you?", isRequired: true);
    private static readonly FormQuestion Papers = Ask(QuestionKind.File, "Earlier reports", isRequired: true) with { Files = 2 };

    private readonly TestBusiness _business = served.Business;

    [Fact]
    public async Task A_file_that_is_refused_is_named_beside_its_question_and_everything_else_is_saved()
    {
        var (form, path) = await SentAsync();
        using var client = served.Server.Browse();
        var typed = (await WebForm.OpenAsync(client, path)).Fill((Field(Why), "My <knee>"));

        using var answer = await typed.PostFilesAsync((Field(Papers), "setup.exe", SampleFiles.Program), (Field(Papers), "scan.png", SampleFiles.Png));
        var refused = await AnsweredPage.ReadAsync(answer);

        refused.AssertRefused(HttpStatusCode.BadRequest);
        Assert.Equal("setup.exe was not added. It is a program.", refused.Beside(Field(Papers)));
        Assert.Equal("My <knee>", refused.Typed(Field(Why)));
        Assert.Contains("scan.png", refused.Text, StringComparison.Ordinal);
        Assert.Equal("My <knee>", (await _business.AnswersAsync(form.Id))[Why.Id]);
        using var sent = await WebForm.Parse(client, new Uri(client.BaseAddress!, path), refused.Html).PostAsync();
        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        Assert.Equal(FormStatus.Completed, (await _business.FormAsync(form.Id)).Status);
    }

    [Fact]
    public async Task A_file_that_is_too_large_or_meets_a_full_disk_loses_nothing_that_was_typed()
    {
        var (form, path) = await SentAsync();
        using var client = served.Server.Browse();
        var typed = (await WebForm.OpenAsync(client, path)).Fill((Field(Why), "My knee"));

        using var large = await typed.PostFilesAsync((Field(Papers), "film.pdf", SampleFiles.Large(FileStore.MostBytes + 1)));
        var refused = await AnsweredPage.ReadAsync(large);
        var store = served.House.Get<FileStore>();
        var create = store.Create;
        store.FillDisk();
        using var full = await WebForm.Parse(client, new Uri(client.BaseAddress!, path), refused.Html).PostFilesAsync((Field(Papers), "scan.png", SampleFiles.Png));
        store.Create = create;
        var later = await AnsweredPage.ReadAsync(full);

        Assert.Equal("film.pdf was not added. It is larger than 10 MB.", refused.Beside(Field(Papers)));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, later.Status);
        Assert.StartsWith("scan.png was not added. The server's disk is full", later.Beside(Field(Papers)), StringComparison.Ordinal);
        Assert.Equal("My knee", Assert.Single(await _business.AnswersAsync(form.Id)).Value);
    }

    [Fact]
    public async Task What_is_added_in_one_tab_is_there_in_the_other_and_can_be_taken_out()
    {
        var (form, path) = await SentAsync();
        using var client = served.Server.Browse();
        var page = await WebForm.OpenAsync(client, path);
        using var saved = await page.To($"{path}?handler=Save").PostFilesAsync((Field(Papers), "scan.png", SampleFiles.Png));
        using var quick = await page.Copy().Fill(("question", FormContent.FieldOf(Papers.Id))).To($"{path}?handler=AddFile").PostFilesAsync(("file", "report.pdf", SampleFiles.Pdf));
        Assert.Contains("\"name\":\"report.pdf\"", await quick.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        var other = await AnsweredPage.GetAsync(client, path);
        Assert.Equal(2, other.All("[data-file]").Count);
        var first = other.All("input[name^=r-]")[0].GetAttribute("name")!;
        using var without = await (await WebForm.OpenAsync(client, path)).Fill((first, "1")).To($"{path}?handler=Save").PostFilesAsync();

        Assert.Equal($"{path}?saved=1", without.Headers.Location?.OriginalString);
        Assert.Equal(["report.pdf"], FormFile.NamesIn((await _business.AnswersAsync(form.Id))[Papers.Id]));
    }

    [Fact]
    public async Task What_came_in_goes_out_to_members_of_the_business_only_to_be_saved_and_never_shown()
    {
        var (form, path) = await SentAsync();
        using var client = served.Server.Browse();
        using var sent = await (await WebForm.OpenAsync(client, path)).Fill((Field(Why), "My knee")).PostFilesAsync((Field(Papers), "report.html", Wicked));
        var reading = (await served.House.Get<FormTrackerQueries>().ReadAsync(_business.Owner, form.Id, CancellationToken.None))!;
        var file = reading.Answers.Single(static answer => answer.Files.Count > 0).Files[0];
        using var member = await served.SignInAsync(_business);
        using var stranger = await served.SignInAsync(await served.House.OpenBusinessAsync("Other Physio"));
        var url = new Uri($"/app/{_business.Slug}/forms/files/{file.Id}", UriKind.Relative);

        using var answer = await member.GetAsync(url);
        using var theirs = await stranger.GetAsync(url);
        using var nobodys = await client.GetAsync(url);

        Assert.Equal(Wicked, await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal(("attachment", "report.html.pdf"), (answer.Content.Headers.ContentDisposition!.DispositionType, answer.Content.Headers.ContentDisposition.FileNameStar));
        Assert.Equal("application/pdf", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Contains("sandbox", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.Redirect), (theirs.StatusCode, nobodys.StatusCode));
        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
    }

    [Fact]
    public async Task A_document_is_opened_by_the_forms_link_and_by_no_other()
    {
        var document = await FormFileTests.KeepAsync(served.House, _business, "agreement.pdf", SampleFiles.Pdf);
        var sign = Ask(QuestionKind.Signature, "Your signature") with { IsAboutDocument = true };
        var template = (await served.House.Get<SaveFormTemplateHandler>().HandleAsync(
            _business.Owner, new SaveFormTemplate(null, "Agreement", null, [sign]) { DocumentId = document.FileId }, CancellationToken.None)).Required();
        var (form, path) = await SentAsync(template);
        using var client = served.Server.Browse();
        using var member = await served.SignInAsync(_business);

        var page = await AnsweredPage.GetAsync(client, path);
        using var answer = await client.GetAsync(new Uri($"{path}/document?version=1", UriKind.Relative));
        using var own = await member.GetAsync(new Uri($"/app/{_business.Slug}/forms/{template.Id}/1/document", UriKind.Relative));
        Assert.Contains("agreement.pdf", page.Text, StringComparison.Ordinal);
        Assert.Equal(SampleFiles.Pdf, await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal(SampleFiles.Pdf, await own.Content.ReadAsByteArrayAsync());
        using var signed = await (await WebForm.OpenAsync(client, path)).Fill(($"a-{FormContent.FieldOf(sign.Id)}", "Anna Berg")).PostAsync();
        Assert.Equal(FormStatus.Completed, (await _business.FormAsync(form.Id)).Status);

        var (other, otherPath) = await SentAsync(template);
        await served.House.Get<WithdrawFormHandler>().HandleAsync(_business.Owner, new WithdrawForm(other.Id), CancellationToken.None);
        (await AnsweredPage.GetAsync(client, $"{otherPath}/document")).AssertRefused(HttpStatusCode.Gone);
        (await AnsweredPage.GetAsync(client, $"/form/{new string('A', 22)}/document")).AssertRefused(HttpStatusCode.NotFound);
        var (_, plain) = await SentAsync();
        (await AnsweredPage.GetAsync(client, $"{plain}/document")).AssertRefused(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_post_larger_than_all_files_together_may_be_is_refused_plainly()
    {
        var (_, path) = await SentAsync();
        using var client = served.Server.Browse();
        var form = await WebForm.OpenAsync(client, path);
        var film = SampleFiles.Large(FileStore.MostBytes);

        using var answer = await form.PostFilesAsync([.. Enumerable.Range(0, 7).Select(number => (Field(Papers), $"film {number}.pdf", film))]);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task The_contact_page_asks_what_the_business_asks_and_keeps_what_was_typed()
    {
        var business = await served.House.OpenBusinessAsync("Asking Physio");
        var id = (await served.House.Get<OpenContactFormHandler>().HandleAsync(business.Owner, new OpenContactForm(), CancellationToken.None)).Required();
        var wanted = Ask(QuestionKind.SingleChoice, "What are you after?", true, "Massage", "Training");
        (await served.House.Get<SaveFormTemplateHandler>().HandleAsync(
            business.Owner, new SaveFormTemplate(id, "Write to us", "We answer the same day.", [.. ContactFields.All, wanted]), CancellationToken.None)).Required();
        using var client = served.Server.Browse();
        var path = $"/contact/{business.Slug}";
        var form = await WebForm.OpenAsync(client, path);
        Assert.Contains("We answer the same day.", (await AnsweredPage.GetAsync(client, path)).Text, StringComparison.Ordinal);

        var refused = await AnsweredPage.PostAsync(form.Fill(("Name", "Jon Dahl"), ("Email", "jon@"), ("Message", "Hello")));
        refused.AssertRefused(HttpStatusCode.BadRequest);
        Assert.Contains("Choose one.", refused.Text, StringComparison.Ordinal);
        Assert.StartsWith("This is not a complete email address.", refused.Beside("Email"), StringComparison.Ordinal);
        Assert.Equal(("Jon Dahl", "Hello"), (refused.Typed("Name"), refused.Typed("Message")));
        var again = WebForm.Parse(client, new Uri(client.BaseAddress!, path), refused.Html);
        using var sent = await again.Fill(("Email", "jon@example.org"), ($"a-{FormContent.FieldOf(wanted.Id)}", "Massage")).PostAsync();

        Assert.Equal($"{path}?sent=1", sent.Headers.Location?.OriginalString);
        Assert.Equal("Massage", (await business.AnswersAsync(Assert.Single(await business.FormsAsync()).Id))[wanted.Id]);
    }

    private static string Field(FormQuestion question) => $"{(question.Kind == QuestionKind.File ? "f" : "a")}-{FormContent.FieldOf(question.Id)}";

    private async Task<(FormSubmission Form, string Path)> SentAsync(FormTemplate? template = null)
    {
        template ??= await _business.AddFormAsync("Intake", Why, Papers);
        var email = $"{Guid.NewGuid():N}@example.org";
        await _business.AskAsync(email: email, name: "Anna Berg");
        var form = await _business.SendFormAsync(template, await _business.ContactIdAsync(email));
        return (form, $"/form/{await _business.LinkAsync(form.Id)}");
    }
}
