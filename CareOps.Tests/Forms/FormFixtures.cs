using CareOps.Core.Bookings;
using CareOps.Core.Data;
using CareOps.Core.Forms;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;
using CareOps.Tests.Support;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Tests.Forms;

/// <summary>What tests of forms ask a business and its customers to do.</summary>
internal static class FormFixtures
{
    private static readonly CancellationToken None = CancellationToken.None;

    public static FormQuestion Ask(QuestionKind kind, string label, bool isRequired = false, params string[] options) =>
        new(Guid.CreateVersion7(), kind, label) { IsRequired = isRequired, Options = options };

    public static FormQuestion If(this FormQuestion question, FormQuestion decides, string answer) =>
        question with { ShowIf = new ShowIf(decides.Id, ShowIfTest.Is, answer) };

    public static async Task<FormTemplate> AddFormAsync(this TestBusiness business, string title, params FormQuestion[] questions) =>
        (await business.House.Get<SaveFormTemplateHandler>().HandleAsync(
            business.Owner, new SaveFormTemplate(null, title, null, questions), None)).Required();

    public static async Task<FormTemplate> ChangeFormAsync(this TestBusiness business, FormTemplate form, params FormQuestion[] questions) =>
        (await business.House.Get<SaveFormTemplateHandler>().HandleAsync(
            business.Owner, new SaveFormTemplate(form.Id, form.Name, null, questions), None)).Required();

    public static async Task GoesWithServiceAsync(
        this TestBusiness business, FormTemplate form, FormRepeat repeat = FormRepeat.EveryTime, int? months = null, int dueHours = 24) =>
        (await business.House.Get<SaveServiceFormHandler>().HandleAsync(
            business.Owner, new SaveServiceForm(business.Service.Id, form.Id, repeat, months, dueHours), None)).Required();

    public static async Task<FormSubmission> SendFormAsync(this TestBusiness business, FormTemplate form, Guid contactId, Guid? bookingId = null) =>
        (await business.House.Get<SendFormHandler>().HandleAsync(business.Owner, new SendForm(form.Id, contactId, bookingId), None)).Required();

    public static Task<List<FormSubmission>> FormsAsync(this TestBusiness business) =>
        business.House.ReadAsync(business.Id, static db => db.FormSubmissions().OrderBy(row => row.Id).ToListAsync(None));

    public static async Task<FormSubmission> FormAsync(this TestBusiness business, Guid id) =>
        (await business.FormsAsync()).Single(row => row.Id == id);

    public static Task<Dictionary<Guid, string>> AnswersAsync(this TestBusiness business, Guid submissionId) => business.House.ReadAsync(
        business.Id,
        db => db.FormAnswers().Where(row => row.SubmissionId == submissionId).ToDictionaryAsync(static row => row.QuestionId, static row => row.Value, None));

    /// <summary>A link to a form, as a message would carry it.</summary>
    public static Task<string> LinkAsync(this TestBusiness business, Guid submissionId) => business.House.Get<IWriteDoor>().RunAsync(
        business.Owner,
        async (db, token) => FormLinks.Mint(db, await db.FormSubmissions().SingleAsync(row => row.Id == submissionId, token)).Value,
        None);

    /// <summary>Answers as one page would send them that was drawn with nothing answered.</summary>
    public static Task<Result<AnsweredForm>> AnswerAsync(
        this TestBusiness business, Guid submissionId, bool isFinal, params (FormQuestion Question, string? Value)[] answers) =>
        business.AnswerAsync(submissionId, 1, isFinal, [.. answers.Select(static answer =>
            new GivenAnswer(answer.Question.Id, answer.Value, FormAnswers.Mark(null)))]);

    public static Task<Result<AnsweredForm>> AnswerAsync(
        this TestBusiness business, Guid submissionId, int version, bool isFinal, IReadOnlyList<GivenAnswer> answers) =>
        business.House.Get<AnswerFormHandler>().HandleAsync(
            new Caller.LinkHolder(business.Id, LinkPurposes.Form, submissionId), new AnswerForm(version, answers, isFinal), None);

    public static GivenAnswer Gives(this FormQuestion question, string? value, string? shown = null) =>
        new(question.Id, value, FormAnswers.Mark(shown));

    public static async Task<Guid> ContactIdAsync(this TestBusiness business, string email = "anna@example.org") =>
        (await business.ConversationAsync(email)).ContactId;

    public static async Task<Booking> BookAndDrainAsync(this TestBusiness business, NodaTime.LocalDateTime start)
    {
        var booking = await business.BookAsync(start);
        await business.House.DrainAsync();
        return booking;
    }
}
