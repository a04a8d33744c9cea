using CareOps.Core.Bookings;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Inventory;

using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Inventory;

/// <summary>What the business keeps: how much there is, what the bookings take of it, what is on its way, and when it runs out.</summary>
public sealed partial class StockPage
{
    private const int OnePage = 50;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private StockAddress? _address;
    private IReadOnlyList<StockRow> _rows = [];
    private IReadOnlyList<string> _categories = [];
    private StockCounts? _counts;
    private StockMove? _moving;
    private string? _search;
    private string? _shownQuery;
    private bool _hasMore;

    [SupplyParameterFromQuery(Name = "show")]
    public string? ShowText { get; set; }

    [SupplyParameterFromQuery(Name = "q")]
    public string? SearchText { get; set; }

    [SupplyParameterFromQuery(Name = "category")]
    public string? CategoryText { get; set; }

    [Inject]
    private StockQueries Stock { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private bool CanChange => Member.Caller.May(Right.ManageInventory);

    private string? Note => _counts is { All: > 0 } counts ? Say.Count(counts.All, "item", "items") : null;

    private string Query => new Uri(Navigation.Uri).Query;

    private IEnumerable<(StockState State, string Word, int Count)> States =>
    [
        (StockState.All, "All", _counts!.All),
        (StockState.Low, "Low", _counts.Low),
        (StockState.OnOrder, "On order", _counts.OnOrder),
        (StockState.Archived, "Archived", _counts.Archived),
    ];

    protected override bool Concerns(LiveSubject subject) =>
        subject.Kind is nameof(InventoryItem) or nameof(PurchaseOrder) or nameof(Booking);

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        var caller = Member.Caller;
        var asked = Query;
        var address = StockAddress.Of(Member.Url("inventory"), ShowText, SearchText, CategoryText);
        var most = address == _address ? Math.Max(OnePage, _rows.Count) : OnePage;
        var rows = await Stock.ListAsync(caller, address.Filter, null, most + 1, cancellationToken);
        var counts = await Stock.CountsAsync(caller, cancellationToken);
        var categories = await Stock.CategoriesAsync(caller, cancellationToken);
        if (asked != Query)
        {
            return;
        }

        if (_shownQuery != asked && address != _address)
        {
            _search = address.Filter.Search;
        }

        (_address, _shownQuery, _counts, _categories) = (address, asked, counts, categories);
        (_rows, _hasMore) = ([.. rows.Take(most)], rows.Count > most);
    }

    private async Task ShowMoreAsync()
    {
        var more = await Stock.ListAsync(Member.Caller, _address!.Filter, _rows[^1].Item.NameKey, OnePage + 1, Closed);
        (_rows, _hasMore) = ([.. _rows, .. more.Take(OnePage)], more.Count > OnePage);
    }

    private void Move(StockMove? move) => _moving = move == _moving ? null : move;

    private async Task MovedAsync()
    {
        _moving = null;
        await TryLoadAsync();
    }

    private void Search() => Show(_address!.Filter with { Search = Text.Line(_search) });

    private async Task SearchSoonAsync()
    {
        var typed = _search;
        await Task.Delay(Pause, Closed).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        if (typed == _search && !Closed.IsCancellationRequested)
        {
            Search();
        }
    }

    private void ChooseCategory(string? category) => Show(_address!.Filter with { Category = Text.Line(category) });

    private void Show(StockFilter filter) => Navigation.NavigateTo((_address! with { Filter = filter }).Url, replace: true);
}
