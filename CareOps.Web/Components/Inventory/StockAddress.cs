using System.Text;

using CareOps.Core.Foundation;
using CareOps.Core.Inventory;

namespace CareOps.Web.Components.Inventory;

/// <summary>What the stock list's address says.</summary>
/// <param name="Root">The list's path.</param>
/// <param name="Filter">Which items.</param>
public sealed record StockAddress(string Root, StockFilter Filter)
{
    private static readonly Dictionary<string, StockState> Words = new(StringComparer.Ordinal)
    {
        ["low"] = StockState.Low,
        ["ordered"] = StockState.OnOrder,
        ["archived"] = StockState.Archived,
    };

    public bool IsNarrowed => Filter.Search is not null || Filter.Category is not null || Filter.State != StockState.All;

    public string Url
    {
        get
        {
            var url = new StringBuilder(Root).Append("?show=").Append(
                Words.FirstOrDefault(word => word.Value == Filter.State) is { Key: { } word } ? word : "all");
            if (Filter.Search is { } search)
            {
                url.Append("&q=").Append(Uri.EscapeDataString(search));
            }

            return (Filter.Category is { } category ? url.Append("&category=").Append(Uri.EscapeDataString(category)) : url).ToString();
        }
    }

    public static StockAddress Of(string root, string? show, string? search, string? category) => new(
        root,
        new StockFilter
        {
            State = Words.GetValueOrDefault(show ?? string.Empty),
            Search = Text.Line(search),
            Category = Text.Line(category),
        });
}
