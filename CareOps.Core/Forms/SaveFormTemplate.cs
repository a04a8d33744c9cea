using CareOps.Core.Audit;
using CareOps.Core.Data;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Forms;

/// <summary>Adds a form (<paramref name="Id"/> null), or changes what one says and asks.</summary>
[Requires(Right.ManageForms)]
public sealed record SaveFormTemplate(Guid? Id, string? Title, string? Intro, IReadOnlyList<FormQuestion> Questions)
{
    /// <summary>The version that was changed; null where that is not to be checked.</summary>
    public int? Version { get; init; }

    /// <summary>The document that goes with it: one that was just kept, or that a version of a form has.</summary>
    public Guid? DocumentId { get; init; }
}

/// <summary>Makes a new form that says and asks the same.</summary>
[Requires(Right.ManageForms)]
public sealed record DuplicateFormTemplate(Guid TemplateId);

/// <summary>Sends a form no more, or again. What was sent can be filled in either way.</summary>
[Requires(Right.ManageForms)]
public sealed record ArchiveFormTemplate(Guid TemplateId, bool IsArchived);

public sealed class SaveFormTemplateHandler(IWriteDoor door) : Handler<SaveFormTemplate, FormTemplate>(door)
{
    protected override IEnumerable<Error> Check(SaveFormTemplate command) => FormContent.Clean(
        command.Title, command.Intro, command.Questions, command.DocumentId is { } document ? FormDocument.Unread(document) : null).Check();

    protected override async Task<Result<FormTemplate>> ExecuteAsync(
        CareOpsDb db, Caller caller, SaveFormTemplate command, CancellationToken cancellationToken)
    {
        var document = await FormDocuments.FindAsync(db, command.DocumentId, cancellationToken);
        if (!document.Succeeded)
        {
            return document.Error;
        }

        var content = FormContent.Clean(command.Title, command.Intro, command.Questions, document.Value);
        if (command.Id is not { } id)
        {
            return await TemplateDesk.AddAsync(db, caller, content, cancellationToken);
        }

        await db.LockAsync($"form-template:{id}", cancellationToken);
        var template = await db.FormTemplates().SingleOrDefaultAsync(row => row.Id == id, cancellationToken);
        if (template is null)
        {
            return FormErrors.NotFound;
        }

        if (command.Version is { } seen && seen != template.Version)
        {
            return FormErrors.Changed;
        }

        if (template.IsContactForm)
        {
            content = ContactFields.Complete(content);
            if (Error.Join([.. ContactFields.Check(content)]) is { } wrong)
            {
                return wrong;
            }
        }

        var before = template.Version;
        await TemplateDesk.ChangeAsync(db, template, content, cancellationToken);
        db.Audit(
            caller,
            "form_template.changed",
            template.Id,
            new { Version = before },
            new { template.Name, template.Version, Questions = content.Questions.Count });
        return template;
    }
}

public sealed class DuplicateFormTemplateHandler(IWriteDoor door) : Handler<DuplicateFormTemplate, FormTemplate>(door)
{
    protected override async Task<Result<FormTemplate>> ExecuteAsync(
        CareOpsDb db, Caller caller, DuplicateFormTemplate command, CancellationToken cancellationToken)
    {
        var version = await TemplateDesk.NewestAsync(db, command.TemplateId, cancellationToken);
        if (version is null)
        {
            return FormErrors.NotFound;
        }

        if (await db.FormTemplates().AnyAsync(row => row.Id == command.TemplateId && row.IsContactForm, cancellationToken))
        {
            return FormErrors.ContactForm;
        }

        const string CopyOf = "Copy of ";
        var title = Text.Shorten(CopyOf + version.Title, FormContent.MaxTitleLength - 1);
        return await TemplateDesk.AddAsync(db, caller, version.Content with { Title = title }, cancellationToken);
    }
}

public sealed class ArchiveFormTemplateHandler(IWriteDoor door) : Handler<ArchiveFormTemplate, Done>(door)
{
    protected override async Task<Result<Done>> ExecuteAsync(
        CareOpsDb db, Caller caller, ArchiveFormTemplate command, CancellationToken cancellationToken)
    {
        var template = await db.FormTemplates().SingleOrDefaultAsync(row => row.Id == command.TemplateId, cancellationToken);
        if (template is null)
        {
            return FormErrors.NotFound;
        }

        if (template.IsContactForm)
        {
            return FormErrors.ContactForm;
        }

        if (template.ArchivedAt is not null == command.IsArchived)
        {
            return Done.It;
        }

        if (command.IsArchived)
        {
            template.Archive(db.Now);
        }
        else
        {
            template.Restore();
        }

        db.Audit(caller, command.IsArchived ? "form_template.archived" : "form_template.restored", template.Id, null, new { template.Name });
        return Done.It;
    }
}

/// <summary>What adding and changing forms share.</summary>
internal static class TemplateDesk
{
    public static Task<FormVersion?> NewestAsync(CareOpsDb db, Guid templateId, CancellationToken cancellationToken) =>
        db.FormVersions().Where(row => row.TemplateId == templateId).OrderByDescending(row => row.Number).FirstOrDefaultAsync(cancellationToken);

    public static async Task<Result<FormTemplate>> AddAsync(
        CareOpsDb db, Caller caller, FormContent content, CancellationToken cancellationToken)
    {
        if (await db.FormTemplates().CountAsync(cancellationToken) >= FormTemplate.Most)
        {
            return new Error("form.many", $"There are at most {FormTemplate.Most} forms. Change one that is no longer used.", ErrorKind.Conflict);
        }

        var (template, version) = FormTemplate.Create(db, content);
        db.Add(template);
        db.Add(version);
        db.Audit(caller, "form_template.added", template.Id, null, new { template.Name, Questions = content.Questions.Count });
        return template;
    }

    /// <summary>A version that nobody was sent changes itself; any other stays, and a new one follows it.</summary>
    public static async Task ChangeAsync(
        CareOpsDb db, FormTemplate template, FormContent content, CancellationToken cancellationToken)
    {
        var newest = (await NewestAsync(db, template.Id, cancellationToken))!;
        if (newest.Document is { } known && content.Document is { } same && (known.Sha256, known.Name) == (same.Sha256, same.Name))
        {
            // Chosen again, it is still that document.
            content = content with { Document = known };
        }

        if (FormContent.Write(newest.Questions) == FormContent.Write(content.Questions)
            && (newest.Title, newest.Intro, newest.Document) == (content.Title, content.Intro, content.Document))
        {
            return;
        }

        // Whoever has the contact page open was shown it without being sent it.
        if (!template.IsContactForm && !await db.FormSubmissions().AnyAsync(row => row.VersionId == newest.Id, cancellationToken))
        {
            var before = newest.DocumentId;
            newest.Become(content, db.Now);
            template.Note(content, db.Now);
            if (before is { } document && document != newest.DocumentId)
            {
                await db.SaveChangesAsync(cancellationToken);
                await FormDocuments.LetGoAsync(db, document, cancellationToken);
            }

            return;
        }

        var next = template.StartVersion(db, content);
        db.Add(next);
        await db.SaveChangesAsync(cancellationToken);

        // Who has not begun is asked what the form asks now.
        await db.FormSubmissions()
            .Where(row => row.TemplateId == template.Id && row.StartedAt == null && row.Status != FormStatus.Completed)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.VersionId, next.Id), cancellationToken);
    }
}
