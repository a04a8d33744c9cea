using System.Diagnostics.CodeAnalysis;

using CareOps.Core.Forms;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;
using CareOps.Web.Components.Inbox;

using Microsoft.AspNetCore.Mvc;

namespace CareOps.Web.Public;

/// <summary>
/// One form, for whoever holds its secret link. Every post says for each question what stands in its field and what the page was drawn
/// with, so that several tabs and devices are told apart question by question. Looking changes nothing: only a browser that runs
/// the script, or a first answer, counts as opened.
/// </summary>
[Requires(Right.HoldLink)]
[RequestFormLimits(ValueCountLimit = MostValues, MultipartBodyLengthLimit = UploadsAttribute.MostBytes)]
[RequestSizeLimit(UploadsAttribute.MostReadBytes)]
[Uploads]
[SuppressMessage("Security", "S5693", Justification = "Several scans of up to 10 MB come in one post. Each is refused alone where it is larger.")]
public sealed class FillFormModel(
    WorkspaceQueries workspaces,
    PublicLinks links,
    FormPageQueries forms,
    AnswerFormHandler answering,
    NoteFormOpenedHandler opening,
    PostedFiles posted) : PublicPage(workspaces)
{
    // Each question brings its mark and at most one value for each of its options.
    private const int MostValues = 2 + (FormContent.MostQuestions * (FormQuestion.MaxOptions + 1));

    /// <summary>What a page says of two answers where its person takes that of another tab or device.</summary>
    public const string TheOther = "other";

    private const string ValuePrefix = "a-";
    private const string ShownPrefix = "s-";
    private const string ChoicePrefix = "c-";

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

    public bool TakesFiles => Version.Questions.Any(static question => question.Kind == QuestionKind.File);

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
        foreach (var answer in given.Where(answer => content!.Version.Questions.All(question => question.Id != answer.QuestionId)))
        {
            problems.TryAdd(
                FormContent.FieldOf(answer.QuestionId),
                "This is not saved: the form has changed since you opened it here, and no longer asks this. Open its link again.");
        }

        var marks = given.Where(answer => !problems.ContainsKey(FormContent.FieldOf(answer.QuestionId))).ToDictionary(
            static answer => FormContent.FieldOf(answer.QuestionId),
            answer => FormAnswers.Mark(content!.Answers.GetValueOrDefault(answer.QuestionId)),
            StringComparer.Ordinal);
        var others = answered.Value.Problems.Where(static error => error.Code == AnswerFormHandler.ConflictCode)
            .ToDictionary(static error => error.Field!, error => OtherOf(content!, error), StringComparer.Ordinal);
        return new JsonResult(new { marks, problems, others });
    }

    /// <summary>What is stored now: the script fills it in where a page has lain behind another one.</summary>
    public async Task<IActionResult> OnGetAnswersAsync(string token, CancellationToken cancellationToken)
    {
        var holder = await links.ResolveAsync(token, LinkPurposes.Form, cancellationToken);
        if (!holder.Succeeded)
        {
            return Spent(holder.Error);
        }

        return await forms.ByLinkAsync(holder.Value, cancellationToken) switch
        {
            null => NotFound(),
            { Submission.Status: FormStatus.Withdrawn } => StatusCode(StatusCodes.Status410Gone),
            { } content => new JsonResult(new
            {
                sent = content.Submission.SubmittedAt is not null,
                answers = content.Version.Questions.Where(static question => question.IsAnswered && question.Kind != QuestionKind.File).ToDictionary(
                    static question => FormContent.FieldOf(question.Id), question => AnswerOf(content, question), StringComparer.Ordinal),
            }),
        };
    }

    /// <summary>The script sends a file that was just chosen. What is wrong with it is answered as a sentence.</summary>
    public async Task<IActionResult> OnPostAddFileAsync(
        string token, [FromForm] int version, [FromForm] Guid question, IFormFile? file, CancellationToken cancellationToken)
    {
        var holder = await links.ResolveAsync(token, LinkPurposes.Form, cancellationToken);
        if (!holder.Succeeded)
        {
            return Spent(holder.Error);
        }

        if (file is null)
        {
            return BadRequest();
        }

        var added = await posted.AddAsync(holder.Value, version, question, file, cancellationToken);
        return added switch
        {
            { Succeeded: true } => new JsonResult(new { id = $"{added.Value.Id:N}", name = added.Value.Name, size = FileSize.Of(added.Value.Size) }),
            { Error.Kind: ErrorKind.Gone } => StatusCode(StatusCodes.Status410Gone),
            { Error: var error } when error == FormErrors.AlreadySent => StatusCode(StatusCodes.Status409Conflict),
            _ => new JsonResult(new { problem = added.Error.Message }),
        };
    }

    /// <summary>The script takes a file out.</summary>
    public async Task<IActionResult> OnPostRemoveFileAsync(string token, [FromForm] Guid file, CancellationToken cancellationToken)
    {
        var holder = await links.ResolveAsync(token, LinkPurposes.Form, cancellationToken);
        if (!holder.Succeeded)
        {
            return Spent(holder.Error);
        }

        var removed = await posted.RemoveAsync(holder.Value, file, cancellationToken);
        return removed.Succeeded ? new NoContentResult() : StatusCode(StatusCodes.Status409Conflict);
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
            // The link opens nothing any more, not even the questions. What was typed is its person's own.
            HttpContext.Items[StatusModel.WhatWasTyped] = TypedIn(Request.Form);
            return refusal!;
        }

        var given = Given();
        var shown = await forms.ShownAsync(holder, version, cancellationToken);
        var isStale = Submission.StartedAt is not null && shown is not null && shown.Number != Version.Number;
        if (isStale)
        {
            Unplaced = UnplacedOf(given, shown!, question => !Version.Questions.Any(kept => kept.Id == question.Id));
        }

        var files = await posted.TakeAsync(holder, version, shown ?? Version, Request.Form, cancellationToken);
        Unplaced = [.. Unplaced, .. files.Unplaced];

        // Nobody sends for good what they have not seen as it is.
        var isComplete = Unplaced.Count == 0 && files.Problems.Count == 0;
        var answered = await answering.HandleAsync(holder, new AnswerForm(version, given, isFinal && isComplete), cancellationToken);
        _content = (await forms.ByLinkAsync(holder, cancellationToken))!;
        if (!answered.Succeeded)
        {
            Unplaced =
            [
                .. UnplacedOf(given, shown ?? Version, question =>
                    FormAnswers.Clean(question, given.First(answer => answer.QuestionId == question.Id).Value) != _content.Answers.GetValueOrDefault(question.Id)),
                .. files.Unplaced,
            ];
            Draw(_content.Answers, []);
            return Refused(answered.Error);
        }

        if (isComplete && (answered.Value.IsSubmitted || answered.Value.Problems.Count == 0))
        {
            return LocalRedirect(isFinal ? $"/form/{token}" : $"/form/{token}?saved=1");
        }

        if (IsSubmitted)
        {
            Draw(_content.Answers, []);
            return Refused(FormErrors.AlreadySent);
        }

        return Again(given, [.. files.Problems, .. answered.Value.Problems, .. isFinal ? StillWrong(files.Problems) : []], isStale);
    }

    // Everything at once: a file that was refused is no reason to hear of the rest later.
    private IEnumerable<Error> StillWrong(IReadOnlyList<Error> known) => known.Count == 0
        ? []
        : FormAnswers.Check(Version.Questions, _content.Answers, Business.Country).Where(error => known.All(one => one.Field != error.Field));

    // The same page once more: what was typed stands where it stood, with what is wrong beside it.
    private IActionResult Again(IReadOnlyList<GivenAnswer> given, IReadOnlyList<Error> problems, bool isStale)
    {
        var values = _content.Answers.ToDictionary(static pair => pair.Key, static pair => pair.Value);
        foreach (var answer in given.Where(answer => problems.Any(error =>
            error.Field == FormContent.FieldOf(answer.QuestionId) && error.Code != AnswerFormHandler.UnseenCode)))
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

        Draw(values, problems, given);
        if (isStale && Unplaced.Count > 0)
        {
            ModelState.AddModelError(string.Empty, "This form has changed since you opened it here. Look through it, then send it.");
        }

        Response.StatusCode = problems switch
        {
            _ when problems.Any(static error => error.Code == PostedFiles.Passing) => StatusCodes.Status503ServiceUnavailable,
            _ when isStale || problems.Any(static error => error.Kind == ErrorKind.Conflict) => StatusCodes.Status409Conflict,
            _ => StatusCodes.Status400BadRequest,
        };
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
                given.Add(new GivenAnswer(question, values.Count == 0 ? null : string.Join(FormAnswers.Between, values), mark.ToString())
                {
                    TakesOther = Request.Form[$"{ChoicePrefix}{question:N}"] == TheOther,
                });
            }
        }

        return given;
    }

    // What was ticked or drawn says nothing without its question.
    private static IReadOnlyList<string> TypedIn(IFormCollection form) =>
    [
        .. form.Where(static field => field.Key.StartsWith(ValuePrefix, StringComparison.Ordinal))
            .SelectMany(static field => field.Value)
            .OfType<string>()
            .Where(static value => !string.IsNullOrWhiteSpace(value) && value is not (FormAnswers.Yes or FormAnswers.No)
                && !value.StartsWith(DrawnSignature.Prefix, StringComparison.Ordinal)),
    ];

    private static object AnswerOf(FormPageContent content, FormQuestion question)
    {
        var value = content.Answers.GetValueOrDefault(question.Id);
        return new { value = value ?? string.Empty, text = value is null ? string.Empty : FormAnswers.Say(question, value), mark = FormAnswers.Mark(value) };
    }

    private static object OtherOf(FormPageContent content, Error conflict) =>
        AnswerOf(content, content.Version.Questions.First(question => FormContent.FieldOf(question.Id) == conflict.Field));

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

    private void Draw(IReadOnlyDictionary<Guid, string> values, IReadOnlyList<Error> problems, IReadOnlyList<GivenAnswer>? given = null)
    {
        var asked = FormAnswers.AskedOf(Version.Questions, values);
        var problemOf = problems.DistinctBy(static error => error.Field, StringComparer.Ordinal).ToDictionary(static error => error.Field ?? string.Empty, StringComparer.Ordinal);
        Questions =
        [
            .. Version.Questions.Select(question => new FormQuestionView(
                question,
                values.GetValueOrDefault(question.Id),
                FormAnswers.Mark(_content.Answers.GetValueOrDefault(question.Id)),
                asked.Contains(question.Id),
                question.ShowIf is { } condition ? Version.Questions.FirstOrDefault(each => each.Id == condition.QuestionId) : null)
            {
                Error = problemOf.GetValueOrDefault(FormContent.FieldOf(question.Id))?.Message,
                Other = problemOf.GetValueOrDefault(FormContent.FieldOf(question.Id))?.Code == AnswerFormHandler.ConflictCode
                    ? _content.Answers.GetValueOrDefault(question.Id, string.Empty)
                    : null,
                Before = problemOf.GetValueOrDefault(FormContent.FieldOf(question.Id))?.Code == AnswerFormHandler.UnseenCode
                    ? FormAnswers.Clean(question, given?.FirstOrDefault(answer => answer.QuestionId == question.Id)?.Value)
                    : null,
                Files = [.. _content.Files.Where(file => file.QuestionId == question.Id)],
            }),
        ];
    }
}
