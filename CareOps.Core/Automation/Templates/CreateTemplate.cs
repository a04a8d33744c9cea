using CareOps.Core.Audit;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Messaging;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Automation.Templates;

/// <summary>Begins a template of the business's own, as a copy of the words of the one that <paramref name="Like"/> sends.</summary>
[Requires(Right.ManageWorkspace)]
public sealed record CreateTemplate(string? Name, RuleTrigger Like);

public sealed class CreateTemplateHandler(IWriteDoor door) : Handler<CreateTemplate, Guid>(door)
{
    protected override IEnumerable<Error> Check(CreateTemplate command)
    {
        var errors = new FieldChecks();
        errors.Required(command.Name, nameof(command.Name), "a name", Template.MaxNameLength);
        errors.If(!Enum.IsDefined(command.Like) || !RuleKind.Of(command.Like).HasWords, "template.like", "Choose what it is for from the list.", nameof(command.Like));
        return errors.All;
    }

    protected override async Task<Result<Guid>> ExecuteAsync(
        CareOpsDb db, Caller caller, CreateTemplate command, CancellationToken cancellationToken)
    {
        var name = Text.Line(command.Name)!;
        if (await TemplateNames.IsTakenAsync(db, name, null, cancellationToken))
        {
            return TemplateErrors.NameTaken;
        }

        var template = Template.Create(db, name, TemplateVariables.AboutOf(command.Like));
        db.Add(template);
        var language = (await db.WorkspaceAsync(cancellationToken)).Language;
        var standard = FirstRules.Of(db, command.Like);
        foreach (var channel in new[] { Channel.Email, Channel.Sms })
        {
            var changed = await TemplateDesk.FindAsync(db, TemplateKey.Of(command.Like), channel, language, cancellationToken);
            var words = changed is null
                ? OriginalWords.Of(standard, channel, language) ?? OriginalWords.Of(standard, channel, Language.English)!
                : new TemplateWords(changed.Subject, changed.Body);
            var text = TemplateText.Of(db, TemplateKey.Of(template.Id), channel, language);
            text.Write(words, db.Now);
            db.Add(text);
        }

        db.Audit(caller, "template.created", template.Id, null, new { Like = $"{command.Like}" });
        return template.Id;
    }
}

[Requires(Right.ManageWorkspace)]
public sealed record RenameTemplate(Guid TemplateId, string? Name);

public sealed class RenameTemplateHandler(IWriteDoor door) : Handler<RenameTemplate, Done>(door)
{
    protected override IEnumerable<Error> Check(RenameTemplate command)
    {
        var errors = new FieldChecks();
        errors.Required(command.Name, nameof(command.Name), "a name", Template.MaxNameLength);
        return errors.All;
    }

    protected override async Task<Result<Done>> ExecuteAsync(
        CareOpsDb db, Caller caller, RenameTemplate command, CancellationToken cancellationToken)
    {
        var name = Text.Line(command.Name)!;
        var isTaken = await TemplateNames.IsTakenAsync(db, name, command.TemplateId, cancellationToken);
        var template = await db.Templates().SingleOrDefaultAsync(row => row.Id == command.TemplateId, cancellationToken);
        if (template is null)
        {
            return TemplateErrors.NotFound;
        }

        if (isTaken && template.ArchivedAt is null)
        {
            return TemplateErrors.NameTaken;
        }

        template.Rename(name);
        db.Audit(caller, "template.renamed", template.Id, null, null);
        return Done.It;
    }
}

/// <summary>
/// Puts a template aside, or takes it out again. Rules that used it send what every business has until it is back: they are told in the
/// answer to who asks where it is used.
/// </summary>
[Requires(Right.ManageWorkspace)]
public sealed record ArchiveTemplate(Guid TemplateId, bool IsArchived);

public sealed class ArchiveTemplateHandler(IWriteDoor door) : Handler<ArchiveTemplate, Done>(door)
{
    protected override async Task<Result<Done>> ExecuteAsync(
        CareOpsDb db, Caller caller, ArchiveTemplate command, CancellationToken cancellationToken)
    {
        await TemplateNames.LockAsync(db, cancellationToken);
        var template = await db.Templates().SingleOrDefaultAsync(row => row.Id == command.TemplateId, cancellationToken);
        if (template is null)
        {
            return TemplateErrors.NotFound;
        }

        if (command.IsArchived)
        {
            template.Archive(db.Now);
        }
        else if (await TemplateNames.IsTakenAsync(db, template.Name, template.Id, cancellationToken))
        {
            return TemplateErrors.NameTaken;
        }
        else
        {
            template.TakeOut();
        }

        db.Audit(caller, command.IsArchived ? "template.archived" : "template.taken_out", template.Id, null, null);
        return Done.It;
    }
}

/// <summary>Has a rule send a template of the business's own; null: what every business has.</summary>
[Requires(Right.ManageWorkspace)]
public sealed record UseTemplate(Guid RuleId, Guid? TemplateId);

public sealed class UseTemplateHandler(IWriteDoor door) : Handler<UseTemplate, Done>(door)
{
    protected override async Task<Result<Done>> ExecuteAsync(
        CareOpsDb db, Caller caller, UseTemplate command, CancellationToken cancellationToken)
    {
        await db.LockAsync($"rule-template:{command.RuleId}", cancellationToken);
        var rule = await db.Rules().AsNoTracking().SingleOrDefaultAsync(row => row.Id == command.RuleId, cancellationToken);
        if (rule is null)
        {
            return Error.NotFound("rule");
        }

        var use = await db.RuleTemplates().SingleOrDefaultAsync(row => row.RuleId == rule.Id, cancellationToken);
        var before = use?.TemplateId;
        if (command.TemplateId is not { } id)
        {
            if (use is not null)
            {
                db.Remove(use);
            }
        }
        else if (await RefuseAsync(db, rule, id, cancellationToken) is { } refusal)
        {
            return refusal;
        }
        else if (use is null)
        {
            db.Add(RuleTemplate.Of(db, rule.Id, id));
        }
        else
        {
            use.Use(id);
        }

        db.Audit(caller, "rule.template", rule.Id, new { Template = before }, new { Template = command.TemplateId });
        return Done.It;
    }

    private static async Task<Error?> RefuseAsync(CareOpsDb db, Rule rule, Guid id, CancellationToken cancellationToken) =>
        await db.Templates().AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellationToken) switch
        {
            null => TemplateErrors.NotFound,
            { ArchivedAt: not null } => TemplateErrors.Archived,
            var template when template.About != TemplateVariables.AboutOf(rule.Trigger) => TemplateErrors.WrongSubject,
            _ => null,
        };
}

internal static class TemplateNames
{
    public static Task LockAsync(CareOpsDb db, CancellationToken cancellationToken) =>
        db.LockAsync($"templates:{db.Workspace}", cancellationToken);

    /// <summary>Whether another template that is in use has this name. Nobody else can take it meanwhile.</summary>
    public static async Task<bool> IsTakenAsync(CareOpsDb db, string name, Guid? self, CancellationToken cancellationToken)
    {
        await LockAsync(db, cancellationToken);
        return await db.Templates().AnyAsync(row => row.Name == name && row.ArchivedAt == null && row.Id != self, cancellationToken);
    }
}
