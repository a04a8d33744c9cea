using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Inventory;
using CareOps.Web.Components.Settings;

using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Inventory;

/// <summary>Stock is taken with a phone in hand: each count is kept on the server at once, and all are confirmed together.</summary>
public sealed partial class CountPage
{
    private readonly FormState _state = new();

    private IReadOnlyList<CountRow>? _rows;
    private IReadOnlyList<string> _categories = [];
    private string? _category;
    private string? _said;
    private Guid? _problemOf;

    [Inject]
    private CountQueries Counts { get; set; } = null!;

    [Inject]
    private StockQueries Stock { get; set; } = null!;

    [Inject]
    private CountItemHandler CountItem { get; set; } = null!;

    [Inject]
    private ConfirmCountsHandler ConfirmCounts { get; set; } = null!;

    private static string? ClassOf(StockCount? count) => count switch
    {
        null => null,
        { Difference: 0 } => "is-right",
        _ => "is-off",
    };

    // Of what is counted, what the ledger said then: the difference is to that, and stays what it was while stock moves on.
    private string ExpectedOf(CountRow row) => row switch
    {
        { Count: { } count } when !IsFirst(row, count) =>
            $"{Amounts.Say(count.Expected, row.Item.Unit)} expected at {Say.Time(count.CountedAt, Member.Workspace.Zone)}",
        { Item.IsCounted: true } => $"{Amounts.Say(row.Item.Quantity, row.Item.Unit)} by the ledger",
        _ => "Not counted yet",
    };

    private static string DifferenceOf(CountRow row, StockCount count) => count.Difference switch
    {
        _ when IsFirst(row, count) => "First count",
        0 => "As expected",
        _ => $"{Amounts.Change(count.Difference)} {row.Item.Unit}",
    };

    private static string SinceOf(CountRow row) =>
        $"{Amounts.Say(Math.Abs(row.Since), row.Item.Unit)} {(row.Since < 0 ? "went" : "came")} since: {Amounts.Say(row.Confirmed, row.Item.Unit)} when confirmed";

    private static bool IsFirst(CountRow row, StockCount count) => !row.Item.IsCounted && count.Expected == 0;

    private int Counted => _rows!.Count(static row => row.Count is not null);

    private int Differences => _rows!.Count(static row => row.Count is { Difference: not 0 });

    protected override bool Concerns(LiveSubject subject) => subject.Kind == nameof(InventoryItem);

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        _categories = await Stock.CategoriesAsync(Member.Caller, cancellationToken);
        _rows = await Counts.ListAsync(Member.Caller, Text.Line(_category), cancellationToken);
    }

    private async Task CountAsync(CountRow row, string? typed)
    {
        _said = null;
        var isKept = await _state.SaveAsync(() => CountItem.HandleAsync(
            Member.Caller, new CountItem(row.Item.Id, Typed.Amount(typed)), CancellationToken.None));
        _problemOf = isKept || _state.Of("Quantity") is null ? null : row.Item.Id;
        if (isKept)
        {
            await TryLoadAsync();
        }
    }

    private async Task ConfirmAsync()
    {
        var confirmed = 0;
        if (await _state.SaveAsync(async () =>
        {
            var result = await ConfirmCounts.HandleAsync(Member.Caller, new ConfirmCounts(), CancellationToken.None);
            confirmed = result.Value;
            return result;
        }))
        {
            _said = $"{Say.Count(confirmed, "count is", "counts are")} in the ledger.";
        }

        await TryLoadAsync();
    }
}
