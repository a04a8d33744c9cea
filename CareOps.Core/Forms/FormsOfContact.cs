using System.Text.Json;

using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Files;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Forms;

/// <summary>The forms a contact was asked to fill in, with their answers and links.</summary>
internal sealed class FormsOfContact : IContactHolder
{
    public string Key => "forms";

    public Right Seen => Right.ViewForms;

    public async Task<string> MoveAsync(CareOpsDb db, Guid from, Guid to, CancellationToken cancellationToken)
    {
        var forms = await db.FormSubmissions().Where(row => row.ContactId == from).Select(row => row.Id).ToListAsync(cancellationToken);
        await GiveAsync(db, forms, to, cancellationToken);
        return JsonSerializer.Serialize(forms);
    }

    public Task MoveBackAsync(CareOpsDb db, Guid from, Guid to, string moved, CancellationToken cancellationToken) =>
        GiveAsync(db, JsonSerializer.Deserialize<List<Guid>>(moved)!, from, cancellationToken);

    /// <summary>What was answered goes; that a form was sent and came back stays as a figure.</summary>
    public async Task EraseAsync(CareOpsDb db, Guid contactId, CancellationToken cancellationToken)
    {
        var open = await db.FormSubmissions().Where(row => row.ContactId == contactId).ToListAsync(cancellationToken);
        foreach (var submission in open)
        {
            submission.Withdraw(db);
        }

        await db.SaveChangesAsync(cancellationToken);
        var forms = open.ConvertAll(static submission => submission.Id);
        await db.FormAnswers().Where(row => forms.Contains(row.SubmissionId)).ExecuteDeleteAsync(cancellationToken);
        var files = await db.FormFiles().Where(row => forms.Contains(row.SubmissionId)).Select(static row => row.FileId).ToListAsync(cancellationToken);
        await db.FormFiles().Where(row => forms.Contains(row.SubmissionId)).ExecuteDeleteAsync(cancellationToken);
        await StoredFile.RemoveAsync(db, files, cancellationToken);
        await db.PublicLinks().Where(row => forms.Contains(row.SubjectId)).ExecuteDeleteAsync(cancellationToken);
    }

    public async Task<object> ExportAsync(CareOpsDb db, Caller caller, Guid contactId, CancellationToken cancellationToken)
    {
        var forms = await db.FormSubmissions().Where(row => row.ContactId == contactId).OrderBy(row => row.SentAt)
            .Join(db.FormVersions(), row => row.VersionId, version => version.Id, (row, version) => new { Form = row, Version = version })
            .ToListAsync(cancellationToken);
        var ids = forms.ConvertAll(static each => each.Form.Id);
        var answers = (await db.FormAnswers().Where(row => ids.Contains(row.SubmissionId)).ToListAsync(cancellationToken))
            .ToLookup(static row => row.SubmissionId);
        return forms.ConvertAll(each => new
        {
            each.Version.Title,
            Version = each.Version.Number,
            each.Form.Status,
            SentAt = each.Form.SentAt.ToString(),
            SubmittedAt = each.Form.SubmittedAt?.ToString(),
            Answers = each.Version.Questions
                .Select(question => (Question: question, Answer: answers[each.Form.Id].FirstOrDefault(answer => answer.QuestionId == question.Id)))
                .Where(static pair => pair.Answer is not null)
                .Select(static pair => new
                {
                    Question = pair.Question.Label,
                    Answer = pair.Question.Kind == QuestionKind.File ? FormAnswers.Say(pair.Question, pair.Answer!.Value) : pair.Answer!.Value,
                    SignedAt = pair.Answer.SignedAt?.ToString(),
                }),
        });
    }

    private static async Task GiveAsync(CareOpsDb db, List<Guid> forms, Guid to, CancellationToken cancellationToken)
    {
        await db.FormSubmissions().Where(row => forms.Contains(row.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.ContactId, to), cancellationToken);
        foreach (var form in forms)
        {
            db.Announce(new LiveSubject(nameof(FormSubmission), form));
        }
    }
}
