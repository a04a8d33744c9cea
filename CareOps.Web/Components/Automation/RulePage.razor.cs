using CareOps.Core.Automation;
using CareOps.Core.Automation.Templates;
using CareOps.Core.Bookings;
using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Web.Components.Settings;
using CareOps.Web.Components.Shared;

using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Automation;

/// <summary>One rule: what it says, what it did, and for owners the way to change it, with what a change does before it is saved.</summary>
public sealed partial class RulePage
{
    private const int Lately = 20;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    private static readonly IReadOnlyList<Choice> Ways =
        [.. Enum.GetValues<ChannelOrder>().Select(static way => new Choice(way.ToString(), Capital(RuleWords.Of(way))))];

    private readonly FormState _state = new();

    private RuleRow? _row;
    private RuleForm? _form;
    private IReadOnlyList<LogRow> _runs = [];
    private IReadOnlyDictionary<Guid, string> _services = new Dictionary<Guid, string>();
    private IReadOnlyList<TagCount> _tags = [];
    private IReadOnlyList<ScheduledChange> _changes = [];
    private Guid? _shown;
    private RuleTemplateChoice _templates = new(null, []);
    private string? _problem;
    private bool _isMissing;
    private int _touches;

    [Parameter]
    public Guid RuleId { get; set; }

    [Inject]
    private RuleQueries Rules { get; set; } = null!;

    [Inject]
    private AutomationQueries Automation { get; set; } = null!;

    [Inject]
    private BookingQueries Bookings { get; set; } = null!;

    [Inject]
    private ContactQueries Contacts { get; set; } = null!;

    [Inject]
    private SaveRuleHandler SaveRule { get; set; } = null!;

    [Inject]
    private SwitchRuleHandler SwitchRule { get; set; } = null!;

    [Inject]
    private CopyRuleHandler CopyRule { get; set; } = null!;

    [Inject]
    private RemoveRuleHandler RemoveRule { get; set; } = null!;

    [Inject]
    private TemplateQueries Templates { get; set; } = null!;

    [Inject]
    private UseTemplateHandler UseTemplate { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private bool CanChange => Member.Caller.May(Right.ManageWorkspace);

    // The sentence follows what is typed, as far as it makes one.
    private Rule Shown => _state.IsDirty && _form is { HasMoments: true } form
        ? _row!.Rule.With(form.Draft)
        : _row!.Rule;

    private IReadOnlyList<Choice> TemplateChoices =>
        [new Choice(string.Empty, "The usual words"), .. _templates.Own.Select(static own => new Choice($"{own.Id}", own.Name))];

    protected override bool Concerns(LiveSubject subject) => subject.Kind is nameof(Rule) or nameof(AutomationRun) or nameof(Service) or nameof(RuleTemplate) or nameof(Template);

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        var (caller, asked) = (Member.Caller, RuleId);
        var row = await Rules.OneAsync(caller, asked, cancellationToken);
        var runs = await Automation.LogAsync(caller, new RunFilter { Rule = asked }, null, Lately, cancellationToken);
        var services = await ServiceNames.OfAsync(Bookings, caller, cancellationToken);
        var templates = CanChange ? await Templates.OfRuleAsync(caller, asked, cancellationToken) : _templates;
        var tags = caller.May(Right.ViewContacts) ? await Contacts.TagsAsync(caller, cancellationToken) : [];
        if (asked != RuleId)
        {
            return;
        }

        if (_shown != asked)
        {
            _state.Reset();
            (_changes, _problem) = ([], null);
        }

        (_row, _isMissing, _shown, _runs, _services, _tags, _templates) = (row, row is null, asked, runs, services, tags, templates);
        if (row is not null && !_state.IsDirty && !_state.IsSaving)
        {
            _form = new RuleForm(row.Rule);
        }
    }

    private static string LegendOf(RuleTiming timing) => timing switch
    {
        RuleTiming.Before => "How long before",
        RuleTiming.Reminding => "When",
        _ => "How long after",
    };

    private static string Capital(string text) => $"{char.ToUpperInvariant(text[0])}{text[1..]}";

    private async Task TouchedAsync()
    {
        _state.Touch();
        var touch = ++_touches;
        await Task.Delay(Pause, Closed).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        if (touch == _touches && !Closed.IsCancellationRequested && _state.IsDirty)
        {
            _changes = await Rules.ChangesAsync(Member.Caller, RuleId, _form!.Draft, Closed);
        }
    }

    private Task AddOffsetAsync()
    {
        _form!.Offsets.Add(OffsetInput.Of(SpanInput.Hour));
        return TouchedAsync();
    }

    private Task RemoveOffsetAsync(OffsetInput offset)
    {
        _form!.Offsets.Remove(offset);
        return TouchedAsync();
    }

    private TemplateKey KeyOf(Rule rule) => _templates.Used is { } own ? TemplateKey.Of(own) : TemplateKey.Of(rule.Trigger);

    private async Task UseTemplateAsync(string? chosen)
    {
        Guid? template = Guid.TryParse(chosen, out var id) ? id : null;
        _problem = (await Attempt.RunAsync(
            UseTemplate.HandleAsync(Member.Caller, new UseTemplate(RuleId, template), CancellationToken.None)))?.Message;
        await TryLoadAsync();
    }

    private async Task SaveAsync()
    {
        if (await _state.SaveAsync(() => SaveRule.HandleAsync(Member.Caller, new SaveRule(RuleId, _form!.Draft), CancellationToken.None)))
        {
            _changes = [];
            await TryLoadAsync();
        }
    }

    private void Discard()
    {
        _state.Reset();
        _changes = [];
        _form = new RuleForm(_row!.Rule);
    }

    private async Task SwitchAsync()
    {
        _problem = (await Attempt.RunAsync(
            SwitchRule.HandleAsync(Member.Caller, new SwitchRule(RuleId, !_row!.Rule.IsEnabled), CancellationToken.None)))?.Message;
        await TryLoadAsync();
    }

    private async Task CopyAsync()
    {
        var copied = await CopyRule.HandleAsync(Member.Caller, new CopyRule(RuleId), CancellationToken.None);
        if (copied.Succeeded)
        {
            Navigation.NavigateTo(Member.Url($"automation/{copied.Value.Id}"));
        }
        else
        {
            _problem = copied.Error.Message;
        }
    }

    private async Task RemoveAsync()
    {
        _problem = (await Attempt.RunAsync(RemoveRule.HandleAsync(Member.Caller, new RemoveRule(RuleId), CancellationToken.None)))?.Message;
        if (_problem is null)
        {
            Navigation.NavigateTo(Member.Url("automation"));
        }
    }
}
