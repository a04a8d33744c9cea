using CareOps.Core.Data;
using CareOps.Core.Reports;

using Microsoft.AspNetCore.Components;

using NodaTime;
using NodaTime.Text;

namespace CareOps.Web.Components.Reports;

/// <summary>One report at a time, of some days beside as many before them. The address says which, so it can be sent and kept.</summary>
public sealed partial class ReportsPage
{
    private ReportAddress? _address;
    private Report? _report;
    private LocalDate _today;

    [SupplyParameterFromQuery(Name = "report")]
    public string? ReportText { get; set; }

    [SupplyParameterFromQuery(Name = "from")]
    public string? FirstText { get; set; }

    [SupplyParameterFromQuery(Name = "until")]
    public string? LastText { get; set; }

    [Inject]
    private ReportQueries Reports { get; set; } = null!;

    [Inject]
    private IClock Clock { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private string Currency => Member.Workspace.Currency;

    private string FromText => LocalDatePattern.Iso.Format(_address!.Range.First);

    private string UntilText => LocalDatePattern.Iso.Format(_address!.Range.Last);

    // Reports tell of days, not of this moment: they are read again when asked for.
    protected override bool Concerns(LiveSubject subject) => false;

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        _today = Clock.GetCurrentInstant().InZone(Member.Workspace.Zone).Date;
        var address = ReportAddress.Of(ReportText, FirstText, LastText, _today);
        if (address != _address)
        {
            _report = address.Kind == _address?.Kind ? _report : null;
            _address = address;
        }

        var report = await Reports.ReadAsync(Member.Caller, Member.Workspace, address.Kind, address.Range, cancellationToken);
        if (address == _address)
        {
            _report = report;
        }
    }

    private static string? ToneOf(ReportFigure figure) => (figure.Now - figure.Before) switch
    {
        null or 0 => null,
        > 0 => figure.LessIsBetter ? "poor" : "good",
        _ => figure.LessIsBetter ? "good" : "poor",
    };

    private string UrlOf(ReportAddress address) => Member.Url("reports") + address.Query;

    private void ChooseFrom(string? text) => Go(text, LastText ?? UntilText);

    private void ChooseUntil(string? text) => Go(FirstText ?? FromText, text);

    private void Go(string? from, string? until) => Navigation.NavigateTo(UrlOf(ReportAddress.Of(ReportWords.Of(_address!.Kind).Word, from, until, _today)));
}
