using CareOps.Core.Inventory;
using CareOps.Web.Components.Layout;
using CareOps.Web.Components.Settings;

using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Inventory;

/// <summary>How much of an item a booking of each service uses. Saved as soon as a field is left.</summary>
public sealed partial class UsageSection
{
    private readonly FormState _state = new();

    private Guid? _problemOf;

    [Parameter, EditorRequired]
    public InventoryItem Item { get; set; } = null!;

    [Parameter, EditorRequired]
    public IReadOnlyList<UsageRow> Rows { get; set; } = [];

    [Parameter]
    public bool CanChange { get; set; }

    [Parameter]
    public EventCallback OnChanged { get; set; }

    [CascadingParameter]
    private MemberContext Member { get; set; } = null!;

    [Inject]
    private SetUsageHandler SetUsage { get; set; } = null!;

    private async Task SaveAsync(UsageRow row, string? typed)
    {
        var isSaved = await _state.SaveAsync(() => SetUsage.HandleAsync(
            Member.Caller, new SetUsage(row.ServiceId, Item.Id, Typed.Amount(typed)), CancellationToken.None));
        _problemOf = isSaved ? null : row.ServiceId;
        if (isSaved)
        {
            await OnChanged.InvokeAsync();
        }
    }
}
