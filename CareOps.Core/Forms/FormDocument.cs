using System.Text.Json;
using System.Text.Json.Serialization;

using CareOps.Core.Data;
using CareOps.Core.Files;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Forms;

/// <summary>
/// A document that goes with a form: customers open it, then accept it, sign it or return it filled in. What they do is one of the
/// form's questions, <see cref="FormQuestion.IsAboutDocument"/>.
/// </summary>
public sealed record FormDocument(Guid FileId, string Name, FileType Type, long Size, string Sha256)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    /// <summary>The kinds of a question about a document.</summary>
    public static IReadOnlyList<QuestionKind> Tasks { get; } = [QuestionKind.Consent, QuestionKind.Signature, QuestionKind.File];

    public static string Write(FormDocument document) => JsonSerializer.Serialize(document, Json);

    public static FormDocument Read(string json) => JsonSerializer.Deserialize<FormDocument>(json, Json)!;

    /// <summary>Stands for one before it is looked up.</summary>
    internal static FormDocument Unread(Guid fileId) => new(fileId, string.Empty, default, 0, string.Empty);

    internal static FormDocument Of(StoredFile file) => new(file.Id, file.Name, file.Type, file.Size, file.Sha256);
}

/// <summary>A member brings a document for a form. It belongs to the form once that is saved, or goes after a day.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Content">Read to its end, or until it is too large.</param>
[Requires(Right.ManageForms)]
public sealed record KeepFormDocument(string? Name, Stream Content)
{
    /// <summary>On the disk: known before the transaction that names it.</summary>
    internal KeptFile? Kept { get; init; }
}

public sealed class KeepFormDocumentHandler(IWriteDoor door, FileStore store) : Handler<KeepFormDocument, FormDocument>(door)
{
    private static readonly FileType[] Documents =
        [FileType.Pdf, FileType.Docx, FileType.Png, FileType.Jpeg, FileType.Gif, FileType.Webp, FileType.Heic];

    /// <summary>How their names may end, for a file dialog.</summary>
    public static string Accepted { get; } = string.Join(',', Documents.SelectMany(static type => type.Extensions()));

    protected override async Task<Result<FormDocument>> RunAsync(Caller caller, KeepFormDocument command, CancellationToken cancellationToken)
    {
        var kept = await store.KeepAsync(command.Name, command.Content, cancellationToken);
        if (!kept.Succeeded)
        {
            return kept.Error;
        }

        var document = Documents.Contains(kept.Value.Type)
            ? await base.RunAsync(caller, command with { Kept = kept.Value }, CancellationToken.None)
            : new Error("document.type", "A document is a PDF, a Word file or a picture.");
        if (!document.Succeeded)
        {
            store.Delete(kept.Value.Place);
        }

        return document;
    }

    protected override Task<Result<FormDocument>> ExecuteAsync(
        CareOpsDb db, Caller caller, KeepFormDocument command, CancellationToken cancellationToken)
    {
        var file = StoredFile.Of(db, command.Kept!);
        db.Add(file);
        return Task.FromResult<Result<FormDocument>>(FormDocument.Of(file));
    }
}

/// <summary>Which files may go with a form, and when one is needed no more.</summary>
internal static class FormDocuments
{
    /// <summary>
    /// The document of this id, used from here on; null for none. A file that was kept for something else, such as a message, is none
    /// that this member may show to others.
    /// </summary>
    public static async Task<Result<FormDocument?>> FindAsync(CareOpsDb db, Guid? id, CancellationToken cancellationToken)
    {
        if (id is null)
        {
            return (FormDocument?)null;
        }

        var file = await db.StoredFiles().SingleOrDefaultAsync(
            row => row.Id == id && (row.UsedAt == null || db.FormVersions().Any(version => version.DocumentId == row.Id)), cancellationToken);
        if (file is null)
        {
            return FormErrors.NoDocument;
        }

        file.Use(db.Now);
        return FormDocument.Of(file);
    }

    /// <summary>Removes a document that no version has any more.</summary>
    public static async Task LetGoAsync(CareOpsDb db, Guid id, CancellationToken cancellationToken)
    {
        if (!await db.FormVersions().AnyAsync(row => row.DocumentId == id, cancellationToken))
        {
            await StoredFile.RemoveAsync(db, [id], cancellationToken);
        }
    }
}
