using CareOps.Core.Alerts;
using CareOps.Core.Dashboard;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;
using CareOps.Web.Components.Shared;

using Microsoft.AspNetCore.Components;

using NodaTime;

namespace CareOps.Web.Components.Alerts;

/// <summary>All alerts there were, the newest first, with what became of each.</summary>
public sealed partial class AlertsPage
{
    private const int OnePage = 50;

    private IReadOnlyList<AttentionItem>? _items;
    private IReadOnlyDictionary<MemberId, string> _names = new Dictionary<MemberId, string>();
    private AlertKind? _kind;
    private AttentionFilter? _filter;
    private bool _hasMore;

    /// <summary>"open" or "settled".</summary>
    [SupplyParameterFromQuery(Name = "show")]
    public string? ShowText { get; set; }

    [SupplyParameterFromQuery(Name = "kind")]
    public string? KindText { get; set; }

    [Inject]
    private AttentionQueries Attention { get; set; } = null!;

    [Inject]
    private WorkspaceQueries Workspaces { get; set; } = null!;

    [Inject]
    private SnoozeAlertHandler Snooze { get; set; } = null!;

    [Inject]
    private IClock Clock { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    protected override bool Concerns(LiveSubject subject) => subject.Kind == nameof(Alert);

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        _kind = Enum.TryParse<AlertKind>(KindText, out var kind) && Enum.IsDefined(kind) ? kind : null;
        var filter = new AttentionFilter
        {
            Kind = _kind,
            IsOpen = ShowText switch { "open" => true, "settled" => false, _ => null },
        };
        var most = filter == _filter ? Math.Max(OnePage, _items?.Count ?? 0) : OnePage;
        _names = await Workspaces.MemberNamesAsync(Member.Caller, cancellationToken);
        var items = await Attention.LogAsync(Member.Caller, Member.Workspace, filter, null, most + 1, cancellationToken);
        (_items, _hasMore, _filter) = ([.. items.Take(most)], items.Count > most, filter);
    }

    private static string BadgeOf(AttentionItem item) => item switch
    {
        { ResolvedAt: not null } => "ok",
        { Severity: AlertSeverity.Critical } => "bad",
        { Severity: AlertSeverity.Warning } => "warn",
        _ => "info",
    };

    private string StateOf(AttentionItem item)
    {
        var zone = Member.Workspace.Zone;
        return item switch
        {
            { ResolvedAt: { } at } => $"Settled {Say.Moment(at, zone)}",
            { SnoozedUntil: { } until } when until > Clock.GetCurrentInstant() => $"Snoozed until {Say.Moment(until, zone)}",
            { SeenBy: { } by } => $"{PersonName.First(_names.GetValueOrDefault(by, "A member"))} sees to it",
            _ => "Open",
        };
    }

    private string Url(string? show, AlertKind? kind)
    {
        string[] parts = [show is null ? string.Empty : $"show={show}", kind is null ? string.Empty : $"kind={kind}"];
        var query = string.Join('&', parts.Where(static part => part.Length > 0));
        return Member.Url("alerts") + (query.Length == 0 ? string.Empty : $"?{query}");
    }

    private void ChooseKind(string? text) =>
        Navigation.NavigateTo(Url(ShowText, Enum.TryParse<AlertKind>(text, out var kind) ? kind : null));

    private async Task ShowMoreAsync()
    {
        var last = _items![^1];
        var more = await Attention.LogAsync(
            Member.Caller, Member.Workspace, _filter!, new AttentionCursor(last.Since, last.Id), OnePage + 1, Closed);
        (_items, _hasMore) = ([.. _items, .. more.Take(OnePage)], more.Count > OnePage);
    }

    private async Task BringBackAsync(AttentionItem item)
    {
        await Attempt.RunAsync(Snooze.HandleAsync(Member.Caller, new SnoozeAlert(item.Id, null), CancellationToken.None));
        await TryLoadAsync();
    }
}
