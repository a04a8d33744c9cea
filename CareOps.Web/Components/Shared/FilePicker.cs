using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace CareOps.Web.Components.Shared;

/// <summary>A file dialog that says when it can be used: what is chosen by script before that is heard by nobody.</summary>
public sealed class FilePicker : InputFile
{
    [Parameter]
    public EventCallback OnReady { get; set; }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        await base.OnAfterRenderAsync(firstRender);
        if (firstRender)
        {
            await OnReady.InvokeAsync();
        }
    }
}
