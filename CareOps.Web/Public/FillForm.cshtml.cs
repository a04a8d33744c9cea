using CareOps.Core.Foundation;
using CareOps.Core.Forms;
using CareOps.Core.Workspaces;

using Microsoft.AspNetCore.Mvc;

namespace CareOps.Web.Public;

/// <summary>
/// One form, for whoever holds its secret link. Every post says for each question what stands in its field and what the page was drawn
/// with, so that several tabs and devices are told apart question by question. Looking changes nothing: only a browser that runs
/// the script, or a first answer, counts as opened.
/// </summary>
[Requires(Right.HoldLink)]
[RequestFormLimits(ValueCountLimit = MostValues)]
public sealed class FillFormModel(
    WorkspaceQueries workspaces, PublicLinks links, FormPageQueries forms, AnswerFormHandler answering, NoteFormOpenedHandler opening)
    : PublicPage(workspaces)
{
    // Each question brings its mark and at most one value for each of its options.
    private const int MostValues = 2 + (FormContent.MostQuestions * (FormQuestion.MaxOptions + 1));

    private const string ValuePrefix = "a-";
    private const string ShownPrefix = "s-";

    private FormPageContent _content = null!;

    public FormVersion Version => _content.Version;

    public FormSubmission Submission => _content.Submission;

    public string Token { get; private set; } = string.Empty;

    public bool IsSubmitted => Submission.SubmittedAt is not null;

    /// <summary>What was typed so far is stored, and its person said that they go on later.</summary>
    public bool IsSaved { get; private set; }

    public IReadOnlyList<FormQuestionView> Questions { get; private set; } = [];

    /// <summary>What was typed that found no place: the question is gone, or the form was sent before.</summary>
    public IReadOnlyList<(string Label, string Text)> Unplaced { get; private set; } = [];

    public int Asked => Questions.Count(static each => each is { Question.IsAnswered: true, IsAsked: true });

    public int Answered => Questions.Count(static each => each is { Question.IsAnswered: true, IsAsked: true, Value: not null });

    public IReadOnlyList<FormQuestionView> Wrong => [.. Questions.Where(static each => each.Error is not null)];

    /// <summary>"Physiotherapy on Tue 3 Mar, 09:30", or null.</summary>
    public string? For => _content.Booking is { } booking ? $"{booking.ServiceName}, {Say.Moment(booking.StartsAt, Business.Zone)}" : null;

    public string? Due => Submission.DueAt is { } due ? Say.Moment(due, Business.Zone) : null;

    public async Task<IActionResult> OnGetAsync(string token, string? saved, CancellationToken cancellationToken)
    {
        var (holder, refusal) = await EnterAsync(token, cancellationToken);
        if (holder is null)
        {
            return refusal!;
        }

        IsSaved = saved is not null;
        Draw(_content.Answers, []);
        return Page();
    }

    /// <summary>A browser shows it.</summary>
    public async Task<IActionResult> OnPostOpenedAsync(string token, CancellationToken cancellationToken)
    {
        var holder = await links.ResolveAsync(token, LinkPurposes.Form, cancellationToken);
        if (!holder.Succeeded)
        {
            return Spent(holder.Error);
        }

        await opening.HandleAsync(holder.Value, new NoteFormOpened(), cancellationToken);
        return new NoContentResult();
    }

    /// <summary>The script saves what was just typed.</summary>
    public async Task<IActionResult> OnPostAutosaveAsync(string token, [FromForm] int version, CancellationToken cancellationToken)
    {
        var holder = await links.ResolveAsync(token, LinkPurposes.Form, cancellationToken);
        if (!holder.Succeeded)
        {
            return Spent(holder.Error);
        }

        var given = Given();
        var answered = await answering.HandleAsync(holder.Value, new AnswerForm(version, given, IsFinal: false), cancellationToken);
        if (!answered.Succeeded)
        {
            return StatusCode(answered.Error.Kind == ErrorKind.NotFound ? StatusCodes.Status404NotFound : StatusCodes.Status409Conflict);
        }

        var content = await forms.ByLinkAsync(holder.Value, cancellationToken);
        var problems = answered.Value.Problems.ToDictionary(static error => error.Field!, static error => error.Message, StringComparer.Ordinal);
        var marks = given.Where(answer => !problems.ContainsKey(FormContent.FieldOf(answer.QuestionId))).ToDictionary(
            static answer => FormContent.FieldOf(answer.QuestionId),
            answer => FormAnswers.Mark(content!.Answers.GetValueOrDefault(answer.QuestionId)),
            StringComparer.Ordinal);
        return new JsonResult(new { marks, problems });
    }

    /// <summary>All of it, to go on later.</summary>
    public Task<IActionResult> OnPostSaveAsync(string token, [FromForm] int version, CancellationToken cancellationToken) =>
        AnswerAsync(token, version, isFinal: false, cancellationToken);

    /// <summary>All of it, for good.</summary>
    public Task<IActionResult> OnPostAsync(string token, [FromForm] int version, CancellationToken cancellationToken) =>
        AnswerAsync(token, version, isFinal: true, cancellationToken);

    private async Task<IActionResult> AnswerAsync(string token, int version, bool isFinal, CancellationToken cancellationToken)
    {
        var (holder, refusal) = await EnterAsync(token, cancellationToken);
        if (holder is null)
        {
            return refusal!;
        }

        var given = Given();
        var shown = await forms.ShownAsync(holder, version, cancellationToken);
        var isStale = Submission.StartedAt is not null && shown is not null && shown.Number != Version.Number;
        if (isStale)
        {
            Unplaced = UnplacedOf(given, shown!, question => !Version.Questions.Any(kept => kept.Id == question.Id));
        }

        // Nobody sends for good what they have not seen as it is.
        var answered = await answering.HandleAsync(
            holder, new AnswerForm(version, given, isFinal && Unplaced.Count == 0), cancellationToken);
        _content = (await forms.ByLinkAsync(holder, cancellationToken))!;
        if (!answered.Succeeded)
        {
            Unplaced = UnplacedOf(given, shown ?? Version, question =>
                FormAnswers.Clean(question, given.First(answer => answer.QuestionId == question.Id).Value) != _content.Answers.GetValueOrDefault(question.Id));
            Draw(_content.Answers, []);
            return Refused(answered.Error);
        }

        if (answered.Value.IsSubmitted || (answered.Value.Problems.Count == 0 && Unplaced.Count == 0))
        {
            return LocalRedirect(isFinal ? $"/form/{token}" : $"/form/{token}?saved=1");
        }

        return Again(given, answered.Value.Problems, isStale);
    }

    // The same page once more: what was typed stands where it stood, with what is wrong beside it.
    private IActionResult Again(IReadOnlyList<GivenAnswer> given, IReadOnlyList<Error> problems, bool isStale)
    {
        var values = _content.Answers.ToDictionary(static pair => pair.Key, static pair => pair.Value);
        foreach (var answer in given.Where(answer => problems.Any(error => error.Field == FormContent.FieldOf(answer.QuestionId))))
        {
            if (string.IsNullOrEmpty(answer.Value))
            {
                values.Remove(answer.QuestionId);
            }
            else
            {
                values[answer.QuestionId] = answer.Value;
            }
        }

        Draw(values, problems);
        if (isStale && Unplaced.Count > 0)
        {
            ModelState.AddModelError(string.Empty, "This form has changed since you opened it here. Look through it, then send it.");
        }

        var isConflict = isStale || problems.Any(static error => error.Kind == ErrorKind.Conflict);
        Response.StatusCode = isConflict ? StatusCodes.Status409Conflict : StatusCodes.Status400BadRequest;
        return Page();
    }

    private async Task<(Caller.LinkHolder? Holder, IActionResult? Refusal)> EnterAsync(string token, CancellationToken cancellationToken)
    {
        var holder = await links.ResolveAsync(token, LinkPurposes.Form, cancellationToken);
        if (!holder.Succeeded)
        {
            return (null, Spent(holder.Error));
        }

        if (await forms.ByLinkAsync(holder.Value, cancellationToken) is not { } content)
        {
            return (null, NotFound());
        }

        if (content.Submission.Status == FormStatus.Withdrawn)
        {
            return (null, StatusCode(StatusCodes.Status410Gone));
        }

        (_content, Token) = (content, token);
        Enter(content.Workspace, holder.Value);
        return (holder.Value, null);
    }

    // A box that is not ticked is not sent at all: that it was on the page shows its mark.
    private List<GivenAnswer> Given()
    {
        var given = new List<GivenAnswer>();
        foreach (var (name, mark) in Request.Form.Where(static field => field.Key.StartsWith(ShownPrefix, StringComparison.Ordinal)))
        {
            if (Guid.TryParseExact(name[ShownPrefix.Length..], "N", out var question))
            {
                var values = Request.Form[$"{ValuePrefix}{question:N}"].OfType<string>().Where(static value => value.Length > 0).ToList();
                given.Add(new GivenAnswer(question, values.Count == 0 ? null : string.Join(FormAnswers.Between, values), mark.ToString()));
            }
        }

        return given;
    }

    private static IReadOnlyList<(string Label, string Text)> UnplacedOf(
        IReadOnlyList<GivenAnswer> given, FormVersion shown, Func<FormQuestion, bool> isUnplaced) =>
    [
        .. shown.Questions
            .Where(question => given.Any(answer => answer.QuestionId == question.Id && FormAnswers.Mark(FormAnswers.Clean(question, answer.Value)) != answer.Shown))
            .Where(isUnplaced)
            .Select(question => (question.Label, Value: FormAnswers.Clean(question, given.First(answer => answer.QuestionId == question.Id).Value), Question: question))
            .Where(static each => each.Value is not null)
            .Select(static each => (each.Label, FormAnswers.Say(each.Question, each.Value!))),
    ];

    private void Draw(IReadOnlyDictionary<Guid, string> values, IReadOnlyList<Error> problems)
    {
        var asked = FormAnswers.AskedOf(Version.Questions, values);
        Questions =
        [
            .. Version.Questions.Select(question => new FormQuestionView(
                question,
                values.GetValueOrDefault(question.Id),
                FormAnswers.Mark(_content.Answers.GetValueOrDefault(question.Id)),
                asked.Contains(question.Id),
                question.ShowIf is { } condition ? Version.Questions.FirstOrDefault(each => each.Id == condition.QuestionId) : null)
            {
                Error = problems.FirstOrDefault(error => error.Field == FormContent.FieldOf(question.Id))?.Message,
            }),
        ];
    }
}

/// <summary>A question as the page draws it.</summary>
/// <param name="Question">What is asked.</param>
/// <param name="Value">What stands in the field.</param>
/// <param name="Mark">Stands for what is stored.</param>
/// <param name="IsAsked">Whether the answers so far ask for it.</param>
/// <param name="Decides">The earlier question that decides whether it is asked.</param>
public sealed record FormQuestionView(FormQuestion Question, string? Value, string Mark, bool IsAsked, FormQuestion? Decides)
{
    // More than these are quicker found in a list that opens.
    private const int MostBeside = 8;

    public string Key => FormContent.FieldOf(Question.Id);

    public string Id => $"q-{Key}";

    public string Name => $"a-{Key}";

    public string? Error { get; init; }

    public string? Invalid => Error is null ? null : "true";

    public string? Required => Question.IsRequired ? "true" : null;

    public bool IsGroup => Question.Kind is QuestionKind.YesNo or QuestionKind.MultipleChoice
        || (Question.Kind == QuestionKind.SingleChoice && !IsLongChoice);

    public bool IsLongChoice => Question.Kind == QuestionKind.SingleChoice && Question.Options.Count > MostBeside;

    public DrawnSignature? Drawn => Question.Kind == QuestionKind.Signature ? DrawnSignature.Parse(Value) : null;

    public string InputType => Question.Kind switch
    {
        QuestionKind.Email => "email",
        QuestionKind.Phone => "tel",
        QuestionKind.Date => "date",
        _ => "text",
    };

    public string? InputMode => Question.Kind == QuestionKind.Number ? "decimal" : null;

    public string? AutoComplete => Question.Kind switch
    {
        QuestionKind.Email => "email",
        QuestionKind.Phone => "tel",
        QuestionKind.Signature => "name",
        _ => null,
    };

    /// <summary>"Only if “Do you take any medicine?” is answered with Yes", for whoever sees it without script.</summary>
    public string? Condition => Question.ShowIf is { } condition && Decides is { } decides
        ? condition.Test switch
        {
            ShowIfTest.Is => $"Only if “{decides.Label}” is answered with “{FormAnswers.Say(decides, condition.Value!)}”",
            ShowIfTest.IsNot => $"Only if “{decides.Label}” is not answered with “{FormAnswers.Say(decides, condition.Value!)}”",
            _ => $"Only if “{decides.Label}” is answered",
        }
        : null;

    public string? DescribedBy
    {
        get
        {
            string?[] ids = [Error is null ? null : $"{Id}-error", Question.Help is null ? null : $"{Id}-help"];
            var known = ids.OfType<string>().ToList();
            return known.Count == 0 ? null : string.Join(' ', known);
        }
    }

    public bool Has(string option) => Value is not null && Value.Split(FormAnswers.Between).Contains(option, StringComparer.Ordinal);
}
