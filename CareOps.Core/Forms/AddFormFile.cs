using CareOps.Core.Data;
using CareOps.Core.Files;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Forms;

/// <summary>The customer adds a file to a question of their form. It stays with the form until it is taken out, on every device.</summary>
/// <param name="Version">The version that their page showed.</param>
/// <param name="QuestionId">A question for files.</param>
/// <param name="Name">What the file is called.</param>
/// <param name="Content">Read to its end, or until it is too large.</param>
[Requires(Right.HoldLink)]
public sealed record AddFormFile(int Version, Guid QuestionId, string? Name, Stream Content)
{
    /// <summary>On the disk: known before the transaction that names it.</summary>
    internal KeptFile? Kept { get; init; }
}

/// <summary>A file that is with the form now; one that was there already, the same by name and content, is not added again.</summary>
public sealed record AddedFormFile(Guid Id, string Name, long Size, bool IsNew);

/// <summary>The customer takes a file out of their form; one that is gone already is no mistake.</summary>
[Requires(Right.HoldLink)]
public sealed record RemoveFormFile(Guid Id);

public sealed class AddFormFileHandler(IWriteDoor door, FileStore store) : Handler<AddFormFile, AddedFormFile>(door)
{
    protected override async Task<Result<AddedFormFile>> RunAsync(Caller caller, AddFormFile command, CancellationToken cancellationToken)
    {
        var kept = await store.KeepAsync(command.Name, command.Content, cancellationToken);
        if (!kept.Succeeded)
        {
            return kept.Error;
        }

        // From here on it is one short write: who leaves meanwhile finds the file in the form.
        var added = await base.RunAsync(caller, command with { Kept = kept.Value }, CancellationToken.None);
        if (!added.Succeeded || !added.Value.IsNew)
        {
            store.Delete(kept.Value.Place);
        }

        return added;
    }

    protected override async Task<Result<AddedFormFile>> ExecuteAsync(
        CareOpsDb db, Caller caller, AddFormFile command, CancellationToken cancellationToken)
    {
        var found = await AnswerFormHandler.LockAsync(db, caller, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        var (submission, kept) = (found.Value, command.Kept!);
        if (submission.Status == FormStatus.Withdrawn)
        {
            return FormErrors.Withdrawn;
        }

        var files = await FormFiles.OfAsync(db, submission.Id, cancellationToken);
        if (files.FirstOrDefault(file => (file.QuestionId, file.Sha256, file.Name) == (command.QuestionId, kept.Sha256, kept.Name)) is { } same)
        {
            return new AddedFormFile(same.Id, same.Name, same.Size, IsNew: false);
        }

        if (submission.SubmittedAt is not null)
        {
            return FormErrors.AlreadySent;
        }

        var version = await AnswerFormHandler.VersionAsync(db, submission, command.Version, cancellationToken);
        var question = version.Questions.FirstOrDefault(one => one.Id == command.QuestionId && one.Kind == QuestionKind.File);
        if (question is null)
        {
            return FormErrors.QuestionGone;
        }

        if (Refuse(question, files, kept) is { } refusal)
        {
            return refusal;
        }

        submission.Start(db, version.Id);
        var stored = StoredFile.Of(db, kept);
        var file = FormFile.Of(db, submission, question.Id, stored);
        db.AddRange(stored, file);
        var row = new FormFileRow(file.Id, question.Id, stored.Id, stored.Name, stored.Type, stored.Size, stored.Sha256);
        await FormFiles.AnswerAsync(db, submission, question.Id, [.. files, row], cancellationToken);
        return new AddedFormFile(file.Id, stored.Name, stored.Size, IsNew: true);
    }

    private static Error? Refuse(FormQuestion question, IReadOnlyList<FormFileRow> files, KeptFile kept)
    {
        if (files.Count(file => file.QuestionId == question.Id) >= question.Files)
        {
            return new Error(
                "file.many", question.Files == 1 ? "One file fits here. Take the other one out first." : $"At most {question.Files} files fit here. Take one out first.");
        }

        return files.Count >= FormFile.MostOfAForm || files.Sum(static file => file.Size) + kept.Size > FormFile.MostBytesOfAForm
            ? new Error(
                "file.form_full", $"A form takes {FormFile.MostOfAForm} files and {FormFile.MostBytesOfAForm / 1024 / 1024} MB at most.")
            : null;
    }
}

public sealed class RemoveFormFileHandler(IWriteDoor door) : Handler<RemoveFormFile, Done>(door)
{
    protected override async Task<Result<Done>> ExecuteAsync(
        CareOpsDb db, Caller caller, RemoveFormFile command, CancellationToken cancellationToken)
    {
        var found = await AnswerFormHandler.LockAsync(db, caller, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        var submission = found.Value;
        var files = await FormFiles.OfAsync(db, submission.Id, cancellationToken);
        if (files.FirstOrDefault(file => file.Id == command.Id) is not { } gone)
        {
            return Done.It;
        }

        if (!submission.IsOpen)
        {
            return submission.SubmittedAt is null ? FormErrors.Withdrawn : FormErrors.AlreadySent;
        }

        await db.FormFiles().Where(row => row.Id == gone.Id).ExecuteDeleteAsync(cancellationToken);
        await StoredFile.RemoveAsync(db, [gone.FileId], cancellationToken);
        await FormFiles.AnswerAsync(db, submission, gone.QuestionId, [.. files.Where(file => file != gone)], cancellationToken);
        return Done.It;
    }
}

/// <summary>The files of a form, and the answers that name them.</summary>
internal static class FormFiles
{
    public static async Task<IReadOnlyList<FormFileRow>> OfAsync(CareOpsDb db, Guid submissionId, CancellationToken cancellationToken) =>
        await db.FormFiles().Where(row => row.SubmissionId == submissionId)
            .Join(db.StoredFiles(), static row => row.FileId, static file => file.Id, static (row, file) => new { Row = row, File = file })
            .OrderBy(static each => each.Row.Id)
            .Select(static each => new FormFileRow(
                each.Row.Id, each.Row.QuestionId, each.File.Id, each.File.Name, each.File.Type, each.File.Size, each.File.Sha256))
            .ToListAsync(cancellationToken);

    /// <summary>Has a question's answer name those of these files that are its own.</summary>
    public static async Task AnswerAsync(
        CareOpsDb db, FormSubmission submission, Guid questionId, IReadOnlyList<FormFileRow> files, CancellationToken cancellationToken)
    {
        var answer = await db.FormAnswers().SingleOrDefaultAsync(
            row => row.SubmissionId == submission.Id && row.QuestionId == questionId, cancellationToken);
        var own = files.Where(file => file.QuestionId == questionId).ToList();
        if (own.Count == 0)
        {
            if (answer is not null)
            {
                db.Remove(answer);
            }
        }
        else if (answer is null)
        {
            db.Add(FormAnswer.Of(db, submission.Id, questionId, FormFile.AnswerOf(own)));
        }
        else
        {
            answer.Become(FormFile.AnswerOf(own), db.Now);
        }
    }
}

/// <summary>Reads files of forms for members.</summary>
public sealed class FormFileQueries(ReadDoor door)
{
    /// <summary>What a customer added; null where it is not there.</summary>
    public async Task<StoredFile?> FileAsync(Caller caller, Guid id, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ViewForms, cancellationToken);
        return await db.FormFiles().Where(row => row.Id == id)
            .Join(db.StoredFiles(), static row => row.FileId, static file => file.Id, static (row, file) => file)
            .SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>The document of a form's version; null where it has none.</summary>
    public async Task<StoredFile?> DocumentAsync(Caller caller, Guid templateId, int version, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ViewForms, cancellationToken);
        return await db.FormVersions().Where(row => row.TemplateId == templateId && row.Number == version)
            .Join(db.StoredFiles(), static row => row.DocumentId, static file => (Guid?)file.Id, static (row, file) => file)
            .SingleOrDefaultAsync(cancellationToken);
    }
}
