using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

namespace CareOps.Core.Reports;

/// <summary>Reads one report at a time: what the business did in some days, beside as many days before them.</summary>
public sealed class ReportQueries(ReadDoor door)
{
    public async Task<Report> ReadAsync(
        Caller caller, Workspace workspace, ReportKind kind, ReportRange range, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ViewReports, cancellationToken);
        return await (kind switch
        {
            ReportKind.Bookings => BookingReports.BookingsAsync(db, workspace, range, cancellationToken),
            ReportKind.Revenue => BookingReports.RevenueAsync(db, workspace, range, cancellationToken),
            ReportKind.Utilisation => UtilisationReport.ReadAsync(db, workspace, range, cancellationToken),
            ReportKind.NoShows => BookingReports.NoShowsAsync(db, workspace, range, cancellationToken),
            ReportKind.Leads => ContactReports.LeadsAsync(db, workspace, range, cancellationToken),
            ReportKind.Responses => ContactReports.ResponsesAsync(db, workspace, range, cancellationToken),
            ReportKind.Forms => WorkReports.FormsAsync(db, workspace, range, cancellationToken),
            ReportKind.Deliveries => WorkReports.DeliveriesAsync(db, workspace, range, cancellationToken),
            ReportKind.Automation => WorkReports.AutomationAsync(db, workspace, range, cancellationToken),
            ReportKind.Stock => WorkReports.StockAsync(db, workspace, range, cancellationToken),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such report."),
        });
    }

    /// <summary>The same as comma-separated values: the figures first, then each table under its title.</summary>
    public async Task<string> SheetAsync(
        Caller caller, Workspace workspace, ReportKind kind, ReportRange range, CancellationToken cancellationToken)
    {
        var report = await ReadAsync(caller, workspace, kind, range, cancellationToken);
        var lines = new List<IReadOnlyList<string?>> { (string?[])["Figure", "This period", "Before"] };
        lines.AddRange(report.Figures.Select(figure => (IReadOnlyList<string?>)
            [figure.Name, ReportNumber.Plain(figure.Now, figure.Unit, workspace.Currency), ReportNumber.Plain(figure.Before, figure.Unit, workspace.Currency)]));
        foreach (var part in report.Parts)
        {
            lines.Add([]);
            lines.Add([part.Title]);
            lines.Add([part.Of, .. part.Columns.Select(column => ReportNumber.Heading(column, workspace.Currency))]);
            lines.AddRange(part.Lines.Select(line => (IReadOnlyList<string?>)
                [line.Name, .. line.Values.Select((value, place) => ReportNumber.Plain(value, part.Columns[place].Unit, workspace.Currency))]));
        }

        return ContactCsv.Write(lines);
    }
}
