using CareOps.Core.Audit;
using CareOps.Core.Automation;
using CareOps.Core.Automation.Templates;
using CareOps.Core.Bookings;
using CareOps.Core.Data;
using CareOps.Core.Forms;
using CareOps.Core.Foundation;
using CareOps.Core.Inventory;
using CareOps.Core.Messaging;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Onboarding;

/// <summary>Brings what a trade has into a business, each part once. What the owner already made otherwise is left as it is.</summary>
internal sealed class IndustryArrival(CareOpsDb db, Caller caller, MemberId owner, Industry industry)
{
    private readonly Dictionary<string, Guid> _services = new(StringComparer.Ordinal);

    private Dictionary<string, Guid> _parts = [];
    private int _added;

    /// <returns>How many services, forms and items came.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        _parts = await db.SetupParts().ToDictionaryAsync(static part => part.Name, static part => part.SubjectId, StringComparer.Ordinal, cancellationToken);
        var workspace = await db.WorkspaceAsync(cancellationToken);
        await BringServicesAsync(workspace, cancellationToken);
        await BringHoursAsync(cancellationToken);
        await BringFormsAsync(cancellationToken);
        await BringItemsAsync(cancellationToken);
        await BringRemindersAsync(cancellationToken);
        await BringWordsAsync(cancellationToken);
        return _added;
    }

    private static string Name(Industry industry, string kind, string key) => $"{industry.Key}/{kind}/{key}";

    private async Task BringServicesAsync(Workspace workspace, CancellationToken cancellationToken)
    {
        var slugs = await db.Services().Select(static service => service.Slug).ToListAsync(cancellationToken);
        var standing = await db.Services().Select(static service => service.Id).ToListAsync(cancellationToken);
        foreach (var wanted in industry.Services)
        {
            var name = Name(industry, "service", wanted.Key);
            if (_parts.TryGetValue(name, out var earlier))
            {
                if (standing.Contains(earlier))
                {
                    _services[wanted.Key] = earlier;
                }

                continue;
            }

            var details = wanted.Details(workspace.Currency, workspace.Language);
            var slug = FreeSlug(details.Name, slugs);
            slugs.Add(slug);
            var service = Service.Create(db, details, slug, slugs.Count);
            db.AddRange(service, ServiceMember.Of(db, service.Id, owner));
            db.Audit(caller, "service.added", service.Id, null, new { service.Name, service.DurationMinutes });
            _services[wanted.Key] = service.Id;
            Note(name, service.Id);
            _added++;
        }

        // Forms and stock refer to them.
        await db.SaveChangesAsync(cancellationToken);
    }

    private static string FreeSlug(string name, List<string> taken)
    {
        var wanted = Slug.From(name, "service");
        return Enumerable.Range(1, taken.Count + 1)
            .Select(number => number == 1 ? wanted : $"{wanted[..Math.Min(wanted.Length, Slug.MaxLength - 4)]}-{number}")
            .First(candidate => !taken.Contains(candidate));
    }

    private async Task BringHoursAsync(CancellationToken cancellationToken)
    {
        var name = Name(industry, "hours", "owner");
        if (_parts.ContainsKey(name))
        {
            return;
        }

        var now = await Availability.HoursAsync(db, owner, cancellationToken);
        if (now.Count == 0 || IndustryRemoval.AreSame(now, FirstService.Hours))
        {
            await db.WeeklyHours().Where(hours => hours.MemberId == owner).ExecuteDeleteAsync(cancellationToken);
            db.AddRange(industry.Hours.Select(interval => WeeklyHours.Of(db, owner, interval)));
            Note(name, owner.Value);
        }
    }

    private async Task BringFormsAsync(CancellationToken cancellationToken)
    {
        foreach (var wanted in industry.Forms)
        {
            var name = Name(industry, "form", wanted.Ready);
            if (_parts.ContainsKey(name) || ReadyForms.Find(wanted.Ready) is not { } ready)
            {
                continue;
            }

            var content = ready.Make();
            var (template, version) = FormTemplate.Create(db, FormContent.Clean(content.Title, content.Intro, content.Questions));
            db.AddRange(template, version);
            db.Audit(caller, "form_template.added", template.Id, null, new { template.Name });
            Note(name, template.Id);
            _added++;
            await db.SaveChangesAsync(cancellationToken);
            await LinkAsync(wanted, template.Id, cancellationToken);
        }
    }

    private async Task LinkAsync(IndustryForm wanted, Guid templateId, CancellationToken cancellationToken)
    {
        var gated = await db.FormGates().Select(static gate => gate.ServiceId).ToListAsync(cancellationToken);
        foreach (var service in wanted.Services.Where(_services.ContainsKey).Select(key => _services[key]))
        {
            var link = ServiceForm.Of(db, service, templateId);
            link.Become(wanted.Repeat, wanted.Months, wanted.DueHours);
            db.Add(link);
            if (wanted.Warns && !gated.Contains(service))
            {
                var gate = FormGate.Of(db, service);
                gate.Become(FormGateMode.Warn);
                db.Add(gate);
            }
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    private async Task BringItemsAsync(CancellationToken cancellationToken)
    {
        foreach (var wanted in industry.Items)
        {
            var name = Name(industry, "item", InventoryItem.KeyOf(wanted.Name));
            if (_parts.ContainsKey(name))
            {
                continue;
            }

            var details = Details(wanted);
            if (await SaveItemHandler.AddAsync(db, caller, details, opening: null, cancellationToken) is not { Succeeded: true, Value: { } item })
            {
                // The owner has one of this name.
                continue;
            }

            await db.SaveChangesAsync(cancellationToken);
            db.AddRange(wanted.Uses.Where(use => _services.ContainsKey(use.Service))
                .Select(use => ServiceUsage.Of(db, _services[use.Service], item.Id, Amounts.Of(use.Quantity)!.Value)));
            Note(name, item.Id);
            _added++;
        }
    }

    internal static ItemDetails Details(IndustryItem item) => new(item.Name, item.Unit)
    {
        Category = item.Category,
        LowAt = Amounts.Of(item.LowAt)!.Value,
        ReorderQuantity = Amounts.Of(item.Reorder),
    };

    private async Task BringRemindersAsync(CancellationToken cancellationToken)
    {
        var name = Name(industry, "rule", "reminder");
        var usual = RuleKind.Of(RuleTrigger.BookingAhead).Offsets;
        if (_parts.ContainsKey(name)
            || await db.Rules().AsTracking().Where(static rule => rule.Trigger == RuleTrigger.BookingAhead).ToListAsync(cancellationToken) is not [var rule]
            || !rule.Offsets.SequenceEqual(usual))
        {
            return;
        }

        if (!rule.Offsets.SequenceEqual(industry.Reminders))
        {
            rule.Change(Rule.DraftOf(rule) with { Offsets = industry.Reminders });
            db.Raise(new RuleChanged(rule.Id));
        }

        Note(name, rule.Id);
    }

    private async Task BringWordsAsync(CancellationToken cancellationToken)
    {
        var written = await db.TemplateTexts()
            .Where(static text => text.Channel == Channel.Email && text.Trigger != null)
            .Select(static text => new { text.Trigger!.Value, text.Language }).ToListAsync(cancellationToken);
        foreach (var words in industry.Words.Where(words => !written.Contains(new { Value = words.Trigger, words.Language })))
        {
            var name = Name(industry, "words", words.Key);
            if (_parts.ContainsKey(name))
            {
                continue;
            }

            var text = TemplateText.Of(db, TemplateKey.Of(words.Trigger), Channel.Email, words.Language);
            text.Write(words.Template, db.Now);
            db.Add(text);
            Note(name, text.Id);
        }
    }

    private void Note(string name, Guid subject)
    {
        _parts[name] = subject;
        db.Add(SetupPart.Of(db, name, subject));
    }
}
