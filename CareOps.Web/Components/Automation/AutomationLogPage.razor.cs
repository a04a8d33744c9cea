using CareOps.Core.Automation;
using CareOps.Core.Data;
using CareOps.Core.Foundation;

using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Automation;

/// <summary>Every time a rule looked at something: what it did, or why not.</summary>
public sealed partial class AutomationLogPage
{
    private const int OnePage = 50;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private IReadOnlyList<LogRow>? _rows;
    private IReadOnlyList<RuleRow> _rules = [];
    private RunFilter _filter = new();
    private string? _search;
    private string? _shownQuery;
    private bool _hasMore;

    [SupplyParameterFromQuery(Name = "q")]
    public string? SearchText { get; set; }

    [SupplyParameterFromQuery(Name = "outcome")]
    public string? StatusText { get; set; }

    [SupplyParameterFromQuery(Name = "rule")]
    public string? RuleText { get; set; }

    [SupplyParameterFromQuery(Name = "from")]
    public string? FromText { get; set; }

    [SupplyParameterFromQuery(Name = "until")]
    public string? UntilText { get; set; }

    [Inject]
    private AutomationQueries Automation { get; set; } = null!;

    [Inject]
    private RuleQueries Rules { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private string Query => new Uri(Navigation.Uri).Query;

    protected override bool Concerns(LiveSubject subject) => subject.Kind is nameof(AutomationRun) or nameof(Rule);

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        var asked = Query;
        var filter = LogAddress.FilterOf(Member.Workspace.Zone, SearchText, StatusText, RuleText, FromText, UntilText);
        var most = filter == _filter ? Math.Max(OnePage, _rows?.Count ?? 0) : OnePage;
        var rows = await Automation.LogAsync(Member.Caller, filter, null, most + 1, cancellationToken);
        var rules = await Rules.ListAsync(Member.Caller, cancellationToken);
        if (asked != Query)
        {
            return;
        }

        if (_shownQuery != asked && filter != _filter)
        {
            _search = filter.Search;
        }

        (_filter, _shownQuery, _rules) = (filter, asked, rules);
        (_rows, _hasMore) = ([.. rows.Take(most)], rows.Count > most);
    }

    private string UrlOf(LogRow row) => row.Trigger switch
    {
        RuleTrigger.ConversationUnanswered => Member.Url($"inbox/{row.SubjectId}"),
        RuleTrigger.ContactCreated or RuleTrigger.WaitlistTimeOffered or RuleTrigger.FormOpen => Member.Url($"contacts/{row.ContactId}"),
        RuleTrigger.FormOverdue or RuleTrigger.FormSubmitted => Member.Url($"forms/answers/{row.SubjectId}"),
        RuleTrigger.StockLow or RuleTrigger.StockOut => Member.Url($"inventory/{row.ItemId}"),
        _ => Member.Url($"bookings?booking={row.SubjectId}"),
    };

    private async Task ShowMoreAsync()
    {
        var last = _rows![^1];
        var more = await Automation.LogAsync(Member.Caller, _filter, new RunCursor(last.StatusAt, last.Id), OnePage + 1, Closed);
        (_rows, _hasMore) = ([.. _rows, .. more.Take(OnePage)], more.Count > OnePage);
    }

    private void Search() => Show("q", Text.Line(_search));

    private async Task SearchSoonAsync()
    {
        var typed = _search;
        await Task.Delay(Pause, Closed).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        if (typed == _search && !Closed.IsCancellationRequested)
        {
            Search();
        }
    }

    private void ChooseStatus(string? status) => Show("outcome", Text.Line(status));

    private void ChooseRule(string? rule) => Show("rule", Text.Line(rule));

    private void ChooseFrom(string? from) => Show("from", Text.Line(from));

    private void ChooseUntil(string? until) => Show("until", Text.Line(until));

    private void Show(string name, string? value) => Navigation.NavigateTo(Navigation.GetUriWithQueryParameter(name, value), replace: true);
}
