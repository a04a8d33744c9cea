using CareOps.Core.Reports;

namespace CareOps.Web.Components.Reports;

/// <summary>How reports are called, and found by their addresses.</summary>
public sealed record ReportWords(string Word, string Name, string About)
{
    public static ReportWords Of(ReportKind kind) => kind switch
    {
        ReportKind.Bookings => new("bookings", "Bookings", "By when they begin. Cancelled ones are counted apart."),
        ReportKind.Revenue => new("revenue", "Revenue booked", "Prices as they were when each was booked. Cancellations and no-shows bring nothing."),
        ReportKind.Utilisation => new("utilisation", "Utilisation", "Booked time as a share of the hours in which members take bookings. Time off and holidays are not open."),
        ReportKind.NoShows => new("no-shows", "No-shows", "The share of closed bookings that nobody came to."),
        ReportKind.Leads => new("leads", "Leads", "People who first wrote to you, by when they did, and whether they have booked since."),
        ReportKind.Responses => new("responses", "Response time", "From a customer's first message to the first answer of a member."),
        ReportKind.Forms => new("forms", "Forms", "By when they were sent. Withdrawn ones are left out."),
        ReportKind.Deliveries => new("deliveries", "Messages", "What members and rules sent, by who took it on, and what became of it."),
        ReportKind.Automation => new("automation", "Automation", "What rules decided in these days."),
        ReportKind.Stock => new("stock", "Stock used", "What bookings took and what was noted as used, at what an item costs now."),
        _ => throw new InvalidOperationException($"Nobody knows what {kind} is called."),
    };

    public static ReportKind KindOf(string? word) =>
        Enum.GetValues<ReportKind>().FirstOrDefault(kind => Of(kind).Word == word, ReportKind.Bookings);
}
