using CareOps.Core.Audit;
using CareOps.Core.Data;
using CareOps.Core.Foundation;

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

        var said = new SaidConsent(command.ContactId, command.Consent, command.IsSubscribed, ConsentSource.Member);
        if (await Consents.SetAsync(db, said, ((Caller.Member)caller).Id, cancellationToken))
        {
            db.Audit(
                caller,
                "contact.consent",
                command.ContactId,
                new { IsSubscribed = !command.IsSubscribed },
                new { Channel = command.Consent.ToString(), command.IsSubscribed });
        }

        return Done.It;
    }
}
