using CareOps.Core.Alerts;
using CareOps.Core.Automation.Templates;
using CareOps.Core.Data;
using CareOps.Core.Data.Outbox;
using CareOps.Core.Inventory;
using CareOps.Core.Messaging;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Automation;

/// <summary>
/// An item fell to its threshold → alert; nothing is left → critical alert; with mail to the owners where the rule says so. Once for each
/// crossing that the stock itself noted (<see cref="StockAlert"/>). The alert ends in the transaction in which its cause does.
/// </summary>
public sealed class StockWatch(PublicAddress address) :
    IEventHandler<StockLow>, IEventHandler<StockOut>, IEventHandler<StockEased>, IJoinedHandler<StockEased>, IJoinedHandler<StockRestocked>
{
    Task IEventHandler<StockLow>.HandleAsync(CareOpsDb db, StockLow domainEvent, CancellationToken cancellationToken) =>
        LookAsync(db, RuleTrigger.StockLow, domainEvent.AlertId, domainEvent.Turn, cancellationToken);

    Task IEventHandler<StockOut>.HandleAsync(CareOpsDb db, StockOut domainEvent, CancellationToken cancellationToken) =>
        LookAsync(db, RuleTrigger.StockOut, domainEvent.AlertId, domainEvent.Turn, cancellationToken);

    Task IEventHandler<StockEased>.HandleAsync(CareOpsDb db, StockEased domainEvent, CancellationToken cancellationToken) =>
        LookAsync(db, RuleTrigger.StockLow, domainEvent.AlertId, domainEvent.Turn, cancellationToken);

    Task IJoinedHandler<StockEased>.HandleAsync(CareOpsDb db, StockEased domainEvent, CancellationToken cancellationToken) =>
        Alert.ResolveAsync(db, AlertKind.StockOut, domainEvent.ItemId, cancellationToken);

    Task IJoinedHandler<StockRestocked>.HandleAsync(CareOpsDb db, StockRestocked domainEvent, CancellationToken cancellationToken) =>
        ResolveAsync(db, domainEvent.ItemId, cancellationToken);

    internal static async Task ResolveAsync(CareOpsDb db, Guid itemId, CancellationToken cancellationToken)
    {
        await Alert.ResolveAsync(db, AlertKind.StockLow, itemId, cancellationToken);
        await Alert.ResolveAsync(db, AlertKind.StockOut, itemId, cancellationToken);
    }

    internal static RuleTrigger TriggerOf(StockLevel level) => level == StockLevel.Out ? RuleTrigger.StockOut : RuleTrigger.StockLow;

    /// <summary>Lets the rules look at a crossing. One that they looked at while they were off is looked at again once they are on.</summary>
    internal async Task LookAsync(CareOpsDb db, RuleTrigger trigger, Guid alertId, int turn, CancellationToken cancellationToken)
    {
        var itemId = await db.StockAlerts().Where(row => row.Id == alertId).Select(static row => row.ItemId).SingleAsync(cancellationToken);

        // Whoever moves it right now comes before or after this, and never in between.
        await db.LockAsync($"item:{itemId}", cancellationToken);
        var alert = await db.StockAlerts().AsNoTracking().SingleAsync(row => row.Id == alertId, cancellationToken);
        var item = await db.InventoryItems().AsNoTracking().SingleAsync(row => row.Id == itemId, cancellationToken);
        var subject = new RunSubject(alert.Id, turn, ContactId: null);
        foreach (var rule in await RuleRunner.RulesAsync(db, trigger, cancellationToken))
        {
            var run = await db.AutomationRuns().AsTracking().SingleOrDefaultAsync(
                row => row.RuleId == rule.Id && row.SubjectId == alert.Id && row.Occurrence == turn && row.Offset == 0, cancellationToken);
            if (run is not (null or { SkipReason: SkipReason.RuleIsOff }))
            {
                continue;
            }

            var refused = await RuleRunner.RefuseAsync(db, rule, subject, cancellationToken);
            if (run is null)
            {
                run = AutomationRun.Decided(db, rule, subject, refused ?? Over(rule, alert, item, turn) ?? Raised(rule, item));
                db.Add(run);
            }
            else if (refused is null)
            {
                run.Decide(Over(rule, alert, item, turn) ?? Raised(rule, item), db.Now);
            }

            if (run.Status == RunStatus.Sent)
            {
                await RaiseAsync(db, rule, run, item, cancellationToken);

                // Another rule finds the alert open.
                await db.SaveChangesAsync(cancellationToken);
            }
        }
    }

    private static Verdict? Over(Rule rule, StockAlert alert, InventoryItem item, int turn)
    {
        if (alert.ResolvedAt is not null)
        {
            return Verdict.Skip(rule.Label(0), SkipReason.Restocked, $"there was enough of {item.Name} again");
        }

        return alert.Turn == turn
            ? null
            : Verdict.Skip(rule.Label(0), SkipReason.ChangedAgain, $"the stock of {item.Name} changed again before anyone was told");
    }

    private static Verdict Raised(Rule rule, InventoryItem item) => new(
        RunStatus.Sent,
        item.Level == StockLevel.Out
            ? $"“{rule.Name}” raised a critical alert: nothing is left of {item.Name}."
            : $"“{rule.Name}” raised an alert: {Amounts.Say(item.Quantity, item.Unit)} of {item.Name} left, low at {Amounts.Say(item.LowAt, item.Unit)}.");

    private async Task RaiseAsync(CareOpsDb db, Rule rule, AutomationRun run, InventoryItem item, CancellationToken cancellationToken)
    {
        var isOut = rule.Trigger == RuleTrigger.StockOut;
        await Alert.ResolveAsync(db, isOut ? AlertKind.StockLow : AlertKind.StockOut, item.Id, cancellationToken);
        await Alert.OpenAsync(
            db,
            isOut ? AlertKind.StockOut : AlertKind.StockLow,
            isOut ? AlertSeverity.Critical : AlertSeverity.Warning,
            item.Id,
            cancellationToken);

        // Back from nothing to little is no crossing: the owner heard of that before.
        var isCrossing = isOut || run.Occurrence == 1;
        if (rule.EmailsOwners && isCrossing)
        {
            await MailAsync(db, rule, run, item, cancellationToken);
        }
    }

    private async Task MailAsync(CareOpsDb db, Rule rule, AutomationRun run, InventoryItem item, CancellationToken cancellationToken)
    {
        var workspace = await db.WorkspaceAsync(cancellationToken);
        var supplier = item.SupplierId is { } id
            ? await db.Suppliers().Where(row => row.Id == id).Select(static row => row.Name).SingleAsync(cancellationToken)
            : string.Empty;
        var values = ValuesOf(workspace, address, item, supplier);
        var words = (await WordsOfTemplate.FindAsync(db, rule, language: null, Channel.Email, cancellationToken)).Filled(values);
        var addresses = await db.ActiveMembers().Where(static member => member.Role == MemberRole.Owner)
            .Join(db.Accounts(), static member => member.AccountId, static account => account.Id, static (_, account) => account.Email)
            .ToListAsync(cancellationToken);
        db.AddRange(addresses.OfType<string>().Select(to => Delivery.Notice(db, to, words.Subject!, words.Body, run.Id)));
    }

    internal static Dictionary<string, string> ValuesOf(Workspace workspace, PublicAddress address, InventoryItem item, string supplier)
    {
        var values = TemplateValues.Of(workspace, address);
        values["item.name"] = item.Name;
        values["item.left"] = Amounts.Say(item.Quantity, item.Unit);
        values["item.threshold"] = Amounts.Say(item.LowAt, item.Unit);
        values["item.supplier"] = supplier;
        values["item.link"] = address.Item(workspace.Slug, item.Id);
        return values;
    }
}
