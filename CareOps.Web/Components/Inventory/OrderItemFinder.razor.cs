using CareOps.Core.Foundation;
using CareOps.Core.Inventory;
using CareOps.Web.Components.Layout;
using CareOps.Web.Components.Settings;

using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Inventory;

/// <summary>Finds what a draft can order too, and adds it. Stays open, because one thing more is seldom the last.</summary>
public sealed partial class OrderItemFinder : IDisposable
{
    private const int MostFound = 8;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly FormState _state = new();
    private readonly CancellationTokenSource _closed = new();

    private ElementReference _input;
    private IReadOnlyList<OrderableItem>? _found;
    private string? _search;
    private bool _isOpening;

    [Parameter, EditorRequired]
    public Guid OrderId { get; set; }

    [Parameter]
    public EventCallback OnAdded { get; set; }

    [CascadingParameter]
    private MemberContext Member { get; set; } = null!;

    [Inject]
    private OrderQueries Orders { get; set; } = null!;

    [Inject]
    private AddOrderLineHandler AddOrderLine { get; set; } = null!;

    public void Dispose()
    {
        _closed.Cancel();
        _closed.Dispose();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_isOpening && _found is not null)
        {
            _isOpening = false;
            await _input.FocusAsync();
        }
    }

    private async Task FindAsync() =>
        _found = await Orders.OrderableAsync(Member.Caller, OrderId, Text.Line(_search), MostFound, CancellationToken.None);

    private Task OpenAsync()
    {
        _isOpening = true;
        return FindAsync();
    }

    private void Close() => (_found, _search) = (null, null);

    private async Task FindSoonAsync()
    {
        var (typed, closed) = (_search, _closed.Token);
        await Task.Delay(Pause, closed).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        if (typed == _search && _found is not null && !closed.IsCancellationRequested)
        {
            await FindAsync();
        }
    }

    private async Task AddAsync(Guid itemId)
    {
        if (await _state.SaveAsync(() => AddOrderLine.HandleAsync(Member.Caller, new AddOrderLine(OrderId, itemId), CancellationToken.None)))
        {
            await OnAdded.InvokeAsync();
        }

        await FindAsync();
    }
}
