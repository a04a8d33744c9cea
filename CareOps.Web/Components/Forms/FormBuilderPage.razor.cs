using CareOps.Core.Data;
using CareOps.Core.Forms;
using CareOps.Core.Foundation;
using CareOps.Web.Components.Settings;
using CareOps.Web.Components.Shared;

using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Forms;

/// <summary>Builds a form: its questions in order, by drag or by keyboard, with what a phone shows of it beside them.</summary>
public sealed partial class FormBuilderPage
{
    private readonly FormState _state = new();
    private readonly Dictionary<Guid, QuestionEditor> _editors = [];

    private List<QuestionDraft> _drafts = [];
    private FormTemplateDetails? _details;
    private (Guid Id, QuestionStep Step)? _focus;
    private Guid? _shown;
    private Guid? _open;
    private QuestionDraft? _dragged;
    private string? _title;
    private string? _intro;
    private FormDocument? _document;
    private string _said = string.Empty;
    private bool _isLoaded;
    private bool _isMissing;

    /// <summary>Null where a form is added.</summary>
    [Parameter]
    public Guid? TemplateId { get; set; }

    /// <summary>The ready form that a new one begins as.</summary>
    [SupplyParameterFromQuery(Name = "from")]
    public string? From { get; set; }

    [Inject]
    private FormQueries Forms { get; set; } = null!;

    [Inject]
    private SaveFormTemplateHandler SaveTemplate { get; set; } = null!;

    [Inject]
    private DuplicateFormTemplateHandler DuplicateTemplate { get; set; } = null!;

    [Inject]
    private ArchiveFormTemplateHandler ArchiveTemplate { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private OpenContactFormHandler OpenContactForm { get; set; } = null!;

    private string Heading => (_details, TemplateId) switch
    {
        ({ Template.IsContactForm: true }, _) => "Contact form",
        ({ } details, _) => details.Template.Name,
        (null, null) => "New form",
        _ => "Form",
    };

    private bool IsContactForm => _details?.Template.IsContactForm == true;

    private IReadOnlyList<QuestionLook> Kinds => QuestionLook.For(IsContactForm);

    private QuestionDraft? AboutDocument => _drafts.Find(static draft => draft.IsAboutDocument);

    private string? DocumentAddress => _details is { } details && _document is { } document && document == details.Newest.Document
        ? Member.Url($"forms/{details.Template.Id}/{details.Newest.Number}/document")
        : null;

    private string? Note => _details is { } details ? $"Version {details.Template.Version}" : null;

    private IReadOnlyList<FormQuestion> Questions => [.. _drafts.Select(static draft => draft.ToQuestion())];

    private FormContent Preview => FormContent.Clean(_title, _intro, Questions, _document);

    protected override bool Concerns(LiveSubject subject) =>
        subject.Kind is nameof(FormTemplate) or nameof(FormSubmission) && TemplateId is not null;

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        var asked = TemplateId;
        if (asked is not { } id)
        {
            if (new Uri(Navigation.Uri).AbsolutePath.EndsWith("/forms/templates/contact", StringComparison.Ordinal))
            {
                await GoToContactFormAsync(cancellationToken);
                return;
            }

            if (!_isLoaded || _shown is not null)
            {
                Begin((ReadyForms.Find(From)?.Make ?? Empty)());
            }

            (_details, _isMissing, _shown, _isLoaded) = (null, false, null, true);
            return;
        }

        var details = await Forms.TemplateAsync(Member.Caller, id, cancellationToken);
        if (asked != TemplateId)
        {
            return;
        }

        (_isMissing, _isLoaded) = (details is null, true);
        if (details is not null && (!_state.IsDirty || _shown != id))
        {
            // What is being changed here is left alone; saving it says whether someone was faster.
            if (_shown != id || details.Template.ChangedAt != _details?.Template.ChangedAt)
            {
                Begin(details.Newest.Content);
            }

            (_details, _shown) = (details, id);
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_focus is { } focus && _editors.TryGetValue(focus.Id, out var editor))
        {
            _focus = null;
            await (focus.Step is QuestionStep.Up or QuestionStep.Down ? editor.FocusMoveAsync(focus.Step) : editor.FocusTitleAsync());
        }
    }

    private static FormContent Empty() => new(string.Empty, null, []);

    private void Begin(FormContent content)
    {
        _state.Reset();
        (_title, _intro, _document) = (content.Title, content.Intro, content.Document);
        _drafts = [.. content.Questions.Select(QuestionDraft.Of)];
        _open = null;
    }

    private void Touch() => _state.Touch();

    private void SetTitle(string? title)
    {
        _title = title;
        Touch();
    }

    private void SetIntro(string? intro)
    {
        _intro = intro;
        Touch();
    }

    private async Task GoToContactFormAsync(CancellationToken cancellationToken)
    {
        var opened = await OpenContactForm.HandleAsync(Member.Caller, new OpenContactForm(), cancellationToken);
        if (opened.Succeeded)
        {
            Navigation.NavigateTo(Member.Url($"forms/templates/{opened.Value}"), replace: true);
        }
        else
        {
            (_isMissing, _isLoaded) = (true, true);
        }
    }

    private string UseOf(FormVersionRow version) => (IsContactForm, version.Sent) switch
    {
        (true, _) => Say.Count(version.Completed, "message", "messages"),
        (_, 0) => "not sent yet",
        (_, 1) => $"sent once, {version.Completed} back",
        _ => $"sent {version.Sent} times, {version.Completed} back",
    };

    // What customers do with the document is a question of the form, which comes and goes with it.
    private void SetDocument(FormDocument? document)
    {
        _document = document;
        if (document is null)
        {
            _drafts.RemoveAll(static draft => draft.IsAboutDocument);
        }
        else if (AboutDocument is null)
        {
            _drafts.Add(QuestionDraft.ForDocument());
        }

        _said = document is null ? "Document removed" : $"Document {document.Name} added";
        Touch();
    }

    private void SetTask(QuestionKind kind)
    {
        AboutDocument?.BecomeTask(kind);
        Touch();
    }

    private IReadOnlyList<FormQuestion> DecidingBefore(int index) =>
        [.. _drafts.Take(index).Select(static draft => draft.ToQuestion()).Where(static question => question.CanDecide)];

    private void Add(QuestionKind kind)
    {
        var added = QuestionDraft.New(kind);
        _drafts.Add(added);
        OpenAndSay(added, $"Added {QuestionLook.Of(kind).Word}");
    }

    // Chosen in the preview: the focus goes along to where it is changed.
    private void Open(Guid id) => (_open, _focus) = (id, (id, QuestionStep.Toggle));

    private void OpenAndSay(QuestionDraft draft, string said)
    {
        (_open, _focus, _said) = (draft.Id, (draft.Id, QuestionStep.Toggle), said);
        Touch();
    }

    private void Step((QuestionDraft Draft, QuestionStep Step) asked)
    {
        var at = _drafts.IndexOf(asked.Draft);
        switch (asked.Step)
        {
            case QuestionStep.Toggle:
                _open = _open == asked.Draft.Id ? null : asked.Draft.Id;
                break;
            case QuestionStep.Drag:
                _dragged = asked.Draft;
                break;
            case QuestionStep.Drop:
                Move(_dragged, at);
                _dragged = null;
                break;
            case QuestionStep.Up:
                Move(asked.Draft, at - 1);
                _focus = (asked.Draft.Id, asked.Step);
                break;
            case QuestionStep.Down:
                Move(asked.Draft, at + 1);
                _focus = (asked.Draft.Id, asked.Step);
                break;
            case QuestionStep.Copy:
                var copy = QuestionDraft.Of(asked.Draft.ToQuestion() with { Id = Guid.CreateVersion7() });
                _drafts.Insert(at + 1, copy);
                OpenAndSay(copy, "Duplicated");
                break;
            default:
                Remove(asked.Draft, at);
                break;
        }
    }

    private void Move(QuestionDraft? draft, int to)
    {
        if (draft is null || to < 0 || to >= _drafts.Count || _drafts[to] == draft)
        {
            return;
        }

        _drafts.Remove(draft);
        _drafts.Insert(to, draft);
        _said = $"Moved to place {to + 1} of {_drafts.Count}";
        Touch();
    }

    private void Remove(QuestionDraft draft, int at)
    {
        _drafts.Remove(draft);
        _editors.Remove(draft.Id);
        _said = "Removed";
        if (_drafts.Count > 0)
        {
            _focus = (_drafts[Math.Min(at, _drafts.Count - 1)].Id, QuestionStep.Toggle);
        }

        Touch();
    }

    private async Task SaveAsync()
    {
        FormTemplate? saved = null;
        var isSaved = await _state.SaveAsync(async () =>
        {
            var result = await SaveTemplate.HandleAsync(
                Member.Caller,
                new SaveFormTemplate(TemplateId, _title, _intro, Questions) { Version = _details?.Template.Version, DocumentId = _document?.FileId },
                CancellationToken.None);
            saved = result.Value;
            return result;
        });
        if (!isSaved)
        {
            // What is wrong is opened, and brought into sight by the focus.
            if (_drafts.Find(draft => _state.Of(FormContent.FieldOf(draft.Id)) is not null) is { } wrong)
            {
                (_open, _focus) = (wrong.Id, (wrong.Id, QuestionStep.Toggle));
            }

            return;
        }

        if (TemplateId is null)
        {
            Navigation.NavigateTo(Member.Url($"forms/templates/{saved!.Id}"), replace: true);
        }
        else
        {
            await TryLoadAsync();
        }
    }

    private async Task DiscardAsync()
    {
        _state.Reset();
        Begin(_details?.Newest.Content ?? (ReadyForms.Find(From)?.Make ?? Empty)());
        await TryLoadAsync();
    }

    private async Task DuplicateAsync()
    {
        FormTemplate? copy = null;
        if (await _state.SaveAsync(async () =>
        {
            var result = await DuplicateTemplate.HandleAsync(Member.Caller, new DuplicateFormTemplate(TemplateId!.Value), CancellationToken.None);
            copy = result.Value;
            return result;
        }))
        {
            _state.Reset();
            Navigation.NavigateTo(Member.Url($"forms/templates/{copy!.Id}"));
        }
    }

    private async Task ArchiveAsync()
    {
        var isArchived = _details!.Template.ArchivedAt is null;
        await Attempt.RunAsync(ArchiveTemplate.HandleAsync(
            Member.Caller, new ArchiveFormTemplate(TemplateId!.Value, isArchived), CancellationToken.None));
        await TryLoadAsync();
    }
}
