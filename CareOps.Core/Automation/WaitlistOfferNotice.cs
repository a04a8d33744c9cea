using CareOps.Core.Bookings;
using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Data.Outbox;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Automation;

/// <summary>A time became free for someone on the waitlist → the offer, with a link to take it.</summary>
public sealed class WaitlistOfferNotice(PublicAddress address) : IEventHandler<WaitlistTimeOffered>, IOfferNotices
{
    public async Task HandleAsync(CareOpsDb db, WaitlistTimeOffered domainEvent, CancellationToken cancellationToken)
    {
        var entry = await db.WaitlistEntries().AsNoTracking().SingleAsync(row => row.Id == domainEvent.EntryId, cancellationToken);
        var subject = new RunSubject(domainEvent.OfferId, 1, entry.ContactId) { ServiceId = entry.ServiceId, UsefulUntil = entry.OfferEndsAt };
        await RuleRunner.RunAsync(
            db,
            RuleTrigger.WaitlistTimeOffered,
            subject,
            rule => entry.OfferId == domainEvent.OfferId
                ? OfferAsync(db, rule, subject, entry, cancellationToken)
                : Task.FromResult(Verdict.Skip(rule.Label(0), SkipReason.OfferOver, "the offer was over before it was sent")),
            cancellationToken);
    }

    public Task<bool> IsToldAsync(CareOpsDb db, Guid offerId, CancellationToken cancellationToken) =>
        db.AutomationRuns().AnyAsync(run => run.SubjectId == offerId && run.MessageId != null, cancellationToken);

    private async Task<Verdict> OfferAsync(
        CareOpsDb db, Rule rule, RunSubject subject, WaitlistEntry entry, CancellationToken cancellationToken)
    {
        var workspace = await db.Workspaces().AsNoTracking().SingleAsync(cancellationToken);
        var contact = await db.Contacts().SingleAsync(row => row.Id == entry.ContactId, cancellationToken);
        var values = TemplateValues.Of(workspace, address, contact);
        var wording = TemplateValues.WordingOf(workspace, contact);
        values["contact.first_name"] = TemplateValues.FirstName(entry.Name);
        values["waitlist.service"] = await db.Services()
            .Where(row => row.Id == entry.ServiceId).Select(row => row.Name).SingleAsync(cancellationToken);
        values["waitlist.when"] = wording.Moment(entry.OfferedStart!.Value, workspace.Zone);
        values["waitlist.until"] = wording.Moment(entry.OfferEndsAt!.Value, workspace.Zone);
        values["waitlist.zone"] = Say.Place(workspace.TimeZone);
        values["waitlist.link"] = address.Waitlist(WaitlistLinks.Mint(db, workspace, entry));
        return await RuleRunner.SendAsync(db, rule, subject, values, cancellationToken);
    }
}
