using CareOps.Core.Audit;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.AspNetCore.Components;

using NodaTime;
using NodaTime.Text;

namespace CareOps.Web.Components.Settings;

/// <summary>Who changed what, newest first. The address says what is looked for, so a link shows the same.</summary>
public sealed partial class AuditPage
{
    private const int AtOnce = 50;

    private List<AuditEntry>? _entries;
    private IReadOnlyDictionary<MemberId, string> _names = new Dictionary<MemberId, string>();
    private bool _hasMore;

    [SupplyParameterFromQuery(Name = "who")]
    public string? Who { get; set; }

    [SupplyParameterFromQuery(Name = "kind")]
    public string? Kind { get; set; }

    [SupplyParameterFromQuery(Name = "from")]
    public string? From { get; set; }

    [SupplyParameterFromQuery(Name = "until")]
    public string? Until { get; set; }

    [SupplyParameterFromQuery(Name = "subject")]
    public string? SubjectText { get; set; }

    [Inject]
    private AuditQueries Audit { get; set; } = null!;

    [Inject]
    private WorkspaceQueries Workspaces { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private Guid? Subject => Guid.TryParse(SubjectText, out var id) ? id : null;

    private bool IsFiltered => new[] { Who, Kind, From, Until }.Any(static text => !string.IsNullOrEmpty(text));

    private IReadOnlyList<Choice> People =>
        [new(string.Empty, "Everyone"), .. _names.Select(static name => new Choice(name.Key.Value.ToString("D"), name.Value)).OrderBy(static choice => choice.Text, StringComparer.Ordinal)];

    private AuditFilter Filter => new()
    {
        Member = Guid.TryParse(Who, out var member) ? new MemberId(member) : null,
        Kind = AuditWords.Kinds.Any(kind => kind.Value == Kind) ? Kind : null,
        From = StartOf(From, days: 0),
        Until = StartOf(Until, days: 1),
        Subject = Subject,
    };

    protected override bool Concerns(LiveSubject subject) => false;

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        _names = await Workspaces.MemberNamesAsync(Member.Caller, cancellationToken);
        _entries = [];
        await ReadAsync(null, cancellationToken);
    }

    private static void Nothing()
    {
        // Each choice acts at once.
    }

    private Task MoreAsync() => ReadAsync(new AuditCursor(_entries![^1].At, _entries[^1].Id), Closed);

    private async Task ReadAsync(AuditCursor? after, CancellationToken cancellationToken)
    {
        var rows = await Audit.ListAsync(Member.Caller, Filter, after, AtOnce + 1, cancellationToken);
        _hasMore = rows.Count > AtOnce;
        _entries!.AddRange(rows.Take(AtOnce));
    }

    private string NameOf(AuditEntry entry) => entry switch
    {
        { MemberId: { } id } => _names.GetValueOrDefault(id, "A former member"),
        { CallerKind: "visitor" or "link" } => "A customer",
        _ => "CareOps",
    };

    private Instant? StartOf(string? date, int days) =>
        LocalDatePattern.Iso.Parse(date ?? string.Empty) is { Success: true, Value: var day }
            ? day.PlusDays(days).AtStartOfDayInZone(Member.Workspace.Zone).ToInstant()
            : null;

    private Task GoAsync(string? who, string? kind, string? from, string? until)
    {
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(
            Member.Url("settings/audit"),
            new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["who"] = Empty(who),
                ["kind"] = Empty(kind),
                ["from"] = Empty(from),
                ["until"] = Empty(until),
                ["subject"] = Subject,
            }));
        return Task.CompletedTask;

        static string? Empty(string? text) => string.IsNullOrEmpty(text) ? null : text;
    }
}
