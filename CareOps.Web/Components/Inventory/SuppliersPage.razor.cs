using CareOps.Core.Data;
using CareOps.Core.Inventory;
using CareOps.Web.Components.Settings;

using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Inventory;

/// <summary>Whom the business buys from.</summary>
public sealed partial class SuppliersPage
{
    private readonly FormState _state = new();

    private IReadOnlyList<Supplier>? _suppliers;
    private ElementReference _first;
    private Guid? _editing;
    private string? _name;
    private string? _email;

    [Inject]
    private StockQueries Stock { get; set; } = null!;

    [Inject]
    private SaveSupplierHandler SaveSupplier { get; set; } = null!;

    private string? Problem => _state.Of("Name") ?? _state.Of("Email") ?? _state.General;

    protected override bool Concerns(LiveSubject subject) => subject.Kind == nameof(Supplier);

    protected override async Task LoadAsync(CancellationToken cancellationToken) =>
        _suppliers = await Stock.SuppliersAsync(Member.Caller, cancellationToken);

    private async Task EditAsync(Supplier supplier)
    {
        _state.Reset();
        (_editing, _name, _email) = (supplier.Id, supplier.Name, supplier.Email);
        await _first.FocusAsync();
    }

    private void Leave()
    {
        _state.Reset();
        (_editing, _name, _email) = (null, null, null);
    }

    private async Task SaveAsync()
    {
        if (await _state.SaveAsync(() => SaveSupplier.HandleAsync(Member.Caller, new SaveSupplier(_editing, _name, _email), CancellationToken.None)))
        {
            Leave();
            await TryLoadAsync();
        }
    }
}
