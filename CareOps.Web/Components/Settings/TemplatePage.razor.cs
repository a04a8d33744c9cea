using CareOps.Core.Automation;
using CareOps.Core.Automation.Templates;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Messaging;

using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Settings;

/// <summary>
/// What one template says: an editor for each channel and language, beside it how a real customer would read it. The address says which
/// form is edited, so Back and links work.
/// </summary>
public sealed partial class TemplatePage
{
    private const int MostSamples = 30;

    // Long enough to type a word, short enough to feel immediate.
    private static readonly TimeSpan Typing = TimeSpan.FromMilliseconds(250);

    private readonly FormState _state = new();
    private readonly FormState _test = new();
    private readonly FormState _more = new();

    private TemplateDetails? _details;
    private IReadOnlyList<TemplateSample> _samples = [];
    private TemplatePreview? _preview;
    private SendOutcome? _outcome;
    private (string? Key, TemplateForm Form)? _shown;
    private string? _subject;
    private string? _body;
    private string? _sample;
    private string? _search;
    private string? _name;
    private string? _to;
    private bool _isLoaded;
    private bool _isRestoring;
    private int _typed;

    /// <summary>The template's key, from the address.</summary>
    [Parameter]
    public string? KeyText { get; set; }

    [SupplyParameterFromQuery(Name = "channel")]
    public string? ChannelText { get; set; }

    [SupplyParameterFromQuery(Name = "language")]
    public string? LanguageText { get; set; }

    [Inject]
    private TemplateQueries Templates { get; set; } = null!;

    [Inject]
    private SaveTemplateTextHandler SaveText { get; set; } = null!;

    [Inject]
    private RestoreTemplateTextHandler RestoreText { get; set; } = null!;

    [Inject]
    private RenameTemplateHandler RenameTemplate { get; set; } = null!;

    [Inject]
    private ArchiveTemplateHandler ArchiveTemplate { get; set; } = null!;

    [Inject]
    private UseTemplateHandler UseTemplate { get; set; } = null!;

    [Inject]
    private SendTemplateTestHandler SendTest { get; set; } = null!;

    private TemplateForm Form => new(
        ChannelText == "sms" ? Channel.Sms : Channel.Email,
        Enum.TryParse<Language>(LanguageText, ignoreCase: true, out var language) && Enum.IsDefined(language) ? language : Member.Workspace.Language);

    private TemplateVersion? Version => _details?.Versions.FirstOrDefault(version => version.Form == Form);

    private bool IsOfBookings => _details?.About == TemplateAbout.Booking;

    private string FindLabel => _details?.About switch
    {
        TemplateAbout.Booking => "Find a booking",
        TemplateAbout.Stock => "Find an item",
        _ => "Find a contact",
    };

    private string? About => _details is null ? null : "The words as the customer gets them. Changes hold for every message from the moment they are saved.";

    private IEnumerable<IGrouping<string, TemplateVariable>> Variables =>
        TemplateVariables.Of(_details!.About).GroupBy(static variable => variable.Group, StringComparer.Ordinal);

    private Guid? SampleId => Guid.TryParse(_sample, out var id) ? id : null;

    protected override bool Concerns(LiveSubject subject) =>
        subject.Kind is nameof(Template) or nameof(TemplateText) or nameof(RuleTemplate) or nameof(Rule);

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        var (text, form) = (KeyText, Form);
        var details = TemplateKey.Parse(text) is { } key
            ? await Templates.FindAsync(Member.Caller, key.Trigger, key.Id, cancellationToken)
            : null;
        if (text != KeyText)
        {
            return;
        }

        var isAnother = _shown != (text, form);
        if (isAnother)
        {
            _state.Reset();
            _test.Reset();
            (_outcome, _isRestoring, _to) = (null, false, form.Channel == Channel.Sms ? Member.Workspace.ContactPhone : Member.Workspace.ContactEmail);
        }

        (_details, _isLoaded, _shown) = (details, true, (text, form));
        if (details is null)
        {
            return;
        }

        _name = isAnother ? details.Name : _name;
        if (isAnother || (!_state.IsDirty && !_state.IsSaving))
        {
            (_subject, _body) = (Version?.Words?.Subject, Version?.Words?.Body);
        }

        if (_samples.Count == 0)
        {
            await FindSamplesAsync(cancellationToken);
            _sample = _samples.Count > 0 ? $"{_samples[0].Id}" : null;
        }

        await FillAsync(cancellationToken);
    }

    private static string? StateOf(TemplateVersion version) => version switch
    {
        { Words: null } => " (nothing yet)",
        { IsOriginal: false } => " (your words)",
        _ => null,
    };

    // Only what stands between the tags of the body: this page is no mail program. All of it is encoded by who makes the mail.
    private static MarkupString InnerOf(string html)
    {
        const string Begin = "<body>";
        var start = html.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        return new MarkupString(html[start..html.IndexOf("</body>", StringComparison.Ordinal)]);
    }

    private string UrlOf(TemplateForm form) =>
        $"{Member.Url($"settings/templates/{KeyText}")}?channel={(form.Channel == Channel.Sms ? "sms" : "email")}&language={form.Language.ToString().ToLowerInvariant()}";

    private string NameOf(TemplateSample sample) => sample switch
    {
        { At: { } at } => $"{sample.Name}, {sample.Detail}, {Say.Moment(at, Member.Workspace.Zone)}",
        { Detail: { } detail } => $"{sample.Name}, {detail}",
        _ => sample.Name,
    };

    private string? Invalid(string field) => _state.Of(field) is null ? null : "true";

    private string? DescribedBy(string field, string? hint = null)
    {
        var error = _state.Of(field) is null ? null : $"template-{field.ToLowerInvariant()}-error";
        return (error, hint) switch
        {
            (null, _) => hint,
            (_, null) => error,
            _ => $"{error} {hint}",
        };
    }

    private async Task FindSamplesAsync(CancellationToken cancellationToken) =>
        _samples = await Templates.SamplesAsync(Member.Caller, _details!.About, _search, MostSamples, cancellationToken);

    private async Task FillAsync(CancellationToken cancellationToken) => _preview = await Templates.PreviewAsync(
        Member.Caller, _details!.About, SampleId, Form, new TemplateWords(_subject ?? string.Empty, _body ?? string.Empty), cancellationToken);

    private Task PreviewAsync() => FillAsync(Closed);

    private async Task PreviewSoonAsync()
    {
        if (await IsStillAsync())
        {
            await FillAsync(Closed);
        }
    }

    private async Task SearchSoonAsync()
    {
        if (await IsStillAsync())
        {
            await FindSamplesAsync(Closed);
            _sample = _samples.Count > 0 ? $"{_samples[0].Id}" : null;
            await FillAsync(Closed);
        }
    }

    /// <summary>Whether nothing more was typed for a moment.</summary>
    private async Task<bool> IsStillAsync()
    {
        var typed = ++_typed;
        await Task.Delay(Typing, Closed).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        return typed == _typed && !Closed.IsCancellationRequested;
    }

    private async Task SaveAsync()
    {
        var (key, form) = (_details!.Key, Form);
        if (await _state.SaveAsync(() => SaveText.HandleAsync(
            Member.Caller, new SaveTemplateText(key.Trigger, key.Id, form.Channel, form.Language, _subject, _body), CancellationToken.None)))
        {
            await TryLoadAsync();
        }
    }

    private Task DiscardAsync()
    {
        _state.Reset();
        return TryLoadAsync();
    }

    private async Task RestoreAsync()
    {
        var (key, form) = (_details!.Key, Form);
        _isRestoring = false;
        if (await _more.SaveAsync(() => RestoreText.HandleAsync(
            Member.Caller, new RestoreTemplateText(key.Trigger, key.Id, form.Channel, form.Language), CancellationToken.None)))
        {
            await DiscardAsync();
        }
    }

    private async Task RenameAsync()
    {
        if (await _more.SaveAsync(() => RenameTemplate.HandleAsync(
            Member.Caller, new RenameTemplate(_details!.Key.Id!.Value, _name), CancellationToken.None)))
        {
            await TryLoadAsync();
        }
    }

    private async Task ArchiveAsync(bool isArchived)
    {
        if (await _more.SaveAsync(() => ArchiveTemplate.HandleAsync(
            Member.Caller, new ArchiveTemplate(_details!.Key.Id!.Value, isArchived), CancellationToken.None)))
        {
            await TryLoadAsync();
        }
    }

    private async Task UseAsync(TemplateUse use, bool usesIt)
    {
        await _more.SaveAsync(() => UseTemplate.HandleAsync(
            Member.Caller, new UseTemplate(use.RuleId, usesIt ? _details!.Key.Id : null), CancellationToken.None));
        await TryLoadAsync();
    }

    private async Task SendTestAsync()
    {
        _outcome = null;
        await _test.SaveAsync(async () =>
        {
            var result = await SendTest.HandleAsync(
                Member.Caller,
                new SendTemplateTest(_details!.About, SampleId, Form.Channel, Form.Language, _subject, _body, _to),
                CancellationToken.None);
            _outcome = result.Value;
            return result;
        });
    }
}
