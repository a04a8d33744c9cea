using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Data.Outbox;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Automation;

/// <summary>Contact created → welcome, unless a booking created it: then the confirmation greets.</summary>
public sealed class Welcome(PublicAddress address) : IEventHandler<ContactCreated>
{
    public async Task HandleAsync(CareOpsDb db, ContactCreated domainEvent, CancellationToken cancellationToken)
    {
        if (!await db.Contacts().AnyAsync(row => row.Id == domainEvent.ContactId, cancellationToken))
        {
            // Merged into another contact before the rules looked.
            return;
        }

        var subject = new RunSubject(domainEvent.ContactId, 1, domainEvent.ContactId);
        await RuleRunner.RunAsync(
            db,
            RuleTrigger.ContactCreated,
            subject,
            async rule => Skipped(rule, domainEvent) ?? await GreetAsync(db, rule, subject, cancellationToken),
            cancellationToken);
    }

    private static Verdict? Skipped(Rule rule, ContactCreated created) => created switch
    {
        { Source: ContactSource.Booking } => Verdict.Skip(
            rule.Label(0), SkipReason.GreetedByConfirmation, "the contact came by a booking: the confirmation greets"),
        { IsToBeWelcomed: false } => Verdict.Skip(rule.Label(0), SkipReason.Imported, "the contact was imported without a welcome"),
        _ => null,
    };

    private async Task<Verdict> GreetAsync(CareOpsDb db, Rule rule, RunSubject subject, CancellationToken cancellationToken)
    {
        var workspace = await db.WorkspaceAsync(cancellationToken);
        var contact = await db.ContactAsync(subject.ContactId!.Value, cancellationToken);
        var values = TemplateValues.Of(workspace, address, contact);
        return await RuleRunner.SendAsync(db, rule, subject, values, cancellationToken);
    }
}
