using CareOps.Core.Alerts;
using CareOps.Core.Dashboard;
using CareOps.Core.Foundation;
using CareOps.Web.Components.Layout;
using CareOps.Web.Components.Shared;

using Microsoft.AspNetCore.Components;

using NodaTime;

namespace CareOps.Web.Components.Today;

/// <summary>
/// What waits for a member, each with its reason, its age and one button that leads to the place of action. Many of one kind are one line,
/// so that nothing else is pushed out of sight.
/// </summary>
public sealed partial class NeedsAttentionCard
{
    private const int MostOfAKind = 3;

    private static readonly LocalTime Morning = new(8, 0);

    private IReadOnlyList<Row> _rows = [];
    private IReadOnlyList<string> _checked = [];

    [Parameter, EditorRequired]
    public IReadOnlyList<AttentionItem> Items { get; set; } = [];

    [Parameter, EditorRequired]
    public IReadOnlyDictionary<MemberId, string> Names { get; set; } = null!;

    /// <summary>How many were put off, where there are no others.</summary>
    [Parameter]
    public int PutOff { get; set; }

    /// <summary>Whatever one of them became, the screen is to be read again.</summary>
    [Parameter]
    public EventCallback OnHandled { get; set; }

    [CascadingParameter]
    private MemberContext Member { get; set; } = null!;

    [Inject]
    private AcknowledgeAlertHandler Acknowledge { get; set; } = null!;

    [Inject]
    private SnoozeAlertHandler Snooze { get; set; } = null!;

    [Inject]
    private IClock Clock { get; set; } = null!;

    private Instant Hour => Clock.GetCurrentInstant() + Duration.FromHours(1);

    private Instant Week => Clock.GetCurrentInstant() + Duration.FromDays(7);

    private Instant UntilTomorrow => Clock.GetCurrentInstant().InZone(Member.Workspace.Zone).Date.PlusDays(1)
        .At(Morning).InZoneLeniently(Member.Workspace.Zone).ToInstant();

    protected override void OnParametersSet()
    {
        var crowded = Items.GroupBy(static item => item.Kind).Where(static kind => kind.Count() > MostOfAKind).Select(static kind => kind.Key).ToHashSet();
        _rows =
        [
            .. Items
                .GroupBy(item => crowded.Contains(item.Kind) ? item.Kind.ToString() : item.Id.ToString(), StringComparer.Ordinal)
                .Select(group => group.Count() > 1 ? Together(group.Key, [.. group]) : Alone(group.Key, group.First())),
        ];
        _checked = [.. AlertKinds.For(Member.Caller).Select(static kind => AlertLook.Of(kind).Word)];
    }

    private Row Alone(string key, AttentionItem item) => new(
        key,
        AlertLook.ToneOf(item.Severity),
        AlertLook.Of(item.Kind).Icon,
        item.Title,
        item.SeenBy is { } by ? $"{item.Reason}. {Names.GetValueOrDefault(by, "A member")} sees to it" : item.Reason,
        item.Action,
        item.Page,
        item.Since,
        item.SeenBy is not null,
        [item.Id]);

    private Row Together(string key, IReadOnlyList<AttentionItem> items)
    {
        var look = AlertLook.Of(items[0].Kind);
        var oldest = items.MinBy(static item => item.Since)!;
        return new Row(
            key,
            AlertLook.ToneOf(items[0].Severity),
            look.Icon,
            $"{look.Word}: {items.Count}",
            $"The oldest: {oldest.Title}. {oldest.Reason}{SeenBy(items)}",
            "See all",
            look.Page,
            oldest.Since,
            items.All(static item => item.SeenBy is not null),
            [.. items.Select(static item => item.Id)]);
    }

    private string SeenBy(IReadOnlyList<AttentionItem> items)
    {
        var names = items.Select(static item => item.SeenBy).Distinct().Select(by => by is { } member ? Names.GetValueOrDefault(member, "A member") : null).ToList();
        return names is [{ } only] ? $". {only} sees to them" : string.Empty;
    }

    private Task SeeAsync(Row row) =>
        HandleAsync(row, id => Acknowledge.HandleAsync(Member.Caller, new AcknowledgeAlert(id), CancellationToken.None));

    private Task SnoozeAsync(Row row, Instant until) =>
        HandleAsync(row, id => Snooze.HandleAsync(Member.Caller, new SnoozeAlert(id, until), CancellationToken.None));

    // One that is settled meanwhile is gone already, which is what was wanted.
    private async Task HandleAsync(Row row, Func<Guid, Task<Result<Done>>> handle)
    {
        foreach (var id in row.Ids)
        {
            await Attempt.RunAsync(handle(id));
        }

        await OnHandled.InvokeAsync();
    }

    private sealed record Row(
        string Key,
        string Tone,
        string Icon,
        string Title,
        string Reason,
        string Action,
        string Page,
        Instant Since,
        bool IsSeen,
        IReadOnlyList<Guid> Ids);
}
