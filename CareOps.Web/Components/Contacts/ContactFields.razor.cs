using CareOps.Core.Contacts;
using CareOps.Web.Components.Layout;
using CareOps.Web.Components.Settings;

using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Contacts;

/// <summary>What the business keeps of a contact beyond name, email and phone, each changed in place.</summary>
public sealed partial class ContactFields
{
    private readonly FormState _state = new();

    private Guid? _editing;
    private string? _value;

    [Parameter, EditorRequired]
    public Guid ContactId { get; set; }

    [Parameter, EditorRequired]
    public IReadOnlyList<FieldOfContact> Fields { get; set; } = [];

    [Parameter]
    public bool CanChange { get; set; }

    [Parameter]
    public EventCallback OnChanged { get; set; }

    [CascadingParameter]
    private MemberContext Member { get; set; } = null!;

    [Inject]
    private SetContactFieldHandler SetContactField { get; set; } = null!;

    private string? Problem => _state.Of("Value") ?? _state.General;

    private void Edit(FieldOfContact field)
    {
        (_editing, _value) = (field.Id, field.Value);
        _state.Reset();
    }

    private async Task SaveAsync()
    {
        if (_editing is { } field && await _state.SaveAsync(() => SetContactField.HandleAsync(
            Member.Caller, new SetContactField(ContactId, field, _value), CancellationToken.None)))
        {
            _editing = null;
            await OnChanged.InvokeAsync();
        }
    }
}
