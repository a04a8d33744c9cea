using CareOps.Core.Data;
using CareOps.Core.Foundation;

namespace CareOps.Core.Contacts;

/// <summary>A member notes what a contact is to be written to in; null for the business's own language.</summary>
[Requires(Right.ManageContacts)]
public sealed record SetContactLanguage(Guid ContactId, Language? Language);

public sealed class SetContactLanguageHandler(IWriteDoor door) : Handler<SetContactLanguage, Done>(door)
{
    protected override async Task<Result<Done>> ExecuteAsync(
        CareOpsDb db, Caller caller, SetContactLanguage command, CancellationToken cancellationToken)
    {
        var found = await ContactDesk.LockAsync(db, command.ContactId, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        found.Value.WriteIn(command.Language);
        return Done.It;
    }
}
