using System.Text.Json;

using CareOps.Core.Audit;
using CareOps.Core.Data;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Contacts;

/// <summary>
/// Two contacts are one person: the loser goes into the winner with its bookings, messages and timeline. Of each detail the winner's is
/// kept, or the loser's where it is taken; what only one of them has is kept. An unsubscription of either holds.
/// </summary>
[Requires(Right.ManageContacts)]
public sealed record MergeContacts(Guid WinnerId, Guid LoserId, bool TakesName, bool TakesEmail, bool TakesPhone)
{
    /// <summary>The fields of which the loser's value is kept.</summary>
    public IReadOnlyList<Guid> TakenFields { get; init; } = [];
}

/// <summary>The two become two again. What happened since stays with the winner.</summary>
[Requires(Right.ManageContacts)]
public sealed record UndoMerge(Guid MergeId);

/// <summary>Answers with the id of the merge.</summary>
public sealed class MergeContactsHandler(IWriteDoor door, IEnumerable<IContactHolder> holders) : Handler<MergeContacts, Guid>(door)
{
    protected override IEnumerable<Error> Check(MergeContacts command)
    {
        var errors = new FieldChecks();
        errors.If(
            command.WinnerId == command.LoserId, "merge.same", "Choose another contact: this is the same one.", nameof(command.LoserId));
        return errors.All;
    }

    protected override async Task<Result<Guid>> ExecuteAsync(
        CareOpsDb db, Caller caller, MergeContacts command, CancellationToken cancellationToken)
    {
        var locked = await Merging.LockAsync(db, command.WinnerId, command.LoserId, cancellationToken);
        if (!locked.Succeeded)
        {
            return locked.Error;
        }

        var (winner, loser) = locked.Value;
        var (kept, gone) = (
            await KeptContact.OfAsync(db, winner, cancellationToken), await KeptContact.OfAsync(db, loser, cancellationToken));
        var merged = Merging.Together(kept, gone, command);
        if (merged is { Email: null, Phone: null })
        {
            return new Error("contact.unreachable", "Keep an email address or a phone number.", ErrorKind.Invalid, nameof(command.TakesEmail));
        }

        if (merged.Email is null
            && await ContactDesk.RefuseAsync(db, Merging.DetailsOf(merged), [winner.Id, loser.Id], cancellationToken) is { } refusal)
        {
            return refusal;
        }

        var moved = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var holder in holders)
        {
            moved[holder.Key] = await holder.MoveAsync(db, loser.Id, winner.Id, cancellationToken);
        }

        var timeline = await Merging.MoveTimelineAsync(db, loser.Id, winner.Id, cancellationToken);
        await KeptContact.ClearAsync(db, loser.Id, cancellationToken);
        await KeptContact.ClearAsync(db, winner.Id, cancellationToken);

        // Before the winner takes its email, which two can't have. Not through EF, which would let tracked rows go with it.
        await db.SaveChangesAsync(cancellationToken);
        await db.Contacts().Where(row => row.Id == loser.Id).ExecuteDeleteAsync(cancellationToken);
        await merged.WriteAsync(db, winner.Id, cancellationToken);
        winner.Become(merged);
        winner.Touch(db.Now);

        var snapshot = JsonSerializer.Serialize(new MergeSnapshot(kept, gone, merged.Name, timeline, moved));
        var merge = ContactMerge.Of(db, winner.Id, loser.Id, (caller as Caller.Member)?.Id, snapshot);
        db.Add(merge);
        db.Append(TimelineEntry.Of(db, winner.Id, "contact.merged", merge.Id, "Another contact was merged into this one"));
        db.Audit(caller, "contact.merged", winner.Id, null, new { LoserId = loser.Id });
        db.Announce(loser.LiveSubject);
        return merge.Id;
    }
}

/// <summary>Answers with the id of the contact that came back.</summary>
public sealed class UndoMergeHandler(IWriteDoor door, IEnumerable<IContactHolder> holders) : Handler<UndoMerge, Guid>(door)
{
    protected override async Task<Result<Guid>> ExecuteAsync(
        CareOpsDb db, Caller caller, UndoMerge command, CancellationToken cancellationToken)
    {
        var found = await db.ContactMerges().SingleOrDefaultAsync(row => row.Id == command.MergeId, cancellationToken);
        if (found is not { } merge)
        {
            return Error.NotFound("merge");
        }

        var locked = await ContactDesk.LockAsync(db, merge.WinnerId, cancellationToken);
        if (!locked.Succeeded || !merge.CanBeUndone(db.Now) || await LaterAsync(db, merge, cancellationToken))
        {
            return new Error(
                "merge.over",
                "This merge can't be undone any more: its time is over, or the contact was merged or erased since.",
                ErrorKind.Conflict);
        }

        var (winner, snapshot) = (locked.Value, JsonSerializer.Deserialize<MergeSnapshot>(merge.Snapshot)!);
        if (await RefuseAsync(db, winner, snapshot, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        // First the winner lets go of what the loser had.
        winner.Become(snapshot.Winner);
        winner.Touch(db.Now);
        await KeptContact.ClearAsync(db, winner.Id, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        db.Add(Contact.Restore(db, snapshot.Loser));
        await db.SaveChangesAsync(cancellationToken);
        await snapshot.Winner.WriteAsync(db, winner.Id, cancellationToken);
        await snapshot.Loser.WriteAsync(db, snapshot.Loser.Id, cancellationToken);
        foreach (var holder in holders)
        {
            await holder.MoveBackAsync(db, snapshot.Loser.Id, winner.Id, snapshot.Moved[holder.Key], cancellationToken);
        }

        await db.TimelineEntries().Where(row => snapshot.Timeline.Contains(row.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.ContactId, snapshot.Loser.Id), cancellationToken);
        merge.Undo(db.Now);
        db.Append(TimelineEntry.Of(db, winner.Id, "contact.unmerged", merge.Id, "The merge with another contact was undone"));
        db.Audit(caller, "contact.unmerged", winner.Id, null, new { LoserId = snapshot.Loser.Id });
        return snapshot.Loser.Id;
    }

    // The last merge of a contact is undone first.
    private static Task<bool> LaterAsync(CareOpsDb db, ContactMerge merge, CancellationToken cancellationToken) =>
        db.ContactMerges().AnyAsync(
            row => row.WinnerId == merge.WinnerId && row.Id != merge.Id && row.UndoneAt == null && row.MergedAt > merge.MergedAt,
            cancellationToken);

    private static async Task<Error?> RefuseAsync(
        CareOpsDb db, Contact winner, MergeSnapshot snapshot, CancellationToken cancellationToken)
    {
        foreach (var kept in new[] { snapshot.Winner, snapshot.Loser })
        {
            if (await ContactDesk.RefuseAsync(db, Merging.DetailsOf(kept), [winner.Id], cancellationToken) is { } refusal)
            {
                return refusal with { Message = $"{refusal.Message} The merge can't be undone while that is so.", Field = null };
            }
        }

        return null;
    }
}

/// <summary>What both were, and the ids of what moved.</summary>
internal sealed record MergeSnapshot(
    KeptContact Winner, KeptContact Loser, string MergedName, IReadOnlyList<Guid> Timeline, IReadOnlyDictionary<string, string> Moved);

internal static class Merging
{
    /// <summary>Both as they are now, with everyone else waiting; in one order, so that none waits for another in a circle.</summary>
    public static async Task<Result<(Contact Winner, Contact Loser)>> LockAsync(
        CareOpsDb db, Guid winnerId, Guid loserId, CancellationToken cancellationToken)
    {
        var locked = new Dictionary<Guid, Contact>();
        foreach (var id in new[] { winnerId, loserId }.Order())
        {
            var found = await ContactDesk.LockAsync(db, id, cancellationToken);
            if (!found.Succeeded)
            {
                return found.Error;
            }

            locked[id] = found.Value;
        }

        return (locked[winnerId], locked[loserId]);
    }

    public static ContactDetails DetailsOf(KeptContact kept) =>
        new(kept.Name, EmailAddress.Parse(kept.Email), PhoneNumber.Parse(kept.Phone, string.Empty));

    /// <summary>What the winner becomes.</summary>
    public static KeptContact Together(KeptContact winner, KeptContact loser, MergeContacts command) => winner with
    {
        Name = command.TakesName ? loser.Name : winner.Name,
        Email = (command.TakesEmail ? loser.Email : winner.Email) ?? winner.Email ?? loser.Email,
        Phone = (command.TakesPhone ? loser.Phone : winner.Phone) ?? winner.Phone ?? loser.Phone,
        Language = winner.Language ?? loser.Language,
        TimeZone = winner.TimeZone ?? loser.TimeZone,
        Tags = [.. winner.Tags.Concat(loser.Tags).DistinctBy(ContactTag.KeyOf, StringComparer.Ordinal)],
        Consents = [.. winner.Consents.Concat(loser.Consents)
            .OrderBy(static consent => consent.IsSubscribed).ThenByDescending(static consent => consent.ChangedAt)
            .DistinctBy(static consent => consent.Channel)],
        Values = winner.Values.Keys.Union(loser.Values.Keys).ToDictionary(
            static field => field,
            field => loser.Values.TryGetValue(field, out var value) && (command.TakenFields.Contains(field) || !winner.Values.ContainsKey(field))
                ? value
                : winner.Values[field]),
    };

    public static async Task<IReadOnlyList<Guid>> MoveTimelineAsync(CareOpsDb db, Guid from, Guid to, CancellationToken cancellationToken)
    {
        var ids = await db.TimelineEntries().Where(row => row.ContactId == from).Select(row => row.Id).ToListAsync(cancellationToken);
        await db.TimelineEntries().Where(row => row.ContactId == from)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.ContactId, to), cancellationToken);
        return ids;
    }
}
