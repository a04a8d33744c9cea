using CareOps.Core.Contacts.Import;
using CareOps.Core.Foundation;
using CareOps.Web.Components.Layout;

using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Contacts;

/// <summary>What became of a file, line by line, and the way back.</summary>
public sealed partial class ImportResult
{
    private const int OnePage = 50;

    private ImportOutcome _shown;
    private ImportStatus? _drawn;
    private IReadOnlyList<PlannedLine> _lines = [];
    private bool _hasMore;

    [Parameter, EditorRequired]
    public ContactImport Import { get; set; } = null!;

    [Parameter]
    public bool CanBeUndone { get; set; }

    /// <summary>Whoever looks was asked whether they mean it.</summary>
    [Parameter]
    public bool IsUndoing { get; set; }

    [Parameter]
    public EventCallback<bool> OnAsk { get; set; }

    [Parameter]
    public EventCallback OnUndo { get; set; }

    [CascadingParameter]
    private MemberContext Member { get; set; } = null!;

    [Inject]
    private ContactImportQueries Imports { get; set; } = null!;

    private string? Problem => Import.Status == ImportStatus.Undone && Import.Kept > 0
        ? $"{Say.Count(Import.Kept, "contact", "contacts")} could not be taken back. The list says why."
        : null;

    private string Heading => Import.Status switch
    {
        ImportStatus.Undone => "The import was undone",
        ImportStatus.Cancelled => "The import was cancelled",
        _ => "The import is through",
    };

    private string Sentence => Import.Status switch
    {
        ImportStatus.Undone => $"{Say.Count(Import.Undone, "line was", "lines were")} taken back.",
        ImportStatus.Cancelled =>
            $"{Say.Count(Import.Created, "contact", "contacts")} had come in by then; {Say.Count(Import.Total - Import.Through, "line was", "lines were")} left out.",
        _ => $"{Say.Count(Import.Created, "new contact", "new contacts")} of {Say.Count(Import.Total, "line", "lines")}.",
    };

    private IEnumerable<(ImportOutcome Outcome, int Count)> Counts => Import.Status == ImportStatus.Undone
        ? [(ImportOutcome.Undone, Import.Undone), (ImportOutcome.Kept, Import.Kept)]
        :
        [
            (ImportOutcome.Created, Import.Created), (ImportOutcome.Filled, Import.Filled), (ImportOutcome.Left, Import.Left),
            (ImportOutcome.Duplicate, Import.Duplicates), (ImportOutcome.Refused, Import.Refused),
        ];

    protected override async Task OnParametersSetAsync()
    {
        if (_drawn != Import.Status)
        {
            _drawn = Import.Status;
            await ShowAsync(Counts.OrderByDescending(static each => each.Outcome is ImportOutcome.Refused or ImportOutcome.Kept && each.Count > 0).First().Outcome);
        }
    }

    private Task ShowAsync(ImportOutcome outcome)
    {
        (_shown, _lines) = (outcome, []);
        return ShowMoreAsync();
    }

    private async Task ShowMoreAsync()
    {
        var after = _lines.Count == 0 ? 0 : _lines[^1].Number;
        var more = await Imports.LinesAsync(Member.Caller, Import.Id, _shown, after, OnePage + 1, CancellationToken.None);
        _hasMore = more.Count > OnePage;
        _lines =
        [
            .. _lines,
            .. more.Take(OnePage).Select(static line => new PlannedLine(
                line.Number, line.Outcome, line.Who, line.Reason, line.Outcome == ImportOutcome.Undone ? null : line.ContactId)),
        ];
    }
}
