using CareOps.Web.Components.Layout;
using CareOps.Web.Components.Settings;

using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Onboarding;

/// <summary>What stands between the title and the buttons of a step. It saves as things are typed, and once more when one goes on.</summary>
public abstract class SetupStepBase : ComponentBase
{
    private int _loaded = -1;

    [CascadingParameter]
    public MemberContext Member { get; set; } = null!;

    /// <summary>Another number whenever something was changed elsewhere.</summary>
    [Parameter, EditorRequired]
    public int Version { get; set; }

    /// <summary>Something was saved that the public page shows.</summary>
    [Parameter]
    public EventCallback OnSaved { get; set; }

    protected FormState State { get; } = new();

    /// <summary>Saves what is typed and not saved yet, and shows what is wrong with it, whoever asked.</summary>
    /// <returns>Whether one can go on.</returns>
    public async Task<bool> SaveAsync()
    {
        var isSaved = await SaveTypedAsync();
        StateHasChanged();
        return isSaved;
    }

    protected virtual Task<bool> SaveTypedAsync() => Task.FromResult(true);

    /// <summary>Reads what the step shows.</summary>
    protected abstract Task LoadAsync();

    protected override async Task OnParametersSetAsync()
    {
        if (_loaded != Version && !State.IsDirty && !State.IsSaving)
        {
            _loaded = Version;
            await LoadAsync();
        }
    }
}
