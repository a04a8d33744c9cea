using CareOps.Core.Forms;
using CareOps.Core.Foundation;
using CareOps.Web.Components.Layout;
using CareOps.Web.Components.Settings;

using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Forms;

/// <summary>A contact's forms, and a way to send them another.</summary>
public sealed partial class ContactForms
{
    private readonly FormState _state = new();

    private string? _chosen;

    [Parameter, EditorRequired]
    public Guid ContactId { get; set; }

    [Parameter, EditorRequired]
    public IReadOnlyList<FormRow> Forms { get; set; } = [];

    /// <summary>What can be sent.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<FormChoice> Choices { get; set; } = [];

    [Parameter]
    public bool CanSend { get; set; }

    [Parameter]
    public EventCallback OnChanged { get; set; }

    [CascadingParameter]
    private MemberContext Member { get; set; } = null!;

    [Inject]
    private SendFormHandler SendForm { get; set; } = null!;

    private string? Problem => _state.Of("TemplateId") ?? _state.General;

    private async Task SendAsync()
    {
        if (await _state.SaveAsync(TrySendAsync))
        {
            _chosen = null;
            await OnChanged.InvokeAsync();
        }
    }

    private Task<Result<FormSubmission>> TrySendAsync() => Guid.TryParse(_chosen, out var form)
        ? SendForm.HandleAsync(Member.Caller, new SendForm(form, ContactId, null), CancellationToken.None)
        : Task.FromResult<Result<FormSubmission>>(new Error("required", "Choose a form first.", ErrorKind.Invalid, "TemplateId"));
}
