using CareOps.Core.Data;
using CareOps.Core.Foundation;

using NodaTime;

namespace CareOps.Core.Forms;

/// <summary>A form that customers are asked to fill in. What it asks stands in its versions; the newest one is sent.</summary>
public sealed class FormTemplate : ILive
{
    public const int Most = 200;

    private FormTemplate()
    {
    }

    public Guid Id { get; private set; }

    public WorkspaceId WorkspaceId { get; private set; }

    /// <summary>The newest version's title.</summary>
    public string Name { get; private set; } = string.Empty;

    /// <summary>The number of the newest version.</summary>
    public int Version { get; private set; }

    public Instant CreatedAt { get; private set; }

    public Instant ChangedAt { get; private set; }

    /// <summary>Since when it is sent no more; what was sent can still be filled in.</summary>
    public Instant? ArchivedAt { get; private set; }

    /// <summary>It stands on the contact page; a business has exactly one of these.</summary>
    public bool IsContactForm { get; private set; }

    public LiveSubject LiveSubject => new(nameof(FormTemplate), Id);

    /// <summary>A new form with its first version.</summary>
    public static (FormTemplate Template, FormVersion Version) Create(CareOpsDb db, FormContent content, bool isContactForm = false)
    {
        var template = new FormTemplate
        {
            Id = db.NewId(),
            WorkspaceId = db.Workspace,
            Name = content.Title,
            Version = 1,
            CreatedAt = db.Now,
            ChangedAt = db.Now,
            IsContactForm = isContactForm,
        };
        return (template, FormVersion.Of(db, template, content));
    }

    /// <summary>Starts another version: the one before was sent to someone.</summary>
    public FormVersion StartVersion(CareOpsDb db, FormContent content)
    {
        Version++;
        Note(content, db.Now);
        return FormVersion.Of(db, this, content);
    }

    /// <summary>Its newest version says something else now, which nobody was sent.</summary>
    public void Note(FormContent content, Instant now)
    {
        Name = content.Title;
        ChangedAt = now;
    }

    public void Archive(Instant now) => ArchivedAt ??= now;

    public void Restore() => ArchivedAt = null;
}

/// <summary>What a form says and asks. Once it was sent it never changes again: answers are read beside it.</summary>
public sealed class FormVersion : IWorkspaceOwned
{
    private FormVersion()
    {
    }

    public Guid Id { get; private set; }

    public WorkspaceId WorkspaceId { get; private set; }

    public Guid TemplateId { get; private set; }

    /// <summary>From 1 up, without gaps.</summary>
    public int Number { get; private set; }

    public string Title { get; private set; } = string.Empty;

    public string? Intro { get; private set; }

    public IReadOnlyList<FormQuestion> Questions { get; private set; } = [];

    /// <summary>The document that goes with it, as it was when it was added.</summary>
    public FormDocument? Document { get; private set; }

    /// <summary>Keeps the document's file for as long as a version has it.</summary>
    public Guid? DocumentId { get; private set; }

    public Instant CreatedAt { get; private set; }

    public FormContent Content => new(Title, Intro, Questions) { Document = Document };

    internal static FormVersion Of(CareOpsDb db, FormTemplate template, FormContent content)
    {
        var version = new FormVersion
        {
            Id = db.NewId(),
            WorkspaceId = db.Workspace,
            TemplateId = template.Id,
            Number = template.Version,
        };
        version.Become(content, db.Now);
        return version;
    }

    /// <summary>Says something else, before anyone was sent it.</summary>
    internal void Become(FormContent content, Instant now)
    {
        (Title, Intro, Questions, CreatedAt) = (content.Title, content.Intro, content.Questions, now);
        (Document, DocumentId) = (content.Document, content.Document?.FileId);
    }
}
