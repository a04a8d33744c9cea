using CareOps.Core.Bookings;
using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Data.Outbox;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Automation;

/// <summary>Booking created → confirmation.</summary>
public sealed class BookingConfirmation(PublicAddress address) : IEventHandler<BookingCreated>
{
    private static readonly HotQuery<Guid, Booking> ById =
        new((db, id, _) => db.Set<Booking>().AsNoTracking().Single(booking => booking.Id == id));

    public async Task HandleAsync(CareOpsDb db, BookingCreated domainEvent, CancellationToken cancellationToken)
    {
        var booking = await ById.AskAsync(db, domainEvent.BookingId, cancellationToken);
        var subject = new RunSubject(booking.Id, booking.StartVersion, booking.ContactId);
        await RuleRunner.RunAsync(
            db,
            RuleTrigger.BookingCreated,
            subject,
            rule => booking.Status == BookingStatus.Cancelled
                ? Task.FromResult(Cancelled(db, rule, subject))
                : ConfirmAsync(db, rule, subject, booking, cancellationToken),
            cancellationToken);
    }

    private static AutomationRun Cancelled(CareOpsDb db, Rule rule, RunSubject subject) => AutomationRun.Skip(
        db, rule, subject, SkipReason.BookingCancelled, $"“{rule.Name}” was skipped because the booking was already cancelled.");

    private async Task<AutomationRun> ConfirmAsync(
        CareOpsDb db, Rule rule, RunSubject subject, Booking booking, CancellationToken cancellationToken)
    {
        var workspace = await db.WorkspaceAsync(cancellationToken);
        var contact = await db.ContactAsync(subject.ContactId, cancellationToken);
        var values = TemplateValues.Of(workspace, address, contact, booking, BookingLinks.Mint(db, booking));

        // The name typed for this booking greets, whoever the contact is known as.
        values["contact.first_name"] = booking.Name.Split(' ', 2)[0];
        return await RuleRunner.SendAsync(db, rule, subject, contact, values, cancellationToken);
    }
}
