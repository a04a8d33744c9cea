using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

namespace CareOps.Core.Contacts;

/// <summary>A member notes where a contact lives, as a name of the tz database; null where nobody knows.</summary>
[Requires(Right.ManageContacts)]
public sealed record SetContactTimeZone(Guid ContactId, string? TimeZone);

public sealed class SetContactTimeZoneHandler(IWriteDoor door) : Handler<SetContactTimeZone, Done>(door)
{
    protected override async Task<Result<Done>> ExecuteAsync(
        CareOpsDb db, Caller caller, SetContactTimeZone command, CancellationToken cancellationToken)
    {
        if (command.TimeZone is not null && !Locales.IsTimeZone(command.TimeZone))
        {
            return new Error("contact.time_zone", "Choose a time zone from the list.", ErrorKind.Invalid, nameof(command.TimeZone));
        }

        var found = await ContactDesk.LockAsync(db, command.ContactId, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        found.Value.LiveIn(command.TimeZone);
        return Done.It;
    }
}
