using CareOps.Core.Contacts;
using CareOps.Web.Components.Layout;
using CareOps.Web.Components.Settings;

using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Contacts;

/// <summary>A contact's tags, with those of others offered while one is typed.</summary>
public sealed partial class ContactTags
{
    private readonly FormState _state = new();

    private string? _name;

    [Parameter, EditorRequired]
    public Guid ContactId { get; set; }

    [Parameter, EditorRequired]
    public IReadOnlyList<string> Tags { get; set; } = [];

    /// <summary>All tags of the business.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<TagCount> Known { get; set; } = [];

    [Parameter]
    public bool CanChange { get; set; }

    [Parameter]
    public EventCallback OnChanged { get; set; }

    [CascadingParameter]
    private MemberContext Member { get; set; } = null!;

    [Inject]
    private TagContactHandler TagContact { get; set; } = null!;

    [Inject]
    private UntagContactHandler UntagContact { get; set; } = null!;

    private string? Problem => _state.Of("Name") ?? _state.General;

    private async Task AddAsync()
    {
        if (await _state.SaveAsync(() => TagContact.HandleAsync(Member.Caller, new TagContact(ContactId, _name), CancellationToken.None)))
        {
            _name = null;
            await OnChanged.InvokeAsync();
        }
    }

    private async Task RemoveAsync(string tag)
    {
        await _state.SaveAsync(() => UntagContact.HandleAsync(Member.Caller, new UntagContact(ContactId, tag), CancellationToken.None));
        await OnChanged.InvokeAsync();
    }
}
