using CareOps.Core.Automation;
using CareOps.Core.Automation.Templates;
using CareOps.Core.Data;

using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Settings;

/// <summary>What automatic messages say: the templates every business has, and its own.</summary>
public sealed partial class TemplatesPage
{
    private readonly FormState _state = new();

    private IReadOnlyList<TemplateRow>? _templates;
    private string? _name;
    private string? _like = $"{RuleTrigger.BookingCreated}";

    [Inject]
    private TemplateQueries Templates { get; set; } = null!;

    [Inject]
    private CreateTemplateHandler CreateTemplate { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private IReadOnlyList<TemplateRow> Standard => [.. (_templates ?? []).Where(static row => row.Key.Trigger is not null)];

    private IReadOnlyList<TemplateRow> Own => [.. (_templates ?? []).Where(static row => row.Key.Id is not null)];

    private IReadOnlyList<Choice> Beginnings => [.. Standard.Select(static row => new Choice($"{row.Key}", row.Name))];

    protected override bool Concerns(LiveSubject subject) =>
        subject.Kind is nameof(Template) or nameof(Core.Automation.Templates.TemplateText) or nameof(RuleTemplate) or nameof(Rule);

    protected override async Task LoadAsync(CancellationToken cancellationToken) =>
        _templates = await Templates.ListAsync(Member.Caller, cancellationToken);

    private string UrlOf(TemplateRow template) => Member.Url($"settings/templates/{template.Key}");

    private async Task CreateAsync()
    {
        Guid? created = null;
        var isCreated = await _state.SaveAsync(async () =>
        {
            var like = Enum.Parse<RuleTrigger>(_like!);
            var result = await CreateTemplate.HandleAsync(Member.Caller, new CreateTemplate(_name, like), CancellationToken.None);
            created = result.Succeeded ? result.Value : null;
            return result;
        });
        if (isCreated)
        {
            Navigation.NavigateTo(Member.Url($"settings/templates/{created}"));
        }
    }
}
