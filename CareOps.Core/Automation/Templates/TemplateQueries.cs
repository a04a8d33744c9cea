using CareOps.Core.Bookings;
using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Inventory;
using CareOps.Core.Messaging;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Core.Automation.Templates;

/// <summary>A template in the list.</summary>
/// <param name="Key">How it is named in addresses.</param>
/// <param name="Name">What the owner, or every business, calls it.</param>
/// <param name="About">What its messages are about.</param>
/// <param name="ArchivedAt">Of the business's own only.</param>
/// <param name="Changed">On which channels and in which languages it says what the business wrote.</param>
/// <param name="UsedBy">The names of the rules that send it.</param>
public sealed record TemplateRow(
    TemplateKey Key,
    string Name,
    TemplateAbout About,
    Instant? ArchivedAt,
    IReadOnlyList<TemplateForm> Changed,
    IReadOnlyList<string> UsedBy);

/// <summary>A channel and a language.</summary>
public readonly record struct TemplateForm(Channel Channel, Language Language);

/// <summary>What a template says in one form.</summary>
/// <param name="Form">On which channel, in which language.</param>
/// <param name="Words">Null where an own template says nothing in it.</param>
/// <param name="IsOriginal">They are those that every business starts with.</param>
public sealed record TemplateVersion(TemplateForm Form, TemplateWords? Words, bool IsOriginal);

/// <summary>A rule that sends this template, or could.</summary>
public sealed record TemplateUse(Guid RuleId, string RuleName, bool IsEnabled, bool UsesIt);

/// <summary>A template with everything its own page shows; <paramref name="Connected"/>: the channels on which a test would leave the house.</summary>
public sealed record TemplateDetails(
    TemplateKey Key,
    string Name,
    TemplateAbout About,
    Instant? ArchivedAt,
    IReadOnlyList<TemplateVersion> Versions,
    IReadOnlyList<TemplateUse> Uses,
    IReadOnlyList<Channel> Connected);

/// <summary>The business's own templates that a rule can send.</summary>
/// <param name="Used">The one it sends; null for the words that every business has.</param>
/// <param name="Own">Those there are.</param>
public sealed record RuleTemplateChoice(Guid? Used, IReadOnlyList<(Guid Id, string Name)> Own);

/// <summary>Someone or something real that a template can be tried with.</summary>
public sealed record TemplateSample(Guid Id, string Name, string? Detail, Instant? At);

/// <summary>A message as its customer would get it.</summary>
/// <param name="To">Who it would go to.</param>
/// <param name="Address">Where; null where they have no address on the channel.</param>
/// <param name="Language">What it is written in.</param>
/// <param name="Words">With everything filled in.</param>
/// <param name="Html">Of a mail: the part that mail programs show, exactly as it is sent.</param>
/// <param name="Length">Of a text message.</param>
public sealed record TemplatePreview(string To, string? Address, Language Language, TemplateWords Words, string? Html, SmsLength? Length);

/// <summary>Reads templates, and tries them without sending.</summary>
public sealed class TemplateQueries(ReadDoor door, PublicAddress address)
{
    private static readonly TemplateForm[] Forms =
    [
        .. from channel in new[] { Channel.Email, Channel.Sms }
           from language in Enum.GetValues<Language>()
           select new TemplateForm(channel, language),
    ];

    /// <summary>Those that every business has, then the business's own by name, those in the archive last.</summary>
    public async Task<IReadOnlyList<TemplateRow>> ListAsync(Caller caller, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ManageWorkspace, cancellationToken);
        var texts = await db.TemplateTexts()
            .Select(row => new { row.Trigger, row.TemplateId, row.Channel, row.Language }).ToListAsync(cancellationToken);
        var changed = texts.ToLookup(
            static row => new TemplateKey(row.Trigger, row.TemplateId), static row => new TemplateForm(row.Channel, row.Language));
        var rules = await RulesAsync(db, cancellationToken);
        var own = await db.Templates().OrderBy(row => row.ArchivedAt != null).ThenBy(row => row.Name).ToListAsync(cancellationToken);
        return
        [
            .. RuleKind.All.Where(static kind => kind.HasWords).Select(static kind => kind.Trigger).Select(trigger => RowOf(
                TemplateKey.Of(trigger), FirstRules.Of(db, trigger).Name, TemplateVariables.AboutOf(trigger), null)),
            .. own.Select(template => RowOf(TemplateKey.Of(template.Id), template.Name, template.About, template.ArchivedAt)),
        ];

        TemplateRow RowOf(TemplateKey key, string name, TemplateAbout about, Instant? archivedAt) => new(
            key, name, about, archivedAt, [.. changed[key].OrderBy(static form => form.Channel).ThenBy(static form => form.Language)], [.. rules.Where(rule => rule.Sends == key).Select(static rule => rule.Rule.Name)]);
    }

    /// <summary>Null where there is none.</summary>
    public async Task<TemplateDetails?> FindAsync(
        Caller caller, RuleTrigger? trigger, Guid? templateId, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ManageWorkspace, cancellationToken);
        var key = new TemplateKey(trigger, templateId);
        var own = templateId is null ? null : await db.Templates().SingleOrDefaultAsync(row => row.Id == templateId, cancellationToken);
        if (await TemplateDesk.AboutAsync(db, key, cancellationToken) is not { } about)
        {
            return null;
        }

        var texts = await db.TemplateTexts().Where(row => row.Trigger == trigger && row.TemplateId == templateId).ToListAsync(cancellationToken);
        var standard = trigger is { } sent ? FirstRules.Of(db, sent) : null;
        var rules = await RulesAsync(db, cancellationToken);
        return new TemplateDetails(
            key,
            own?.Name ?? standard!.Name,
            about,
            own?.ArchivedAt,
            [.. Forms.Select(form => VersionOf(form, texts, standard))],
            [
                .. rules.Where(rule => rule.Sends == key || (own is not null && TemplateVariables.AboutOf(rule.Rule.Trigger) == about))
                    .Select(rule => new TemplateUse(rule.Rule.Id, rule.Rule.Name, rule.Rule.IsEnabled, rule.Sends == key)),
            ],
            await db.ProviderConnections().Where(row => row.IsEnabled).Select(row => row.Channel).Distinct().ToListAsync(cancellationToken));
    }

    /// <summary>What a template can be tried with: the newest, or those whose name holds <paramref name="nameOrReference"/>.</summary>
    public async Task<IReadOnlyList<TemplateSample>> SamplesAsync(
        Caller caller, TemplateAbout about, string? nameOrReference, int most, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ManageWorkspace, cancellationToken);
        var name = Text.Line(nameOrReference);
        if (about == TemplateAbout.Booking)
        {
            var bookings = await db.Bookings()
                .Where(row => name == null || row.Name.Contains(name) || row.Reference == name)
                .OrderByDescending(row => row.Id).Take(most)
                .Select(row => new TemplateSample(row.Id, row.Name, row.ServiceName, row.StartsAt))
                .ToListAsync(cancellationToken);
            return bookings;
        }

        if (about == TemplateAbout.Stock)
        {
            var key = name?.ToLowerInvariant();
            return await db.InventoryItems()
                .Where(row => !row.IsArchived && (key == null || row.NameKey.Contains(key)))
                .OrderBy(row => row.AlertId == null).ThenBy(row => row.NameKey).Take(most)
                .Select(row => new TemplateSample(row.Id, row.Name, row.Category, null))
                .ToListAsync(cancellationToken);
        }

        return await db.Contacts()
            .Where(row => row.ErasedAt == null && (name == null || row.Name.Contains(name)))
            .OrderByDescending(row => row.LastActivityAt).ThenByDescending(row => row.Id).Take(most)
            .Select(row => new TemplateSample(row.Id, row.Name, row.Email ?? row.Phone, null))
            .ToListAsync(cancellationToken);
    }

    /// <summary>What a rule can send: the business's own templates about the same thing that are in use, by name.</summary>
    public async Task<RuleTemplateChoice> OfRuleAsync(Caller caller, Guid ruleId, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ManageWorkspace, cancellationToken);
        var triggers = await db.Rules().Where(row => row.Id == ruleId).Select(static row => row.Trigger).ToListAsync(cancellationToken);
        if (triggers is not [var trigger] || !RuleKind.Of(trigger).HasWords)
        {
            return new RuleTemplateChoice(null, []);
        }

        var about = TemplateVariables.AboutOf(trigger);
        var own = await db.Templates().Where(row => row.About == about && row.ArchivedAt == null).OrderBy(static row => row.Name).ToListAsync(cancellationToken);
        var used = await db.RuleTemplates().Where(row => row.RuleId == ruleId).Select(static row => (Guid?)row.TemplateId).SingleOrDefaultAsync(cancellationToken);
        return new RuleTemplateChoice(own.Exists(row => row.Id == used) ? used : null, own.ConvertAll(static row => (row.Id, row.Name)));
    }

    /// <summary>Fills in words that need not be saved. Links that are secret are shown as they look; none is made.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="about">What the message is about.</param>
    /// <param name="sampleId">A booking, an item of the stock, or else a contact; null for made-up examples.</param>
    /// <param name="form">On which channel, in which language.</param>
    /// <param name="words">What is said.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Null where there is no such booking or contact.</returns>
    public async Task<TemplatePreview?> PreviewAsync(
        Caller caller, TemplateAbout about, Guid? sampleId, TemplateForm form, TemplateWords words, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ManageWorkspace, cancellationToken);
        return await TemplateTrial.FillAsync(db, address, about, sampleId, form, words, cancellationToken);
    }

    private static TemplateVersion VersionOf(TemplateForm form, List<TemplateText> texts, Rule? standard)
    {
        var text = texts.Find(row => row.Channel == form.Channel && row.Language == form.Language);
        var original = standard is null
            ? null
            : OriginalWords.Of(standard, form.Channel, form.Language) ?? OriginalWords.Of(standard, form.Channel, Language.English);
        return new TemplateVersion(form, text is null ? original : new TemplateWords(text.Subject, text.Body), text is null && original is not null);
    }

    private static async Task<List<(Rule Rule, TemplateKey Sends)>> RulesAsync(CareOpsDb db, CancellationToken cancellationToken)
    {
        var uses = await db.RuleTemplates()
            .Join(db.Templates().Where(row => row.ArchivedAt == null), use => use.TemplateId, row => row.Id, (use, _) => use)
            .ToDictionaryAsync(use => use.RuleId, use => use.TemplateId, cancellationToken);
        var rules = await db.Rules().OrderBy(row => row.Id).ToListAsync(cancellationToken);
        return rules.ConvertAll(rule => (
            rule, uses.TryGetValue(rule.Id, out var template) ? TemplateKey.Of(template) : TemplateKey.Of(rule.Trigger)));
    }
}
