using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Files;
using CareOps.Core.Forms;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;
using CareOps.Tests.Support;

using Microsoft.EntityFrameworkCore;

using static CareOps.Tests.Forms.FormFixtures;

namespace CareOps.Tests.Forms;

/// <summary>Files that customers add to their forms: kept, refused, taken out, and gone when nobody needs them.</summary>
public sealed class FormFileTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    private static readonly FormQuestion Papers = Ask(QuestionKind.File, "Earlier reports", isRequired: true) with { Files = 2 };
    private static readonly FormQuestion Why = Ask(QuestionKind.LongText, "What troubles you?");

    [EachEngine]
    public async Task Files_stay_with_the_form_until_they_are_taken_out_or_it_is_sent(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var (business, form) = await SentAsync(house);

        var missing = await business.AnswerAsync(form.Id, isFinal: true, (Why, "My knee"));
        Assert.Equal(("Add a file.", FormContent.FieldOf(Papers.Id)), (Assert.Single(missing.Required().Problems).Message, missing.Required().Problems[0].Field));
        var scan = (await AddAsync(house, business, form.Id, "scan.png", SampleFiles.Png)).Required();
        var report = (await AddAsync(house, business, form.Id, "report.pdf", SampleFiles.Pdf)).Required();
        var again = (await AddAsync(house, business, form.Id, "scan.png", SampleFiles.Png)).Required();
        var third = await AddAsync(house, business, form.Id, "letter.docx", SampleFiles.Docx);
        Assert.Equal((scan.Id, false), (again.Id, again.IsNew));
        Assert.Equal("file.many", third.Error?.Code);
        Assert.Equal(FormStatus.InProgress, (await business.FormAsync(form.Id)).Status);

        (await RemoveAsync(house, business, form.Id, scan.Id)).Required();
        (await RemoveAsync(house, business, form.Id, scan.Id)).Required();
        await house.DrainAsync();
        Assert.Equal(1, await house.ReadAsync(business.Id, static db => db.StoredFiles().CountAsync(None)));
        Assert.Single(FilesOnDisk(house));
        Assert.True((await business.AnswerAsync(form.Id, 1, isFinal: true, [Why.Gives("My knee", "My knee")])).Required().IsSubmitted);

        Assert.Equal(FormErrors.AlreadySent, (await RemoveAsync(house, business, form.Id, report.Id)).Error);
        Assert.Equal(FormErrors.AlreadySent, (await AddAsync(house, business, form.Id, "scan.png", SampleFiles.Png)).Error);
        Assert.Equal(report.Id, (await AddAsync(house, business, form.Id, "report.pdf", SampleFiles.Pdf)).Required().Id);
        Assert.Single(FilesOnDisk(house));
        var tracker = house.Get<FormTrackerQueries>();
        var answer = (await tracker.ReadAsync(business.Owner, form.Id, None))!.Answers[0];
        Assert.Equal(("report.pdf", "report.pdf"), (FormAnswers.Say(Papers, answer.Value!), Assert.Single(answer.Files).Name));
        Assert.Contains("report.pdf", await tracker.SheetAsync(business.Owner, form.TemplateId, 1, None), StringComparison.Ordinal);
    }

    [EachEngine]
    public async Task What_is_refused_leaves_nothing_and_loses_no_answer(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var (business, form) = await SentAsync(house);
        await business.AnswerAsync(form.Id, isFinal: false, (Why, "My knee"));

        Assert.Equal(FileErrors.Program, (await AddAsync(house, business, form.Id, "scan.pdf", SampleFiles.Program)).Error);
        Assert.Equal(FileErrors.WebPage, (await AddAsync(house, business, form.Id, "scan.pdf", "<script>alert(1)</script>"u8.ToArray())).Error);
        Assert.Equal(FileErrors.TooLarge, (await AddAsync(house, business, form.Id, "scan.pdf", SampleFiles.Large(FileStore.MostBytes + 1))).Error);
        Assert.Equal(FormErrors.QuestionGone, (await AddAsync(house, business, form.Id, "scan.pdf", SampleFiles.Pdf, Why.Id)).Error);
        var store = house.Get<FileStore>();
        var create = store.Create;
        store.FillDisk();
        Assert.Equal(FileErrors.DiskFull, (await AddAsync(house, business, form.Id, "scan.pdf", SampleFiles.Pdf)).Error);
        store.Create = create;
        (await house.Get<WithdrawFormHandler>().HandleAsync(business.Owner, new WithdrawForm(form.Id), None)).Required();
        Assert.Equal(FormErrors.Withdrawn, (await AddAsync(house, business, form.Id, "scan.pdf", SampleFiles.Pdf)).Error);

        Assert.Empty(FilesOnDisk(house));
        Assert.Equal(0, await house.ReadAsync(business.Id, static db => db.StoredFiles().CountAsync(None)));
        Assert.Equal("My knee", Assert.Single(await business.AnswersAsync(form.Id)).Value);
    }

    [EachEngine]
    public async Task Two_devices_add_the_last_file_at_once_and_one_is_told_that_it_does_not_fit(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var (business, form) = await SentAsync(house);
        await AddAsync(house, business, form.Id, "scan.png", SampleFiles.Png);

        var both = await Task.WhenAll(
            AddAsync(house, business, form.Id, "one.pdf", SampleFiles.Pdf), AddAsync(house, business, form.Id, "two.docx", SampleFiles.Docx));

        Assert.Single(both, static added => added.Succeeded);
        Assert.Equal("file.many", Assert.Single(both, static added => !added.Succeeded).Error?.Code);
        Assert.Equal(2, FormFile.NamesIn((await business.AnswersAsync(form.Id))[Papers.Id]).Count());
    }

    [EachEngine]
    public async Task They_are_erased_with_their_contact(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var (business, form) = await SentAsync(house);
        await AddAsync(house, business, form.Id, "scan.png", SampleFiles.Png);
        Assert.Contains("scan.png", await house.Get<ContactExportQueries>().OneAsync(business.Owner, form.ContactId, None), StringComparison.Ordinal);

        (await house.Get<EraseContactHandler>().HandleAsync(business.Owner, new EraseContact(form.ContactId, EraseContactHandler.Word), None)).Required();
        await house.DrainAsync();

        Assert.Empty(FilesOnDisk(house));
        Assert.Equal(0, await house.ReadAsync(business.Id, static db => db.FormFiles().CountAsync(None)));
    }

    [EachEngine]
    public async Task A_document_is_accepted_with_a_hash_of_what_was_read_and_a_new_one_starts_a_version(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        await business.BookAndDrainAsync(TestBusiness.Tuesday);
        var accept = Ask(QuestionKind.Consent, "I accept it") with { IsAboutDocument = true };
        var first = await KeepAsync(house, business, "agreement.pdf", SampleFiles.Pdf);
        var template = (await SaveAsync(house, business, null, first, accept)).Required();
        var sent = await business.SendFormAsync(template, await business.ContactIdAsync());
        var unsaid = (await business.AnswerAsync(sent.Id, isFinal: true)).Required();
        Assert.Equal("Tick this to go on.", Assert.Single(unsaid.Problems).Message);
        Assert.True((await business.AnswerAsync(sent.Id, isFinal: true, (accept, FormAnswers.Yes))).Required().IsSubmitted);

        var same = await KeepAsync(house, business, "agreement.pdf", SampleFiles.Pdf);
        Assert.Equal(1, (await SaveAsync(house, business, template.Id, same, accept)).Required().Version);
        var second = await KeepAsync(house, business, "agreement.docx", SampleFiles.Docx);
        Assert.Equal(2, (await SaveAsync(house, business, template.Id, second, accept)).Required().Version);
        var third = await KeepAsync(house, business, "agreement 3.pdf", SampleFiles.Large(4000));
        Assert.Equal(2, (await SaveAsync(house, business, template.Id, third, accept)).Required().Version);

        var reading = (await house.Get<FormTrackerQueries>().ReadAsync(business.Owner, sent.Id, None))!;
        Assert.Equal((1, first.Sha256), (reading.Row.Version, reading.Content.Document?.Sha256));
        Assert.Equal((reading.Content.HashWith([]), house.Clock.Now), (reading.Answers[0].SignedHash, reading.Answers[0].SignedAt));
        Assert.NotEqual((reading.Content with { Document = second }).HashWith([]), reading.Answers[0].SignedHash);
        var files = house.Get<FormFileQueries>();
        Assert.Equal("agreement.pdf", (await files.DocumentAsync(business.Owner, template.Id, 1, None))?.Name);
        Assert.Equal("agreement 3.pdf", (await files.DocumentAsync(business.Owner, template.Id, 2, None))?.Name);
        await house.DrainAsync();
        Assert.DoesNotContain(second.FileId, await house.ReadAsync(business.Id, static db => db.StoredFiles().Select(static file => file.Id).ToListAsync(None)));
    }

    [EachEngine]
    public async Task Only_a_document_and_only_one_that_was_brought_for_a_form_goes_with_it(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var (business, form) = await SentAsync(house);
        var accept = Ask(QuestionKind.Consent, "I accept it") with { IsAboutDocument = true };
        await AddAsync(house, business, form.Id, "private.pdf", SampleFiles.Pdf);
        var others = await house.ReadAsync(business.Id, static db => db.StoredFiles().SingleAsync(None));

        using var text = new MemoryStream("Hello"u8.ToArray());
        var refused = await house.Get<KeepFormDocumentHandler>().HandleAsync(business.Owner, new KeepFormDocument("notes.txt", text), None);
        var stolen = await house.Get<SaveFormTemplateHandler>().HandleAsync(
            business.Owner, new SaveFormTemplate(null, "Mine now", null, [accept]) { DocumentId = others.Id }, None);
        var document = await KeepAsync(house, business, "agreement.pdf", SampleFiles.Pdf);
        var without = await SaveAsync(house, business, null, document, Why);
        var wrong = await SaveAsync(house, business, null, document, Why with { IsAboutDocument = true });

        Assert.Equal("document.type", refused.Error?.Code);
        Assert.Equal(FormErrors.NoDocument, stolen.Error);
        Assert.Equal(("document.task", "document.task"), (without.Error?.Code, wrong.Error?.Code));
        Assert.Equal(2, FilesOnDisk(house).Count);
    }

    internal static async Task<FormDocument> KeepAsync(TestHouse house, TestBusiness business, string name, byte[] content)
    {
        using var stream = new MemoryStream(content);
        return (await house.Get<KeepFormDocumentHandler>().HandleAsync(business.Owner, new KeepFormDocument(name, stream), None)).Required();
    }

    private static Task<Result<FormTemplate>> SaveAsync(
        TestHouse house, TestBusiness business, Guid? template, FormDocument document, params FormQuestion[] questions) =>
        house.Get<SaveFormTemplateHandler>().HandleAsync(
            business.Owner, new SaveFormTemplate(template, "Agreement", null, questions) { DocumentId = document.FileId }, None);

    private static async Task<(TestBusiness Business, FormSubmission Form)> SentAsync(TestHouse house)
    {
        var business = await house.OpenBusinessAsync();
        await business.BookAndDrainAsync(TestBusiness.Tuesday);
        return (business, await business.SendFormAsync(await business.AddFormAsync("Intake", Papers, Why), await business.ContactIdAsync()));
    }

    private static async Task<Result<AddedFormFile>> AddAsync(
        TestHouse house, TestBusiness business, Guid form, string name, byte[] content, Guid? question = null)
    {
        using var stream = new MemoryStream(content);
        return await house.Get<AddFormFileHandler>().HandleAsync(
            new Caller.LinkHolder(business.Id, LinkPurposes.Form, form), new AddFormFile(1, question ?? Papers.Id, name, stream), None);
    }

    private static Task<Result<Done>> RemoveAsync(TestHouse house, TestBusiness business, Guid form, Guid file) =>
        house.Get<RemoveFormFileHandler>().HandleAsync(
            new Caller.LinkHolder(business.Id, LinkPurposes.Form, form), new RemoveFormFile(file), None);

    private static List<string> FilesOnDisk(TestHouse house) => Directory.Exists(house.Get<FileLocation>().Folder)
        ? [.. Directory.EnumerateFiles(house.Get<FileLocation>().Folder, "*", SearchOption.AllDirectories)]
        : [];
}
