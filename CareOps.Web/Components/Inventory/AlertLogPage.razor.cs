using CareOps.Core.Data;
using CareOps.Core.Inventory;

using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Inventory;

/// <summary>Every time something fell to its threshold, and when there was enough again.</summary>
public sealed partial class AlertLogPage
{
    private const int OnePage = 50;

    private IReadOnlyList<AlertRow>? _alerts;
    private bool _hasMore;

    [Inject]
    private StockQueries Stock { get; set; } = null!;

    protected override bool Concerns(LiveSubject subject) => subject.Kind == nameof(InventoryItem);

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        var most = Math.Max(OnePage, _alerts?.Count ?? 0);
        var alerts = await Stock.AlertsAsync(Member.Caller, null, most + 1, cancellationToken);
        (_alerts, _hasMore) = ([.. alerts.Take(most)], alerts.Count > most);
    }

    private async Task ShowMoreAsync()
    {
        var more = await Stock.AlertsAsync(Member.Caller, _alerts![^1].Alert.Id, OnePage + 1, Closed);
        (_alerts, _hasMore) = ([.. _alerts, .. more.Take(OnePage)], more.Count > OnePage);
    }
}
