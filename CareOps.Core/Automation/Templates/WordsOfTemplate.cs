using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Messaging;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Automation.Templates;

/// <summary>Finds what a rule says to a contact on a channel.</summary>
internal static class WordsOfTemplate
{
    private static readonly HotQuery<Guid, Guid?> UsedBy = new((db, rule, _) => db.Set<RuleTemplate>()
        .Where(use => use.RuleId == rule)
        .Join(db.Set<Template>().Where(template => template.ArchivedAt == null), use => use.TemplateId, template => template.Id, (use, _) => (Guid?)use.TemplateId)
        .SingleOrDefault());

    private static readonly HotList<RuleTrigger, TemplateText> OfTrigger =
        new((db, trigger) => db.Set<TemplateText>().AsNoTracking().Where(text => text.Trigger == trigger));

    private static readonly HotList<Guid, TemplateText> OfTemplate =
        new((db, template) => db.Set<TemplateText>().AsNoTracking().Where(text => text.TemplateId == template));

    /// <summary>
    /// In the contact's language, else the business's own: what the rule's own template says, then what the business made of the one
    /// that every business has, then its original words.
    /// </summary>
    public static Task<TemplateWords> FindAsync(
        CareOpsDb db, Rule rule, Contact contact, Channel channel, CancellationToken cancellationToken) =>
        FindAsync(db, rule, contact.Language, channel, cancellationToken);

    /// <summary>The same in any language; null for the business's own.</summary>
    public static async Task<TemplateWords> FindAsync(
        CareOpsDb db, Rule rule, Language? language, Channel channel, CancellationToken cancellationToken)
    {
        var business = (await db.WorkspaceAsync(cancellationToken)).Language;
        var first = language ?? business;
        if (await UsedBy.AskAsync(db, rule.Id, cancellationToken) is { } template)
        {
            // What says nothing in the contact's language says it in the business's, or in any.
            var own = await OfTemplate.AskAsync(db, template, cancellationToken);
            if ((Exactly(own, channel, first) ?? Exactly(own, channel, business) ?? Words(own.FirstOrDefault(text => text.Channel == channel))) is { } words)
            {
                return words;
            }
        }

        var changed = await OfTrigger.AskAsync(db, rule.Trigger, cancellationToken);
        return new[] { first, business }
            .Select(candidate => Exactly(changed, channel, candidate) ?? OriginalWords.Of(rule, channel, candidate))
            .FirstOrDefault(static words => words is not null)
            ?? OriginalWords.Of(rule, channel, Language.English)!;
    }

    private static TemplateWords? Exactly(IReadOnlyList<TemplateText> texts, Channel channel, Language language) =>
        Words(texts.FirstOrDefault(text => text.Channel == channel && text.Language == language));

    private static TemplateWords? Words(TemplateText? text) => text is null ? null : new TemplateWords(text.Subject, text.Body);
}
