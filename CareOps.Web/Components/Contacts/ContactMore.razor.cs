using CareOps.Core.Contacts;
using CareOps.Core.Foundation;
using CareOps.Web.Components.Layout;
using CareOps.Web.Components.Settings;

using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Contacts;

/// <summary>What is seldom done with a contact: merged, handed out, erased.</summary>
public sealed partial class ContactMore
{
    private const string ErasedName = Contact.ErasedName;

    private readonly FormState _state = new();

    private bool _isErasing;
    private string? _typed;

    [Parameter, EditorRequired]
    public Contact Contact { get; set; } = null!;

    /// <summary>The last merge into this contact, where it can still be undone.</summary>
    [Parameter]
    public ContactMerge? LastMerge { get; set; }

    /// <summary>Others who are known by a number of this contact.</summary>
    [Parameter]
    public IReadOnlyList<FoundContact> SamePeople { get; set; } = [];

    [Parameter]
    public EventCallback OnChanged { get; set; }

    [CascadingParameter]
    private MemberContext Member { get; set; } = null!;

    [Inject]
    private EraseContactHandler EraseContact { get; set; } = null!;

    [Inject]
    private UndoMergeHandler UndoMerge { get; set; } = null!;

    private bool CanMerge => Contact.ErasedAt is null && Member.Caller.May(Right.ManageContacts);

    private bool CanErase => Contact.ErasedAt is null && Member.Caller.May(Right.ManageWorkspace);

    // By what was typed with a booking or on a form, two don't have the same number yet.
    private string SaidOf(FoundContact other) => other.Phone == Contact.Phone
        ? $"{other.Name} has the same phone number"
        : $"A number they gave also belongs to {other.Name}";

    private void Ask()
    {
        (_isErasing, _typed) = (true, null);
        _state.Reset();
    }

    private void Keep() => _isErasing = false;

    private async Task UndoAsync()
    {
        await _state.SaveAsync(() => UndoMerge.HandleAsync(Member.Caller, new UndoMerge(LastMerge!.Id), CancellationToken.None));
        await OnChanged.InvokeAsync();
    }

    private async Task EraseAsync()
    {
        if (await _state.SaveAsync(() => EraseContact.HandleAsync(Member.Caller, new EraseContact(Contact.Id, _typed), CancellationToken.None)))
        {
            _isErasing = false;
            await OnChanged.InvokeAsync();
        }
    }
}
