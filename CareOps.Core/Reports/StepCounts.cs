using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

using CareOps.Core.Data;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Reports;

/// <summary>
/// Counts the rows of each step of a chart by their status, with one statement. Raw SQL: EF can't join rows to spans that exist nowhere
/// but in the statement, and a statement for each step would be up to thirty. Each span is a search of one index.
/// </summary>
internal static class StepCounts
{
    // What came by the contact form nobody was asked for.
    private const string WasAskedFor =
        "AND NOT EXISTS (SELECT 1 FROM \"FormTemplates\" AS t WHERE t.\"Id\" = k.\"TemplateId\" AND t.\"IsContactForm\")";

    public static Task<List<StepCount>> OfBookingsAsync(CareOpsDb db, IReadOnlyList<ReportStep> steps, CancellationToken cancellationToken) =>
        ReadAsync(db, steps, "\"Bookings\"", "\"StartsAt\"", "k.\"Status\"", "CAST(COALESCE(SUM(k.\"PriceMinor\"), 0) AS bigint)", cancellationToken);

    public static Task<List<StepCount>> OfFormsAsync(CareOpsDb db, IReadOnlyList<ReportStep> steps, CancellationToken cancellationToken) =>
        ReadAsync(db, steps, "\"FormSubmissions\"", "\"SentAt\"", "CAST(k.\"Status\" AS text)", "CAST(0 AS bigint)", cancellationToken, WasAskedFor);

    public static Task<List<StepCount>> OfRunsAsync(CareOpsDb db, IReadOnlyList<ReportStep> steps, CancellationToken cancellationToken) =>
        ReadAsync(db, steps, "\"AutomationRuns\"", "\"StatusAt\"", "k.\"Status\"", "CAST(0 AS bigint)", cancellationToken);

    [SuppressMessage("Security", "S2077", Justification = "The text is made of constants and counted places; every value is a parameter.")]
    [SuppressMessage("Security", "EF1002", Justification = "The text is made of constants and counted places; every value is a parameter.")]
    private static Task<List<StepCount>> ReadAsync(
        CareOpsDb db,
        IReadOnlyList<ReportStep> steps,
        string table,
        string moment,
        string status,
        string money,
        CancellationToken cancellationToken,
        string only = "")
    {
        // A CROSS JOIN has SQLite go through the spans and not through the rows.
        var values = new List<object> { db.Sql(db.Workspace.Value) };
        var spans = new StringBuilder();
        foreach (var step in steps)
        {
            spans.Append(spans.Length == 0 ? string.Empty : ", ")
                .Append(CultureInfo.InvariantCulture, $"({(values.Count - 1) / 2}, {{{values.Count}}}, {{{values.Count + 1}}})");
            values.Add(db.Sql(step.Time.Start));
            values.Add(db.Sql(step.Time.End));
        }

        return db.Database.SqlQueryRaw<StepCount>(
            $"""
            SELECT CAST(s.column1 AS integer) AS "Step", {status} AS "Status", CAST(COUNT(*) AS integer) AS "Count", {money} AS "Money"
            FROM (VALUES {spans}) AS s CROSS JOIN {table} AS k
            WHERE k."WorkspaceId" = {"{0}"} AND k.{moment} >= s.column2 AND k.{moment} < s.column3 {only}
            GROUP BY s.column1, k."Status"
            """,
            [.. values]).ToListAsync(cancellationToken);
    }
}

/// <summary>How many rows of one status lie in one step.</summary>
internal sealed class StepCount
{
    public int Step { get; init; }

    public string Status { get; init; } = string.Empty;

    public int Count { get; init; }

    public long Money { get; init; }
}
