using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Messaging;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Forms;

/// <summary>Where the contact form can be changed. A business from before it had one of its own gets it now. Answers with its id.</summary>
[Requires(Right.ManageForms)]
public sealed record OpenContactForm;

public sealed class OpenContactFormHandler(IWriteDoor door) : Handler<OpenContactForm, Guid>(door)
{
    protected override async Task<Result<Guid>> ExecuteAsync(
        CareOpsDb db, Caller caller, OpenContactForm command, CancellationToken cancellationToken) =>
        (await ContactForms.NewestAsync(db, null, cancellationToken)).TemplateId;
}

/// <summary>A new business has a contact form from the beginning.</summary>
internal sealed class FirstContactForm : IWorkspaceSetup
{
    public void SetUp(CareOpsDb db, Workspace workspace, Member owner) => ContactForms.Add(db);
}

/// <summary>The one contact form of a business, and what it says.</summary>
internal static class ContactForms
{
    /// <summary>The version that a page showed, else the newest; made now where the business has no contact form yet.</summary>
    public static async Task<FormVersion> NewestAsync(CareOpsDb db, int? shown, CancellationToken cancellationToken)
    {
        if (await FindAsync(db, shown, cancellationToken) is { } found)
        {
            return found;
        }

        await db.LockAsync($"contact-form:{db.Workspace}", cancellationToken);
        return await FindAsync(db, shown, cancellationToken) ?? Add(db);
    }

    /// <summary>Null where the business has no contact form yet.</summary>
    public static async Task<FormVersion?> FindAsync(CareOpsDb db, int? shown, CancellationToken cancellationToken)
    {
        var versions = db.FormVersions().Where(row => db.FormTemplates().Any(template => template.Id == row.TemplateId && template.IsContactForm));
        return (shown is { } number ? await versions.SingleOrDefaultAsync(row => row.Number == number, cancellationToken) : null)
            ?? await versions.OrderByDescending(static row => row.Number).FirstOrDefaultAsync(cancellationToken);
    }

    public static FormVersion Add(CareOpsDb db)
    {
        var (template, version) = FormTemplate.Create(db, ContactFields.First, isContactForm: true);
        db.Add(template);
        db.Add(version);
        return version;
    }
}

/// <summary>Reads the contact form: for whoever wants to write, and for members.</summary>
public sealed class ContactFormQueries(ReadDoor door)
{
    /// <summary>What the contact page says and asks, and the number of that version; 0 where the business never had one of its own.</summary>
    public async Task<(int Version, FormContent Content)> ShownAsync(Caller caller, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.Anyone, cancellationToken);
        return await ContactForms.FindAsync(db, null, cancellationToken) is { } version ? (version.Number, version.Content) : (0, ContactFields.First);
    }

    /// <summary>The contact form as a row beside the other forms; null where the business never had one of its own.</summary>
    public async Task<FormTemplateRow?> RowAsync(Caller caller, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ViewForms, cancellationToken);
        return await db.FormTemplates().Where(static row => row.IsContactForm)
            .Select(row => new FormTemplateRow(
                row.Id, row.Name, row.Version, row.ChangedAt, null, 0, db.FormSubmissions().Count(each => each.TemplateId == row.Id), Array.Empty<string>()))
            .SingleOrDefaultAsync(cancellationToken);
    }
}

/// <summary>Keeps what was answered to the contact form, and has its own questions' answers said below the message.</summary>
internal sealed class ContactFormAnswers : IInquiryParticipant
{
    private const int MaxLabelLength = 120;
    private const int MaxAnswerLength = 400;

    public async Task<IReadOnlyList<Error>> CheckAsync(
        CareOpsDb db, SendInquiry inquiry, Workspace workspace, CancellationToken cancellationToken)
    {
        var version = await ContactForms.FindAsync(db, inquiry.FormVersion, cancellationToken);
        var own = OwnOf(version?.Questions ?? ContactFields.All);
        var values = ValuesOf(own, inquiry);
        return
        [
            .. own.Where(question => values.ContainsKey(question.Id))
                .Select(question => FormAnswers.TooLong(question, values[question.Id]) is { } sentence
                    ? new Error("too_long", sentence, ErrorKind.Invalid, FormContent.FieldOf(question.Id))
                    : null)
                .OfType<Error>(),
            .. own.Where(question => values.TryGetValue(question.Id, out var value) && Text.HasControlCharacters(value))
                .Select(static question => new Error(
                    "characters", "This holds characters that can't be shown. Type it again.", ErrorKind.Invalid, FormContent.FieldOf(question.Id))),
            .. FormAnswers.Check(own, values, workspace.Country),
        ];
    }

    public async Task<IReadOnlyList<string>> ReceivedAsync(
        CareOpsDb db, SendInquiry inquiry, Guid contactId, CancellationToken cancellationToken)
    {
        var version = await ContactForms.NewestAsync(db, inquiry.FormVersion, cancellationToken);
        var own = OwnOf(version.Questions);
        var values = ValuesOf(own, inquiry);
        var asked = FormAnswers.AskedOf(own, values);
        var submission = FormSubmission.Received(db, version, contactId);
        db.Add(submission);
        (Guid Id, string? Value)[] fixedOnes =
        [
            (ContactFields.NameId, Text.Line(inquiry.Name)),
            (ContactFields.EmailId, Text.Line(inquiry.Email)),
            (ContactFields.PhoneId, Text.Line(inquiry.Phone)),
            (ContactFields.MessageId, Text.Lines(inquiry.Message)),
        ];
        var given = own.Where(question => asked.Contains(question.Id) && values.ContainsKey(question.Id)).ToList();
        db.AddRange(fixedOnes.Where(static field => field.Value is not null)
            .Select(field => FormAnswer.Of(db, submission.Id, field.Id, field.Value!)));
        db.AddRange(given.Select(question => FormAnswer.Of(db, submission.Id, question.Id, values[question.Id])));
        return [.. given.Select(question =>
            $"{Text.Shorten(question.Label, MaxLabelLength)}: {Text.Shorten(FormAnswers.Say(question, values[question.Id]), MaxAnswerLength)}")];
    }

    private static List<FormQuestion> OwnOf(IReadOnlyList<FormQuestion> questions) =>
        [.. questions.Where(static question => !ContactFields.Contains(question.Id))];

    private static Dictionary<Guid, string> ValuesOf(List<FormQuestion> own, SendInquiry inquiry) => own
        .Where(static question => question.IsAnswered)
        .Select(question => (question.Id, Value: FormAnswers.Clean(question, inquiry.Answers.GetValueOrDefault(question.Id))))
        .Where(static pair => pair.Value is not null)
        .ToDictionary(static pair => pair.Id, static pair => pair.Value!);
}
