using CareOps.Core.Data;
using CareOps.Core.Forms;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Tests.Support;

/// <summary>Forms in every state that a screen shows.</summary>
/// <param name="Open">The token of one with every kind of question.</param>
/// <param name="Sent">The token of one that came back.</param>
/// <param name="Withdrawn">The token of one that was taken back.</param>
/// <param name="Answers">The one that came back.</param>
/// <param name="Template">What was sent.</param>
/// <param name="Papers">The token of one with a document and files, open, with a file in it.</param>
/// <param name="Paper">That form.</param>
/// <param name="Agreement">What it was sent as.</param>
/// <param name="Contact">The contact form, with questions of the clinic's own.</param>
internal sealed record SeededForms(
    string Open, string Sent, string Withdrawn, Guid Answers, Guid Template, string Papers, Guid Paper, Guid Agreement, Guid Contact)
{
    private static readonly FormQuestion Smokes = Ask(QuestionKind.YesNo, "Do you smoke?");

    private static readonly FormQuestion[] Questions =
    [
        Ask(QuestionKind.Section, "About you") with { Help = "Only those who treat you read this." },
        Ask(QuestionKind.ShortText, "What should we call you?") with { IsRequired = true, Help = "As you like it best." },
        Ask(QuestionKind.LongText, "What troubles you?") with { IsRequired = true },
        Ask(QuestionKind.Email, "Another email address"),
        Ask(QuestionKind.Phone, "Whom may we call?"),
        Ask(QuestionKind.Number, "How tall are you?"),
        Ask(QuestionKind.Date, "Date of birth"),
        Smokes,
        Ask(QuestionKind.Number, "How many a day?") with { IsRequired = true, ShowIf = new ShowIf(Smokes.Id, ShowIfTest.Is, FormAnswers.Yes) },
        Ask(QuestionKind.SingleChoice, "How strong is it?") with { Options = ["Mild", "Moderate", "Strong"] },
        Ask(QuestionKind.SingleChoice, "Which day suits you?") with { Options = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10"] },
        Ask(QuestionKind.MultipleChoice, "Does any of this apply?") with { Options = ["Asthma", "Diabetes", "Pregnancy"] },
        Ask(QuestionKind.Consent, "I agree to be treated") with { IsRequired = true, Help = "I was told what will be done and what else could be." },
        Ask(QuestionKind.Signature, "Signature"),
    ];

    public static async Task<SeededForms> SeedAsync(TestServer server, Caller.Member owner, Guid contact)
    {
        var intake = await AddAsync(server, owner, "Before your first visit", Questions);
        var consent = await AddAsync(server, owner, "Consent", [Questions[12], Questions[13]]);
        var open = await SendAsync(server, owner, intake, contact);
        var sent = await SendAsync(server, owner, consent, contact);
        (await server.Get<AnswerFormHandler>().HandleAsync(
            new Caller.LinkHolder(owner.Workspace, LinkPurposes.Form, sent),
            new AnswerForm(1, [Gives(Questions[12], FormAnswers.Yes), Gives(Questions[13], "drawn:[[40,120,80,60,140,150,220,70]]")], IsFinal: true),
            default)).Required();
        var back = await SendAsync(server, owner, await AddAsync(server, owner, "Survey", [Questions[1]]), contact);
        var links = (await LinkAsync(server, owner, open), await LinkAsync(server, owner, sent), await LinkAsync(server, owner, back));
        (await server.Get<WithdrawFormHandler>().HandleAsync(owner, new WithdrawForm(back), default)).Required();
        var (papers, paper, agreement) = await AgreeAsync(server, owner, contact);
        return new SeededForms(links.Item1, links.Item2, links.Item3, sent, intake, papers, paper, agreement, await AskOnContactPageAsync(server, owner));
    }

    private static async Task<(string Link, Guid Submission, Guid Template)> AgreeAsync(TestServer server, Caller.Member owner, Guid contact)
    {
        using var document = new MemoryStream(SampleFiles.Png);
        var kept = (await server.Get<KeepFormDocumentHandler>().HandleAsync(owner, new KeepFormDocument("house rules.png", document), default)).Required();
        var reports = Ask(QuestionKind.File, "Earlier reports") with { Help = "X-rays, letters, results", Files = 3 };
        var agreement = (await server.Get<SaveFormTemplateHandler>().HandleAsync(
            owner,
            new SaveFormTemplate(
                null, "House rules", null, [Ask(QuestionKind.Consent, "I have read the document and accept it") with { IsAboutDocument = true }, reports])
            {
                DocumentId = kept.FileId,
            },
            default)).Required().Id;
        var submission = await SendAsync(server, owner, agreement, contact);
        using var scan = new MemoryStream(SampleFiles.Pdf);
        (await server.Get<AddFormFileHandler>().HandleAsync(
            new Caller.LinkHolder(owner.Workspace, LinkPurposes.Form, submission), new AddFormFile(1, reports.Id, "knee.pdf", scan), default)).Required();
        return (await LinkAsync(server, owner, submission), submission, agreement);
    }

    private static async Task<Guid> AskOnContactPageAsync(TestServer server, Caller.Member owner)
    {
        var form = (await server.Get<OpenContactFormHandler>().HandleAsync(owner, new OpenContactForm(), default)).Required();
        var been = Ask(QuestionKind.YesNo, "Have you been here before?");
        var when = Ask(QuestionKind.ShortText, "When was that?") with { ShowIf = new ShowIf(been.Id, ShowIfTest.Is, FormAnswers.Yes) };
        (await server.Get<SaveFormTemplateHandler>().HandleAsync(
            owner, new SaveFormTemplate(form, "Ask us anything", "A person answers, mostly the same day.", [.. ContactFields.All, been, when]), default)).Required();
        return form;
    }

    private static FormQuestion Ask(QuestionKind kind, string label) => new(Guid.CreateVersion7(), kind, label);

    private static GivenAnswer Gives(FormQuestion question, string value) => new(question.Id, value, FormAnswers.Mark(null));

    private static async Task<Guid> AddAsync(TestServer server, Caller.Member owner, string title, FormQuestion[] questions) =>
        (await server.Get<SaveFormTemplateHandler>().HandleAsync(
            owner, new SaveFormTemplate(null, title, "A few minutes now save you time later.", questions), default)).Required().Id;

    private static async Task<Guid> SendAsync(TestServer server, Caller.Member owner, Guid form, Guid contact) =>
        (await server.Get<SendFormHandler>().HandleAsync(owner, new SendForm(form, contact, null), default)).Required().Id;

    private static Task<string> LinkAsync(TestServer server, Caller.Member owner, Guid submission) => server.Get<IWriteDoor>().RunAsync(
        owner,
        async (db, token) => FormLinks.Mint(db, await db.FormSubmissions().SingleAsync(row => row.Id == submission, token)).Value,
        default);
}
