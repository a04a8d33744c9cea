using CareOps.Core.Automation;
using CareOps.Core.Data;
using CareOps.Core.Forms;
using CareOps.Core.Inventory;
using CareOps.Core.Messaging;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Core.Reports;

/// <summary>What happens around bookings: forms, messages, rules, stock.</summary>
internal static class WorkReports
{
    public static async Task<Report> FormsAsync(CareOpsDb db, Workspace workspace, ReportRange range, CancellationToken cancellationToken)
    {
        var now = await FormsAsync(db, range.In(workspace.Zone), cancellationToken);
        var before = await FormsAsync(db, range.Before.In(workspace.Zone), cancellationToken);
        var names = await db.FormTemplates().ToDictionaryAsync(static row => row.Id, static row => row.Name, cancellationToken);
        var steps = range.StepsIn(workspace.Zone);
        var counts = (await StepCounts.OfFormsAsync(db, steps, cancellationToken)).ToLookup(static row => row.Step);
        static int Sent(IEnumerable<FormFact> facts) => facts.Where(static fact => fact.Status != FormStatus.Withdrawn).Sum(static fact => fact.Count);
        static int Done(IEnumerable<FormFact> facts) => facts.Where(static fact => fact.Status == FormStatus.Completed).Sum(static fact => fact.Count);
        static int Late(IEnumerable<FormFact> facts) => facts.Where(static fact => fact is { Status: FormStatus.Completed, IsLate: true }).Sum(static fact => fact.Count);
        static int Overdue(IEnumerable<FormFact> facts) => facts.Where(static fact => fact.Status == FormStatus.Overdue).Sum(static fact => fact.Count);
        var (completed, withdrawn) = (((int)FormStatus.Completed).ToString(System.Globalization.CultureInfo.InvariantCulture), ((int)FormStatus.Withdrawn).ToString(System.Globalization.CultureInfo.InvariantCulture));
        return new Report(
            ReportKind.Forms,
            range,
            [
                new("Completed", Rate.Of(Done(now), Sent(now)), Rate.Of(Done(before), Sent(before)), ReportUnit.Share),
                new("Sent", Sent(now), Sent(before)),
                new("Came back late", Late(now), Late(before)) { LessIsBetter = true },
                new("Overdue now", Overdue(now), Overdue(before)) { LessIsBetter = true },
            ],
            [
                new("Over time, by when they were sent", "When", [new("Sent"), new("Completed")], [.. steps.Select((step, place) => new ReportLine(
                    step.Name,
                    [
                        counts[place].Where(row => row.Status != withdrawn).Sum(static row => row.Count),
                        counts[place].Where(row => row.Status == completed).Sum(static row => row.Count),
                    ]))]) { IsOverTime = true },
                new("By form", "Form", [new("Completed", ReportUnit.Share), new("Sent"), new("Late"), new("Overdue")], [.. now.GroupBy(static fact => fact.TemplateId)
                    .Select(group => new ReportLine(
                        names.GetValueOrDefault(group.Key, "Former form"), [Rate.Of(Done(group), Sent(group)), Sent(group), Late(group), Overdue(group)]))
                    .Where(static line => line.Values[1] > 0)
                    .OrderByDescending(static line => line.Values[1]).ThenBy(static line => line.Name, StringComparer.Ordinal)]),
            ]);
    }

    public static async Task<Report> DeliveriesAsync(CareOpsDb db, Workspace workspace, ReportRange range, CancellationToken cancellationToken)
    {
        var now = await DeliveriesAsync(db, range.In(workspace.Zone), cancellationToken);
        var before = await DeliveriesAsync(db, range.Before.In(workspace.Zone), cancellationToken);
        var names = await db.ProviderConnections().ToDictionaryAsync(static row => row.Id, static row => $"{row.Kind}, {row.FromAddress}", cancellationToken);
        static int Of(IEnumerable<DeliveryFact> facts, params MessageStatus[] among) => facts.Where(fact => among.Contains(fact.Status)).Sum(static fact => fact.Count);
        static int All(IEnumerable<DeliveryFact> facts) => facts.Sum(static fact => fact.Count);
        static int Out(IEnumerable<DeliveryFact> facts) => Of(facts, MessageStatus.Sent, MessageStatus.Delivered);
        static int Failed(IEnumerable<DeliveryFact> facts) => Of(facts, MessageStatus.Failed, MessageStatus.Unknown);
        string NameOf(DeliveryFact fact) => fact switch
        {
            { Status: MessageStatus.Kept } => "Local outbox",
            { By: { } by } => names.GetValueOrDefault(by, "A connection that was removed"),
            { Status: MessageStatus.Held } => "Held, not handed over",
            _ => "Not handed over",
        };
        return new Report(
            ReportKind.Deliveries,
            range,
            [
                new("Messages", All(now), All(before)),
                new("Sent", Out(now), Out(before)),
                new("Failed or unknown", Rate.Of(Failed(now), Failed(now) + Out(now)), Rate.Of(Failed(before), Failed(before) + Out(before)), ReportUnit.Share) { LessIsBetter = true },
                new("Held", Of(now, MessageStatus.Held), Of(before, MessageStatus.Held)) { LessIsBetter = true },
            ],
            [
                new(
                    "By provider",
                    "Provider",
                    [new("Messages"), new("Sent"), new("Delivered"), new("Failed or unknown"), new("Kept here")],
                    [.. now.GroupBy(NameOf, StringComparer.Ordinal)
                        .Select(static group => new ReportLine(
                            group.Key,
                            [All(group), Out(group), Of(group, MessageStatus.Delivered), Failed(group), Of(group, MessageStatus.Kept)]))
                        .OrderByDescending(static line => line.Values[0]).ThenBy(static line => line.Name, StringComparer.Ordinal)]),
                new("By channel", "Channel", [new("Messages"), new("Failed or unknown")], [.. now.GroupBy(static fact => fact.Channel)
                    .Select(static group => new ReportLine(group.Key == Channel.Sms ? "SMS" : "Email", [All(group), Failed(group)]))
                    .OrderByDescending(static line => line.Values[0])]),
            ]);
    }

    public static async Task<Report> AutomationAsync(CareOpsDb db, Workspace workspace, ReportRange range, CancellationToken cancellationToken)
    {
        var now = await RunsAsync(db, range.In(workspace.Zone), cancellationToken);
        var before = await RunsAsync(db, range.Before.In(workspace.Zone), cancellationToken);
        var names = await db.Rules().ToDictionaryAsync(static row => row.Id, static row => row.Name, cancellationToken);
        var steps = range.StepsIn(workspace.Zone);
        var counts = (await StepCounts.OfRunsAsync(db, steps, cancellationToken)).ToLookup(static row => row.Step);
        static int Of(IEnumerable<RunFact> facts, RunStatus status) => facts.Where(fact => fact.Status == status).Sum(static fact => fact.Count);
        ReportColumn[] columns = [new("Sent"), new("Held"), new("Skipped"), new("Failed")];
        RunStatus[] shown = [RunStatus.Sent, RunStatus.Held, RunStatus.Skipped, RunStatus.Failed];
        return new Report(
            ReportKind.Automation,
            range,
            [.. shown.Select(status => new ReportFigure(status.ToString(), Of(now, status), Of(before, status)) { LessIsBetter = status == RunStatus.Failed })],
            [
                new("Over time", "When", columns, [.. steps.Select((step, place) => new ReportLine(
                    step.Name, [.. shown.Select(status => (double?)counts[place].Where(row => row.Status == status.ToString()).Sum(static row => row.Count))]))]) { IsOverTime = true },
                new("By rule", "Rule", columns, [.. now.GroupBy(static fact => fact.RuleId)
                    .Select(group => new ReportLine(names.GetValueOrDefault(group.Key, "Former rule"), [.. shown.Select(status => (double?)Of(group, status))]))
                    .OrderByDescending(static line => line.Values[0]).ThenBy(static line => line.Name, StringComparer.Ordinal)]),
            ]);
    }

    public static async Task<Report> StockAsync(CareOpsDb db, Workspace workspace, ReportRange range, CancellationToken cancellationToken)
    {
        var now = await UsedAsync(db, range.In(workspace.Zone), cancellationToken);
        var before = await UsedAsync(db, range.Before.In(workspace.Zone), cancellationToken);
        var ids = now.Keys.Union(before.Keys).ToList();
        var items = await db.InventoryItems().Where(row => ids.Contains(row.Id))
            .Select(static row => new { row.Id, row.Name, row.Unit, row.CostMinor }).ToDictionaryAsync(static row => row.Id, cancellationToken);
        double? Cost(Guid item, IReadOnlyDictionary<Guid, long> used) =>
            items[item].CostMinor is { } cost ? Math.Round(cost * used.GetValueOrDefault(item) / (double)Amounts.One) : null;
        double Total(IReadOnlyDictionary<Guid, long> used) => used.Keys.Sum(item => Cost(item, used) ?? 0);
        return new Report(
            ReportKind.Stock,
            range,
            [
                new("Cost of what was used", Total(now), Total(before), ReportUnit.Money) { LessIsBetter = true },
                new("Items used", now.Count(static row => row.Value > 0), before.Count(static row => row.Value > 0)),
            ],
            [
                new("By item", "Item", [new("Used", ReportUnit.Quantity), new("Before", ReportUnit.Quantity), new("Cost", ReportUnit.Money)], [.. ids
                    .Select(id => new ReportLine($"{items[id].Name} ({items[id].Unit})", [now.GetValueOrDefault(id), before.GetValueOrDefault(id), Cost(id, now)]))
                    .Where(static line => line.Values[0] != 0 || line.Values[1] != 0)
                    .OrderByDescending(static line => line.Values[2] ?? 0).ThenBy(static line => line.Name, StringComparer.Ordinal)]),
            ]);
    }

    private static async Task<List<FormFact>> FormsAsync(CareOpsDb db, Interval time, CancellationToken cancellationToken)
    {
        var (from, until) = (time.Start, time.End);
        return await db.FormSubmissions()
            .Where(row => row.SentAt >= from && row.SentAt < until)
            .Where(row => !db.FormTemplates().Any(template => template.Id == row.TemplateId && template.IsContactForm)) // nobody was asked
            .GroupBy(static row => new { row.TemplateId, row.Status, IsLate = row.SubmittedAt != null && row.DueAt != null && row.SubmittedAt > row.DueAt })
            .Select(static group => new FormFact(group.Key.TemplateId, group.Key.Status, group.Key.IsLate, group.Count()))
            .ToListAsync(cancellationToken);
    }

    private static async Task<List<DeliveryFact>> DeliveriesAsync(CareOpsDb db, Interval time, CancellationToken cancellationToken)
    {
        var (from, until) = (time.Start, time.End);
        return await db.Messages()
            .Where(row => (row.Kind == EF.Constant(MessageKind.Reply) || row.Kind == EF.Constant(MessageKind.Automated)) && row.CreatedAt >= from && row.CreatedAt < until)
            .Join(db.Deliveries(), static row => row.Id, static row => row.MessageId, static (message, delivery) => new { message.Channel, message.Status, delivery.HandedTo })
            .GroupBy(static row => new { row.HandedTo, row.Channel, row.Status })
            .Select(static group => new DeliveryFact(group.Key.HandedTo, group.Key.Channel, group.Key.Status, group.Count()))
            .ToListAsync(cancellationToken);
    }

    private static async Task<List<RunFact>> RunsAsync(CareOpsDb db, Interval time, CancellationToken cancellationToken)
    {
        var (from, until) = (time.Start, time.End);
        return await db.AutomationRuns().Where(row => row.StatusAt >= from && row.StatusAt < until)
            .GroupBy(static row => new { row.RuleId, row.Status })
            .Select(static group => new RunFact(group.Key.RuleId, group.Key.Status, group.Count()))
            .ToListAsync(cancellationToken);
    }

    // What a reopened booking brought back was not used after all.
    private static async Task<IReadOnlyDictionary<Guid, long>> UsedAsync(CareOpsDb db, Interval time, CancellationToken cancellationToken)
    {
        var (from, until) = (time.Start, time.End);
        return await db.StockMovements()
            .Where(row => row.At >= from && row.At < until
                && (row.Kind == MovementKind.Used || (row.Kind == MovementKind.Returned && row.BookingId != null)))
            .GroupBy(static row => row.ItemId)
            .Select(static group => new { Item = group.Key, Used = -group.Sum(static row => row.Change) })
            .ToDictionaryAsync(static row => row.Item, static row => row.Used, cancellationToken);
    }

    private sealed record FormFact(Guid TemplateId, FormStatus Status, bool IsLate, int Count);

    private sealed record DeliveryFact(Guid? By, Channel Channel, MessageStatus Status, int Count);

    private sealed record RunFact(Guid RuleId, RunStatus Status, int Count);
}
