using System.Globalization;

using CareOps.Core.Contacts;
using CareOps.Core.Contacts.Import;
using CareOps.Core.Foundation;
using CareOps.Web.Components.Settings;

using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Contacts;

/// <summary>Says what each column of a file is, and shows line by line what would happen.</summary>
public sealed partial class ImportChoose
{
    private const int OnePage = 15;
    private const int MostExamples = 3;

    private int _most = OnePage;
    private ImportOutcome _shown = ImportOutcome.Created;
    private ImportPlan? _counted;
    private IReadOnlyList<Choice> _choices = [];

    [Parameter, EditorRequired]
    public ImportSample Sample { get; set; } = null!;

    [Parameter, EditorRequired]
    public IReadOnlyList<ContactField> Fields { get; set; } = [];

    /// <summary>Null while it is worked out.</summary>
    [Parameter, EditorRequired]
    public ImportPlan? Plan { get; set; }

    [Parameter, EditorRequired]
    public IReadOnlyList<string> Targets { get; set; } = [];

    [Parameter]
    public EventCallback<(int Column, string Target)> OnTarget { get; set; }

    [Parameter]
    public bool HasHeadings { get; set; }

    [Parameter]
    public EventCallback<bool> HasHeadingsChanged { get; set; }

    [Parameter]
    public bool FillsEmpty { get; set; }

    [Parameter]
    public EventCallback<bool> FillsEmptyChanged { get; set; }

    [Parameter]
    public bool Welcomes { get; set; }

    [Parameter]
    public EventCallback<bool> WelcomesChanged { get; set; }

    /// <summary>What is wrong with the columns.</summary>
    [Parameter]
    public string? Problem { get; set; }

    [Parameter]
    public bool IsBusy { get; set; }

    [Parameter]
    public EventCallback OnStart { get; set; }

    [Parameter]
    public EventCallback OnDiscard { get; set; }

    private ImportOutcome[] Outcomes =>
        [ImportOutcome.Created, FillsEmpty ? ImportOutcome.Filled : ImportOutcome.Left, ImportOutcome.Duplicate, ImportOutcome.Refused];

    private int Coming => Plan is null ? 0 : Plan.Count(ImportOutcome.Created) + Plan.Count(ImportOutcome.Filled);

    private string StartWord => Plan switch
    {
        null => "Import",
        _ when Coming == 0 => "Nothing to import",
        _ => $"Import {Say.Count(Coming, "contact", "contacts")}",
    };

    protected override void OnParametersSet()
    {
        _choices =
        [
            .. ImportTargets.OfEveryBusiness.Select(static target => new Choice(target, ImportText.Of(target))),
            .. Fields.Select(static field => new Choice(ImportTargets.Of(field.Id), field.Name)),
        ];
        if (!Outcomes.Contains(_shown) || (Plan is { } plan && plan != _counted && plan.Count(_shown) == 0))
        {
            Show(Outcomes.FirstOrDefault(outcome => Plan?.Count(outcome) > 0, ImportOutcome.Created));
        }

        _counted = Plan;
    }

    private string HeadingOf(int column) => HasHeadings && column < Sample.First.Count && Text.Line(Sample.First[column]) is { } name
        ? name
        : string.Create(CultureInfo.InvariantCulture, $"Column {column + 1}");

    private string ExampleOf(int column)
    {
        var lines = HasHeadings ? Sample.Next : [Sample.First, .. Sample.Next];
        return string.Join(" · ", lines
            .Select(line => column < line.Count ? Text.Line(line[column]) : null).OfType<string>()
            .Distinct(StringComparer.Ordinal).Take(MostExamples).Select(static cell => Text.Shorten(cell, 40)));
    }

    private IReadOnlyList<PlannedLine> ShownOf(ImportPlan plan) => [.. plan.Lines.Where(line => line.Outcome == _shown).Take(_most)];

    private void Show(ImportOutcome outcome) => (_shown, _most) = (outcome, OnePage);

    private void ShowMore() => _most += OnePage;
}
