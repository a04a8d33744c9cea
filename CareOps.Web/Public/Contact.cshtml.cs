using CareOps.Core.Forms;
using CareOps.Core.Foundation;
using CareOps.Core.Messaging;
using CareOps.Core.Workspaces;

using Microsoft.AspNetCore.Mvc;

namespace CareOps.Web.Public;

/// <summary>The contact form: a question that arrives in the inbox, with what else the business asks.</summary>
[Requires(Right.Anyone)]
public sealed class ContactModel(
    WorkspaceQueries workspaces, ContactFormQueries forms, SendInquiryHandler inquiries, FormStamps stamps) : PublicPage(workspaces)
{
    private const string AnswerPrefix = "a-";

    public FormStamps Stamps => stamps;

    public ContactForm Typed { get; private set; } = new();

    public bool IsSent { get; private set; }

    /// <summary>The version that is shown.</summary>
    public int Version { get; private set; }

    public FormContent Asked { get; private set; } = ContactFields.First;

    /// <summary>What is asked, the fixed fields too, in order.</summary>
    public IReadOnlyList<FormQuestionView> Questions { get; private set; } = [];

    public bool HasConditions => Asked.Questions.Any(static question => question.ShowIf is not null);

    public async Task<IActionResult> OnGetAsync(string workspace, string? sent, CancellationToken cancellationToken)
    {
        IsSent = sent is not null;
        if (await OpenAsync(workspace, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        await DrawAsync(new Dictionary<Guid, string?>(), cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(
        string workspace, [FromForm] ContactForm form, CancellationToken cancellationToken)
    {
        if (await OpenAsync(workspace, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        Typed = form;
        var answers = Given();
        await DrawAsync(answers, cancellationToken);
        if (form.Refusal(stamps, out var key) is { } error)
        {
            return Refused(error);
        }

        var sent = await inquiries.HandleAsync(
            Caller,
            new SendInquiry(form.Name, form.Email, form.Phone, form.Message, key) { FormVersion = form.FormVersion, TimeZone = form.TimeZone, Answers = answers },
            cancellationToken);
        return sent.Succeeded ? LocalRedirect($"/contact/{Business.Slug}?sent=1") : Refused(sent.Error);
    }

    /// <summary>One of the fields that every contact form has.</summary>
    public Field FieldOf(FormQuestion question)
    {
        var field = question.Kind switch
        {
            QuestionKind.Email => new Field("Email", question.Label) { Value = Typed.Email, Type = "email", InputMode = "email", AutoComplete = "email" },
            QuestionKind.Phone => new Field("Phone", question.Label) { Value = Typed.Phone, Type = "tel", InputMode = "tel", AutoComplete = "tel" },
            QuestionKind.LongText => new Field("Message", question.Label) { Value = Typed.Message, Rows = 5, IsRequired = true },
            _ => new Field("Name", question.Label) { Value = Typed.Name, AutoComplete = "name", IsRequired = true },
        };
        return field with { Error = ErrorOf(field.Name), Hint = question.Help };
    }

    private Dictionary<Guid, string?> Given()
    {
        var given = new Dictionary<Guid, string?>();
        foreach (var (name, values) in Request.Form.Where(static field => field.Key.StartsWith(AnswerPrefix, StringComparison.Ordinal)))
        {
            if (Guid.TryParseExact(name[AnswerPrefix.Length..], "N", out var question))
            {
                var typed = values.OfType<string>().Where(static value => value.Length > 0).ToList();
                given[question] = typed.Count == 0 ? null : string.Join(FormAnswers.Between, typed);
            }
        }

        return given;
    }

    // What is refused is drawn again as the newest version asks it.
    private async Task DrawAsync(Dictionary<Guid, string?> answers, CancellationToken cancellationToken)
    {
        (Version, Asked) = await forms.ShownAsync(Caller, cancellationToken);
        var own = Asked.Questions.Where(static question => !ContactFields.Contains(question.Id)).ToList();
        var asked = FormAnswers.AskedOf(
            own, answers.Where(static answer => answer.Value is not null).ToDictionary(static answer => answer.Key, static answer => answer.Value!));
        Questions = [.. Asked.Questions.Select(question => new FormQuestionView(
            question,
            answers.GetValueOrDefault(question.Id),
            string.Empty,
            ContactFields.Contains(question.Id) || asked.Contains(question.Id),
            own.Find(each => each.Id == question.ShowIf?.QuestionId)))];
    }
}

/// <summary>What a visitor types.</summary>
public sealed class ContactForm : PublicForm
{
    /// <summary>The version that the page showed.</summary>
    public int? FormVersion { get; init; }

    public string? Name { get; init; }

    public string? Email { get; init; }

    public string? Phone { get; init; }

    public string? Message { get; init; }
}
