using CareOps.Core.Audit;
using CareOps.Core.Data;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Contacts;

/// <summary>
/// Removes everything personal of a contact for good: details, messages, notes, links. Bookings stay, as those of an erased contact.
/// Whoever does it types <see cref="EraseContactHandler.Word"/>.
/// </summary>
[Requires(Right.ManageWorkspace)]
public sealed record EraseContact(Guid ContactId, string? Confirmation);

public sealed class EraseContactHandler(IWriteDoor door, IEnumerable<IContactHolder> holders) : Handler<EraseContact, Done>(door)
{
    public const string Word = "erase";

    protected override IEnumerable<Error> Check(EraseContact command)
    {
        var errors = new FieldChecks();
        errors.If(
            !Word.Equals(Text.Line(command.Confirmation), StringComparison.OrdinalIgnoreCase),
            "erase.confirmation",
            $"Type “{Word}” to confirm.",
            nameof(command.Confirmation));
        return errors.All;
    }

    protected override async Task<Result<Done>> ExecuteAsync(
        CareOpsDb db, Caller caller, EraseContact command, CancellationToken cancellationToken)
    {
        var found = await ContactDesk.LockAsync(db, command.ContactId, cancellationToken);
        if (!found.Succeeded)
        {
            // Again is nothing new.
            return found.Error == ContactErrors.Erased ? Done.It : found.Error;
        }

        foreach (var holder in holders)
        {
            await holder.EraseAsync(db, command.ContactId, cancellationToken);
        }

        await KeptContact.ClearAsync(db, command.ContactId, cancellationToken);
        await db.ContactMerges()
            .Where(row => row.WinnerId == command.ContactId || row.LoserId == command.ContactId)
            .ExecuteUpdateAsync(static set => set.SetProperty(row => row.Snapshot, string.Empty), cancellationToken);

        // The reason of a cancellation may say anything.
        await db.TimelineEntries().Where(row => row.ContactId == command.ContactId)
            .ExecuteUpdateAsync(static set => set.SetProperty(row => row.Text, "Details erased"), cancellationToken);
        found.Value.Erase(db.Now);
        db.Append(TimelineEntry.Of(db, command.ContactId, "contact.erased", command.ContactId, "All personal details were erased"));
        db.Audit(caller, "contact.erased", command.ContactId, null, null);
        return Done.It;
    }
}
