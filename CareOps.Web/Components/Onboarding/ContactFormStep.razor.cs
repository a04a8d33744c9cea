using CareOps.Core.Automation;
using CareOps.Core.Automation.Templates;
using CareOps.Core.Messaging;

using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Onboarding;

/// <summary>What people read at once who write by the contact form: the mail of the rule that welcomes.</summary>
public sealed partial class ContactFormStep
{
    private Rule? _rule;
    private string? _subject;
    private string? _body;

    [Inject]
    private TemplateQueries Templates { get; set; } = null!;

    [Inject]
    private RuleQueries Rules { get; set; } = null!;

    [Inject]
    private SaveTemplateTextHandler SaveText { get; set; } = null!;

    [Inject]
    private SwitchRuleHandler SwitchRule { get; set; } = null!;

    protected override async Task<bool> SaveTypedAsync()
    {
        if (!State.IsDirty)
        {
            return true;
        }

        return await State.SaveAsync(() => SaveText.HandleAsync(
            Member.Caller,
            new SaveTemplateText(RuleTrigger.ContactCreated, null, Channel.Email, Member.Workspace.Language, _subject, _body),
            CancellationToken.None));
    }

    protected override async Task LoadAsync()
    {
        var rows = await Rules.ListAsync(Member.Caller, CancellationToken.None);
        _rule = rows.Select(static row => row.Rule).FirstOrDefault(static rule => rule.Trigger == RuleTrigger.ContactCreated);
        var details = await Templates.FindAsync(Member.Caller, RuleTrigger.ContactCreated, null, CancellationToken.None);
        var words = details?.Versions.FirstOrDefault(version => version.Form == new TemplateForm(Channel.Email, Member.Workspace.Language))?.Words;
        (_subject, _body) = (words?.Subject, words?.Body);
    }

    private async Task SwitchAsync(ChangeEventArgs change)
    {
        var wasDirty = State.IsDirty;
        await State.SaveAsync(() => SwitchRule.HandleAsync(Member.Caller, new SwitchRule(_rule!.Id, change.Value is true), CancellationToken.None));
        if (wasDirty)
        {
            State.Touch();
        }
    }
}
