using CareOps.Core.Audit;
using CareOps.Core.Data;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Contacts;

/// <summary>A member notes whether a contact wants messages by a channel.</summary>
[Requires(Right.ManageContacts)]
public sealed record SetConsent(Guid ContactId, ConsentChannel Consent, bool IsSubscribed);

public sealed class SetConsentHandler(IWriteDoor door) : Handler<SetConsent, Done>(door)
{
    protected override async Task<Result<Done>> ExecuteAsync(
        CareOpsDb db, Caller caller, SetConsent command, CancellationToken cancellationToken)
    {
        var found = await ContactDesk.LockAsync(db, command.ContactId, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        var consent = await db.ContactConsents().SingleOrDefaultAsync(
            row => row.ContactId == command.ContactId && row.Channel == command.Consent, cancellationToken);
        if ((consent?.IsSubscribed ?? true) == command.IsSubscribed)
        {
            return Done.It;
        }

        var before = consent is null ? null : new { consent.IsSubscribed };
        if (consent is null)
        {
            consent = ContactConsent.Of(db, command.ContactId, command.Consent);
            db.Add(consent);
        }

        consent.Become(command.IsSubscribed, db.Now, (caller as Caller.Member)?.Id, ConsentSource.Member);
        var way = command.Consent == ConsentChannel.Sms ? "SMS" : "email";
        db.Append(TimelineEntry.Of(
            db, command.ContactId, "contact.consent", command.ContactId, command.IsSubscribed ? $"Subscribed to {way}" : $"Unsubscribed from {way}"));
        db.Audit(caller, "contact.consent", command.ContactId, before, new { Channel = command.Consent.ToString(), command.IsSubscribed });
        db.Announce(found.Value.LiveSubject);
        return Done.It;
    }
}
