using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Messaging;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Forms;

/// <summary>
/// The customer answers, by the form's secret link: some of it to go on later, or all of it for good. <paramref name="Version"/> is the
/// one their page showed.
/// </summary>
[Requires(Right.HoldLink)]
public sealed record AnswerForm(int Version, IReadOnlyList<GivenAnswer> Answers, bool IsFinal);

/// <summary>A browser shows the form.</summary>
[Requires(Right.HoldLink)]
public sealed record NoteFormOpened;

/// <summary>What a page holds for one question.</summary>
/// <param name="QuestionId">The question.</param>
/// <param name="Value">What stands in its field.</param>
/// <param name="Shown">The <see cref="FormAnswers.Mark"/> of what the page was drawn with.</param>
public sealed record GivenAnswer(Guid QuestionId, string? Value, string? Shown)
{
    /// <summary>The page showed another page's answer beside the field, and its person takes that one.</summary>
    public bool TakesOther { get; init; }
}

/// <summary>What became of answers. Whatever could be saved is saved, also where something else is wrong.</summary>
/// <param name="IsSubmitted">The form came back: nothing is left to do.</param>
/// <param name="Problems">What keeps it from that, each beside its question.</param>
public sealed record AnsweredForm(bool IsSubmitted, IReadOnlyList<Error> Problems);

public sealed class NoteFormOpenedHandler(IWriteDoor door) : Handler<NoteFormOpened, Done>(door)
{
    protected override async Task<Result<Done>> ExecuteAsync(
        CareOpsDb db, Caller caller, NoteFormOpened command, CancellationToken cancellationToken)
    {
        var found = await AnswerFormHandler.LockAsync(db, caller, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        if (found.Value.OpenedAt is null)
        {
            found.Value.Open(db.Now);
        }

        return Done.It;
    }
}

/// <summary>
/// Merges what several tabs and devices hold, question by question: a field that a page did not change is left as it is elsewhere, and
/// one that was changed in two places stays as it was saved first until its person has seen both and chosen. Nothing is submitted for
/// good that the page which submits it did not show.
/// </summary>
public sealed class AnswerFormHandler(IWriteDoor door) : Handler<AnswerForm, AnsweredForm>(door)
{
    /// <summary>Answered on this page, and otherwise on another one: its person chooses.</summary>
    public const string ConflictCode = "answer.elsewhere";

    /// <summary>Left alone on this page and answered on another one: its person looks before it goes out for good.</summary>
    public const string UnseenCode = "answer.unseen";

    private const string Elsewhere = "in another tab or on another device";

    protected override async Task<Result<AnsweredForm>> ExecuteAsync(
        CareOpsDb db, Caller caller, AnswerForm command, CancellationToken cancellationToken)
    {
        var found = await LockAsync(db, caller, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        var submission = found.Value;
        if (submission.Status == FormStatus.Withdrawn)
        {
            return FormErrors.Withdrawn;
        }

        var version = await VersionAsync(db, submission, command.Version, cancellationToken);
        var stored = await db.FormAnswers().Where(row => row.SubmissionId == submission.Id).ToDictionaryAsync(row => row.QuestionId, cancellationToken);
        if (submission.SubmittedAt is not null)
        {
            return ChangesAnything(version, stored, command) ? FormErrors.AlreadySent : new AnsweredForm(IsSubmitted: true, []);
        }

        var problems = Merge(db, submission, version, stored, command);
        if (!command.IsFinal)
        {
            return new AnsweredForm(IsSubmitted: false, problems);
        }

        var workspace = await db.WorkspaceAsync(cancellationToken);
        problems.AddRange(UnseenOf(version, stored, command));
        problems = [.. problems, .. FormAnswers.Check(version.Questions, ValuesOf(stored), workspace.Country)
            .Where(error => !problems.Exists(one => one.Field == error.Field))];
        if (problems.Count > 0)
        {
            return new AnsweredForm(IsSubmitted: false, problems);
        }

        await SubmitAsync(db, submission, version, stored, cancellationToken);
        return new AnsweredForm(IsSubmitted: true, []);
    }

    internal static async Task<Result<FormSubmission>> LockAsync(CareOpsDb db, Caller caller, CancellationToken cancellationToken)
    {
        var holder = (Caller.LinkHolder)caller;
        if (holder.Purpose != LinkPurposes.Form)
        {
            return FormErrors.NotFound;
        }

        await db.LockAsync($"form:{holder.SubjectId}", cancellationToken);
        var submission = await db.FormSubmissions().SingleOrDefaultAsync(row => row.Id == holder.SubjectId, cancellationToken);
        return submission is null ? FormErrors.NotFound : submission;
    }

    // Who begins answers what they were shown, even if the form was changed meanwhile; who goes on stays with what they began.
    internal static async Task<FormVersion> VersionAsync(
        CareOpsDb db, FormSubmission submission, int shown, CancellationToken cancellationToken)
    {
        var versions = db.FormVersions().AsNoTracking().Where(row => row.TemplateId == submission.TemplateId);
        return (submission.StartedAt is null ? await versions.SingleOrDefaultAsync(row => row.Number == shown, cancellationToken) : null)
            ?? await versions.SingleAsync(row => row.Id == submission.VersionId, cancellationToken);
    }

    private static IEnumerable<(FormQuestion Question, GivenAnswer Given, string? Value, string? Known)> ChangesOf(
        FormVersion version, Dictionary<Guid, FormAnswer> stored, AnswerForm command)
    {
        var questions = version.Questions.Where(static question => question.IsAnswered && question.Kind != QuestionKind.File)
            .ToDictionary(static question => question.Id);
        foreach (var given in command.Answers)
        {
            if (given.TakesOther || !questions.TryGetValue(given.QuestionId, out var question))
            {
                continue;
            }

            var value = FormAnswers.Clean(question, given.Value);
            var known = stored.GetValueOrDefault(given.QuestionId)?.Value;
            if (value != known && FormAnswers.Mark(value) != given.Shown)
            {
                yield return (question, given, value, known);
            }
        }
    }

    private static bool ChangesAnything(FormVersion version, Dictionary<Guid, FormAnswer> stored, AnswerForm command) =>
        ChangesOf(version, stored, command).Any();

    private static List<Error> Merge(
        CareOpsDb db, FormSubmission submission, FormVersion version, Dictionary<Guid, FormAnswer> stored, AnswerForm command)
    {
        var problems = new List<Error>();
        foreach (var (question, given, value, known) in ChangesOf(version, stored, command).ToList())
        {
            var field = FormContent.FieldOf(question.Id);
            if (FormAnswers.TooLong(question, value) is { } tooLong)
            {
                problems.Add(new Error("too_long", tooLong, ErrorKind.Invalid, field));
            }
            else if (FormAnswers.Mark(known) != given.Shown)
            {
                problems.Add(new Error(
                    ConflictCode, $"This was {(known is null ? "emptied" : "answered differently")} {Elsewhere}. Choose which one counts.", ErrorKind.Conflict, field));
            }
            else
            {
                submission.Start(db, version.Id);
                Write(db, submission, stored, question.Id, value);
            }
        }

        return problems;
    }

    private static IEnumerable<Error> UnseenOf(FormVersion version, Dictionary<Guid, FormAnswer> stored, AnswerForm command)
    {
        var asked = FormAnswers.AskedOf(version.Questions, ValuesOf(stored));
        foreach (var question in version.Questions.Where(question => question.Kind != QuestionKind.File && asked.Contains(question.Id)))
        {
            var known = stored.GetValueOrDefault(question.Id)?.Value;
            if (command.Answers.FirstOrDefault(answer => answer.QuestionId == question.Id) is { } given
                && FormAnswers.Mark(known) != given.Shown
                && (given.TakesOther || FormAnswers.Mark(FormAnswers.Clean(question, given.Value)) == given.Shown))
            {
                yield return new Error(
                    UnseenCode,
                    $"This was {(known is null ? "emptied" : "answered")} {Elsewhere}. Look at it, then press Submit again.",
                    ErrorKind.Conflict,
                    FormContent.FieldOf(question.Id));
            }
        }
    }

    private static void Write(
        CareOpsDb db, FormSubmission submission, Dictionary<Guid, FormAnswer> stored, Guid questionId, string? value)
    {
        var known = stored.GetValueOrDefault(questionId);
        if (value is null)
        {
            db.Remove(known!);
            stored.Remove(questionId);
        }
        else if (known is null)
        {
            var answer = FormAnswer.Of(db, submission.Id, questionId, value);
            db.Add(answer);
            stored.Add(questionId, answer);
        }
        else
        {
            known.Become(value, db.Now);
        }
    }

    private static Dictionary<Guid, string> ValuesOf(Dictionary<Guid, FormAnswer> stored) =>
        stored.ToDictionary(static row => row.Key, static row => row.Value.Value);

    private static async Task SubmitAsync(
        CareOpsDb db,
        FormSubmission submission,
        FormVersion version,
        Dictionary<Guid, FormAnswer> stored,
        CancellationToken cancellationToken)
    {
        submission.Start(db, version.Id);
        submission.Submit(db);
        Sign(db, version, stored);
        var contact = await db.Contacts().SingleAsync(row => row.Id == submission.ContactId, cancellationToken);
        contact.Touch(db.Now);
        var conversation = await Conversation.OfAsync(db, contact, cancellationToken);
        Message.Activity(db, conversation, $"Filled in “{version.Title}”{(submission.IsLate ? ", late" : string.Empty)}");
        db.Append(TimelineEntry.Of(db, contact.Id, "form.submitted", submission.Id, $"Filled in “{version.Title}”"));
    }

    // Each signature, and the word that a document is accepted, is kept with a hash of all that stood there and was answered.
    private static void Sign(CareOpsDb db, FormVersion version, Dictionary<Guid, FormAnswer> stored)
    {
        var asked = FormAnswers.AskedOf(version.Questions, ValuesOf(stored));
        var given = version.Questions.Where(question => asked.Contains(question.Id) && stored.ContainsKey(question.Id)).ToLookup(IsSigned);
        if (!given[true].Any())
        {
            return;
        }

        var hash = version.Content.HashWith(given[false].Select(question => (question.Id, stored[question.Id].Value)));
        foreach (var question in given[true])
        {
            stored[question.Id].Sign(hash, db.Now);
        }
    }

    private static bool IsSigned(FormQuestion question) =>
        question.Kind == QuestionKind.Signature || (question.Kind == QuestionKind.Consent && question.IsAboutDocument);
}
