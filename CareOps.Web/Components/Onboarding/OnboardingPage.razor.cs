using CareOps.Core.Automation;
using CareOps.Core.Automation.Templates;
using CareOps.Core.Bookings;
using CareOps.Core.Data;
using CareOps.Core.Forms;
using CareOps.Core.Inventory;
using CareOps.Core.Messaging;
using CareOps.Core.Onboarding;
using CareOps.Core.Workspaces;
using CareOps.Web.Components.Settings;

using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Onboarding;

/// <summary>
/// From a new business to one that is open, step by step: on the left the steps and how they stand, on the right the public page as it is
/// now. Every step is an address, so Back and another computer find it.
/// </summary>
public sealed partial class OnboardingPage
{
    private readonly FormState _going = new();

    private SetupState? _state;
    private SetupStepBase? _step;
    private ElementReference _title;
    private SetupStep _shown;
    private int _version;
    private bool _isFocusDue;

    /// <summary>The step, from the address; without one, where the owner was last.</summary>
    [Parameter]
    public string? StepName { get; set; }

    [Inject]
    private SetupQueries Setups { get; set; } = null!;

    [Inject]
    private SaveStepHandler SaveStep { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private StepLook Look => StepLook.Find(StepName) ?? StepLook.Of(_state?.Setup?.Next ?? SetupStep.Business);

    private string PreviewName => Look.Step == SetupStep.ContactForm ? "Your contact page" : "Your booking page";

    private string PreviewPath => Look.Step == SetupStep.ContactForm ? $"/contact/{Member.Workspace.Slug}" : $"/book/{Member.Workspace.Slug}";

    protected override bool Concerns(LiveSubject subject) => subject.Kind is nameof(Setup) or nameof(Workspace) or nameof(Service)
        or nameof(WeeklyHours) or nameof(FormTemplate) or nameof(InventoryItem) or nameof(ProviderConnection) or nameof(Rule)
        or nameof(TemplateText) or nameof(Core.Workspaces.Member);

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        _state = await Setups.LoadAsync(Member.Caller, cancellationToken);
        _version++;
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        // Another step on the same screen: what a browser does on a new page, screen readers need done here.
        if (_state is not null && _shown != Look.Step)
        {
            (_isFocusDue, _shown) = (_shown != Look.Step && _isFocusDue, Look.Step);
            if (_isFocusDue)
            {
                await _title.FocusAsync(preventScroll: true);
            }
        }

        _isFocusDue = _state is not null;
    }

    private static (string Css, string? Icon, string Word) MarkOf(SetupState state, SetupStep step)
    {
        if (step == SetupStep.Activate)
        {
            return state.HasOpened ? ("done", "check", "Open") : (string.Empty, null, "Not open yet");
        }

        var missing = state.Items.Any(item => item.Step == step && !item.IsDone);
        return (state.StateOf(step), missing) switch
        {
            (StepState.Saved, true) => ("missing", "warn", "Something is missing"),
            (StepState.Saved, _) => ("done", "check", "Done"),
            (StepState.Skipped, _) => ("skipped", "right", "Skipped"),
            _ => (string.Empty, null, step.MayBeSkipped() ? "Optional" : "To do"),
        };
    }

    private string Title(SetupState state) => (Look.Step, state.HasOpened) switch
    {
        (SetupStep.Activate, true) => "You are open",
        (SetupStep.Business, _) when state.Setup?.Industry is not null => "Your business",
        _ => Look.Title,
    };

    private string UrlOf(StepLook look) => Member.Url($"onboarding/{look.Path}");

    private async Task RefreshAsync()
    {
        await TryLoadAsync();
        StateHasChanged();
    }

    private async Task ContinueAsync()
    {
        var step = Look.Step;
        var slug = Member.Workspace.Slug;
        if (_step is not null && !await _step.SaveAsync())
        {
            return;
        }

        if (!await _going.SaveAsync(() => SaveStep.HandleAsync(Member.Caller, new SaveStep(step), CancellationToken.None)))
        {
            return;
        }

        var next = StepLook.Of(step + 1).Path;
        if (_step is BusinessStep { MovedTo: { } moved } && moved != slug)
        {
            // Every address of the workspace has changed, this one too.
            Navigation.NavigateTo($"/app/{moved}/onboarding/{next}", forceLoad: true);
        }
        else
        {
            Navigation.NavigateTo(Member.Url($"onboarding/{next}"));
        }
    }

    private async Task SkipAsync()
    {
        var step = Look.Step;
        if (await _going.SaveAsync(() => SaveStep.HandleAsync(Member.Caller, new SaveStep(step, IsSkipped: true), CancellationToken.None)))
        {
            Navigation.NavigateTo(Member.Url($"onboarding/{StepLook.Of(step + 1).Path}"));
        }
    }
}
