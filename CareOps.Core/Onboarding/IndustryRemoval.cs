using CareOps.Core.Automation;
using CareOps.Core.Automation.Templates;
using CareOps.Core.Bookings;
using CareOps.Core.Data;
using CareOps.Core.Forms;
using CareOps.Core.Foundation;
using CareOps.Core.Inventory;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Onboarding;

/// <summary>
/// Takes back what another trade brought, or what every business begins with, before the right one comes. Only what is still exactly as it
/// was brought and was never used goes; the rest is the owner's by now.
/// </summary>
internal sealed class IndustryRemoval(CareOpsDb db, MemberId owner, Industry? former)
{
    private Dictionary<string, SetupPart> _parts = [];
    private int _kept;

    /// <returns>How many services, forms and items stay.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        if (former is null)
        {
            await TakeFirstServiceAsync(cancellationToken);
            return 0;
        }

        _parts = await db.SetupParts().ToDictionaryAsync(static part => part.Name, StringComparer.Ordinal, cancellationToken);
        await TakeWordsAsync(former, cancellationToken);
        await TakeRemindersAsync(former, cancellationToken);
        await TakeHoursAsync(former, cancellationToken);
        await TakeItemsAsync(former, cancellationToken);
        await TakeFormsAsync(former, cancellationToken);
        await TakeServicesAsync(former, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return _kept;
    }

    internal static bool AreSame(IEnumerable<OpenInterval> one, IEnumerable<OpenInterval> other) => one.ToHashSet().SetEquals(other);

    private async Task TakeFirstServiceAsync(CancellationToken cancellationToken)
    {
        var all = await db.Services().Take(2).ToListAsync(cancellationToken);
        if (all is [var only] && IsAs(only, FirstService.Details) && await IsUnusedAsync(only.Id, cancellationToken)
            && !await db.ServiceForms().AnyAsync(row => row.ServiceId == only.Id, cancellationToken)
            && !await db.ServiceUsages().AnyAsync(row => row.ServiceId == only.Id, cancellationToken))
        {
            await RemoveServiceAsync(only, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
        }
    }

    private async Task TakeServicesAsync(Industry trade, CancellationToken cancellationToken)
    {
        var currency = (await db.WorkspaceAsync(cancellationToken)).Currency;

        // The language may have been another when they were brought.
        var languages = Enum.GetValues<Language>();
        foreach (var brought in trade.Services)
        {
            if (PartOf(trade, "service", brought.Key) is not { } part
                || await db.Services().SingleOrDefaultAsync(row => row.Id == part.SubjectId, cancellationToken) is not { } service)
            {
                continue;
            }

            if (languages.Any(language => IsAs(service, brought.Details(currency, language))) && await IsUnusedAsync(service.Id, cancellationToken)
                && !await db.ServiceForms().AnyAsync(row => row.ServiceId == service.Id, cancellationToken)
                && !await db.ServiceUsages().AnyAsync(row => row.ServiceId == service.Id, cancellationToken))
            {
                await RemoveServiceAsync(service, cancellationToken);
                db.Remove(part);
            }
            else
            {
                _kept++;
            }
        }
    }

    private async Task<bool> IsUnusedAsync(Guid serviceId, CancellationToken cancellationToken) =>
        !await db.Bookings().AnyAsync(row => row.ServiceId == serviceId, cancellationToken)
        && !await db.WaitlistEntries().AnyAsync(row => row.ServiceId == serviceId, cancellationToken)
        && !await db.ServiceResources().AnyAsync(row => row.ServiceId == serviceId, cancellationToken)
        && !await db.Rules().AnyAsync(static row => row.ForServices != string.Empty, cancellationToken);

    private async Task RemoveServiceAsync(Service service, CancellationToken cancellationToken)
    {
        await db.FormGates().Where(row => row.ServiceId == service.Id).ExecuteDeleteAsync(cancellationToken);
        await db.ServiceMembers().Where(row => row.ServiceId == service.Id).ExecuteDeleteAsync(cancellationToken);
        db.Remove(service);
    }

    private async Task TakeFormsAsync(Industry trade, CancellationToken cancellationToken)
    {
        foreach (var brought in trade.Forms)
        {
            if (PartOf(trade, "form", brought.Ready) is not { } part
                || await db.FormTemplates().SingleOrDefaultAsync(row => row.Id == part.SubjectId, cancellationToken) is not { } template)
            {
                continue;
            }

            if (template.Version > 1 || template.ChangedAt != template.CreatedAt || template.ArchivedAt is not null
                || await db.FormSubmissions().AnyAsync(row => row.TemplateId == template.Id, cancellationToken))
            {
                _kept++;
                continue;
            }

            await db.ServiceForms().Where(row => row.TemplateId == template.Id).ExecuteDeleteAsync(cancellationToken);
            await db.FormVersions().Where(row => row.TemplateId == template.Id).ExecuteDeleteAsync(cancellationToken);
            db.Remove(template);
            db.Remove(part);
        }
    }

    private async Task TakeItemsAsync(Industry trade, CancellationToken cancellationToken)
    {
        foreach (var brought in trade.Items)
        {
            if (PartOf(trade, "item", InventoryItem.KeyOf(brought.Name)) is not { } part
                || await db.InventoryItems().SingleOrDefaultAsync(row => row.Id == part.SubjectId, cancellationToken) is not { } item)
            {
                continue;
            }

            if (item.Movements > 0 || !IsAs(item, IndustryArrival.Details(brought))
                || await db.PurchaseOrderLines().AnyAsync(row => row.ItemId == item.Id, cancellationToken))
            {
                _kept++;
                continue;
            }

            await db.ServiceUsages().Where(row => row.ItemId == item.Id).ExecuteDeleteAsync(cancellationToken);
            db.Remove(item);
            db.Remove(part);
        }
    }

    private async Task TakeHoursAsync(Industry trade, CancellationToken cancellationToken)
    {
        if (PartOf(trade, "hours", "owner") is not { } part)
        {
            return;
        }

        db.Remove(part);
        if (AreSame(await Availability.HoursAsync(db, owner, cancellationToken), trade.Hours))
        {
            await db.WeeklyHours().Where(hours => hours.MemberId == owner).ExecuteDeleteAsync(cancellationToken);
        }
    }

    private async Task TakeRemindersAsync(Industry trade, CancellationToken cancellationToken)
    {
        if (PartOf(trade, "rule", "reminder") is not { } part)
        {
            return;
        }

        db.Remove(part);
        var rule = await db.Rules().AsTracking().SingleOrDefaultAsync(row => row.Id == part.SubjectId, cancellationToken);
        if (rule?.Offsets.SequenceEqual(trade.Reminders) == true)
        {
            rule.Change(Rule.DraftOf(rule) with { Offsets = RuleKind.Of(RuleTrigger.BookingAhead).Offsets });
            db.Raise(new RuleChanged(rule.Id));
        }
    }

    private async Task TakeWordsAsync(Industry trade, CancellationToken cancellationToken)
    {
        foreach (var brought in trade.Words)
        {
            if (PartOf(trade, "words", brought.Key) is not { } part)
            {
                continue;
            }

            db.Remove(part);
            var text = await db.TemplateTexts().SingleOrDefaultAsync(row => row.Id == part.SubjectId, cancellationToken);
            if (text is not null && new TemplateWords(text.Subject, text.Body) == brought.Template)
            {
                db.Remove(text);
            }
        }
    }

    private SetupPart? PartOf(Industry trade, string kind, string key) => _parts.GetValueOrDefault($"{trade.Key}/{kind}/{key}");

    private static bool IsAs(InventoryItem item, ItemDetails details) =>
        new ItemDetails(item.Name, item.Unit)
        {
            Sku = item.Sku,
            Category = item.Category,
            LowAt = item.LowAt,
            ReorderQuantity = item.ReorderQuantity,
            CostMinor = item.CostMinor,
            SupplierId = item.SupplierId,
        } == details && !item.IsArchived;

    private static bool IsAs(Service service, ServiceDetails details) =>
        new ServiceDetails(service.Name, service.DurationMinutes)
        {
            Description = service.Description,
            BufferBeforeMinutes = service.BufferBeforeMinutes,
            BufferAfterMinutes = service.BufferAfterMinutes,
            SlotStepMinutes = service.SlotStepMinutes,
            MinimumNoticeMinutes = service.MinimumNoticeMinutes,
            HorizonDays = service.HorizonDays,
            CancellationWindowMinutes = service.CancellationWindowMinutes,
            RescheduleWindowMinutes = service.RescheduleWindowMinutes,
            Seats = service.Seats,
            DailyLimit = service.DailyLimit,
            NeedsApproval = service.NeedsApproval,
            CustomersChooseMember = service.CustomersChooseMember,
            HasWaitlist = service.HasWaitlist,
            PriceMinor = service.PriceMinor,
            Location = service.Location,
            LocationDetails = service.LocationDetails,
            IsActive = service.IsActive,
            Colour = service.Colour,
        } == details;
}
