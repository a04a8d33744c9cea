using CareOps.Core.Data;
using CareOps.Core.Files;
using CareOps.Core.Foundation;

using NodaTime;

namespace CareOps.Core.Forms;

/// <summary>
/// A file that a customer added to a form. The answer to its question names it, with what it holds, so that a signature counts for the
/// very files that were there.
/// </summary>
public sealed class FormFile : IWorkspaceOwned
{
    /// <summary>The most files of one form, whatever its questions take.</summary>
    public const int MostOfAForm = 50;

    /// <summary>All files of one form together, in bytes.</summary>
    public const long MostBytesOfAForm = 100L * 1024 * 1024;

    private const int HashLength = 64;

    private FormFile()
    {
    }

    public Guid Id { get; private set; }

    public WorkspaceId WorkspaceId { get; private set; }

    public Guid SubmissionId { get; private set; }

    public Guid QuestionId { get; private set; }

    public Guid FileId { get; private set; }

    public Instant AddedAt { get; private set; }

    /// <summary>The names in an answer that <see cref="AnswerOf"/> wrote.</summary>
    public static IEnumerable<string> NamesIn(string answer) =>
        answer.Split(FormAnswers.Between).Select(static line => line.Length > HashLength ? line[(HashLength + 1)..] : line);

    /// <summary>The answer that these files are: each on a line, its SHA-256 before its name.</summary>
    internal static string AnswerOf(IEnumerable<FormFileRow> files) =>
        string.Join(FormAnswers.Between, files.Select(static file => $"{file.Sha256} {file.Name}"));

    internal static FormFile Of(CareOpsDb db, FormSubmission submission, Guid questionId, StoredFile file)
    {
        file.Use(db.Now);
        return new FormFile
        {
            Id = db.NewId(),
            WorkspaceId = db.Workspace,
            SubmissionId = submission.Id,
            QuestionId = questionId,
            FileId = file.Id,
            AddedAt = db.Now,
        };
    }
}

/// <summary>A file of a form, as pages show it.</summary>
public sealed record FormFileRow(Guid Id, Guid QuestionId, Guid FileId, string Name, FileType Type, long Size, string Sha256);
