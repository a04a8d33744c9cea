using CareOps.Core.Contacts;
using CareOps.Core.Data;

using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Settings;

/// <summary>What the business keeps of every contact.</summary>
public sealed partial class ContactFieldsPage
{
    private readonly FormState _state = new();

    private IReadOnlyList<ContactField>? _fields;
    private Guid? _removing;
    private string? _name;

    [Inject]
    private ContactQueries Contacts { get; set; } = null!;

    [Inject]
    private SaveContactFieldHandler SaveContactField { get; set; } = null!;

    [Inject]
    private RemoveContactFieldHandler RemoveContactField { get; set; } = null!;

    private string? Problem => _state.Of("Name") ?? _state.General;

    protected override bool Concerns(LiveSubject subject) => subject.Kind == nameof(ContactField);

    protected override async Task LoadAsync(CancellationToken cancellationToken) =>
        _fields = await Contacts.FieldsAsync(Member.Caller, cancellationToken);

    private async Task AddAsync()
    {
        if (await _state.SaveAsync(() => SaveContactField.HandleAsync(Member.Caller, new SaveContactField(null, _name), CancellationToken.None)))
        {
            _name = null;
            await TryLoadAsync();
        }
    }

    private void Ask(ContactField field) => _removing = field.Id;

    private void Keep() => _removing = null;

    private async Task RemoveAsync(ContactField field)
    {
        _removing = null;
        await _state.SaveAsync(() => RemoveContactField.HandleAsync(Member.Caller, new RemoveContactField(field.Id), CancellationToken.None));
        await TryLoadAsync();
    }
}
