using CareOps.Core.Inventory;
using CareOps.Web.Components.Layout;
using CareOps.Web.Components.Settings;

using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Inventory;

/// <summary>Notes that some of an item came or went, and why. Where more is taken than is there, it asks for a reason.</summary>
public sealed partial class MoveForm
{
    private static readonly MovementKind[] Incoming = [MovementKind.Received, MovementKind.Returned, MovementKind.Adjusted, MovementKind.Counted];

    private static readonly MovementKind[] Outgoing = [MovementKind.Used, MovementKind.Wasted, MovementKind.Adjusted, MovementKind.Counted];

    private readonly FormState _state = new();

    // The same for as long as the form is open: pressed twice, it is done once.
    private readonly Guid _key = Guid.CreateVersion7();

    private ElementReference _first;
    private MovementKind _kind;
    private string? _quantity;
    private string? _reason;
    private bool _asksOverride;

    [Parameter, EditorRequired]
    public InventoryItem Item { get; set; } = null!;

    /// <summary>What probably happened: something was received, used or counted.</summary>
    [Parameter, EditorRequired]
    public MovementKind First { get; set; }

    [Parameter]
    public EventCallback OnDone { get; set; }

    [Parameter]
    public EventCallback OnLeft { get; set; }

    [CascadingParameter]
    private MemberContext Member { get; set; } = null!;

    [Inject]
    private MoveStockHandler MoveStock { get; set; } = null!;

    private MovementKind[] Kinds => First == MovementKind.Used ? Outgoing : Incoming;

    private string Verb => First switch { MovementKind.Used => "Take", MovementKind.Counted => "Count", _ => "Add" };

    private string? Problem => Of("Quantity") ?? Of("Reason") ?? _state.General;

    protected override void OnInitialized() => _kind = First;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await _first.FocusAsync();
        }
    }

    private string Id(string field) => $"move-{field}-{Item.Id:N}";

    private string? Of(string field) => _state.Of(field);

    private async Task SaveAsync()
    {
        var amount = Typed.Amount(_quantity);
        var command = new MoveStock(Item.Id, _key, _kind, _kind == MovementKind.Adjusted && First == MovementKind.Used ? -amount : amount, _reason)
        {
            OverrideReason = _asksOverride ? _reason : null,
        };
        var isDone = await _state.SaveAsync(async () =>
        {
            var moved = await MoveStock.HandleAsync(Member.Caller, command, CancellationToken.None);
            _asksOverride = moved.Error?.Code == InventoryErrors.ShortCode;
            return moved;
        });
        if (isDone)
        {
            await OnDone.InvokeAsync();
        }
    }
}
