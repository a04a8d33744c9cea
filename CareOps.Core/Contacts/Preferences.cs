using CareOps.Core.Audit;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Core.Contacts;

/// <summary>A contact says which automatic messages they want, by the link in one. Null leaves a channel as it is.</summary>
[Requires(Right.HoldLink)]
public sealed record SetOwnPreferences(bool? WantsEmail, bool? WantsSms);

/// <summary>What whoever holds the link sees of it.</summary>
/// <param name="Workspace">Who writes.</param>
/// <param name="Email">The address, most of it hidden; null where there is none.</param>
/// <param name="Phone">The number, most of it hidden; null where there is none.</param>
/// <param name="WantsEmail">Whether they are subscribed to email.</param>
/// <param name="WantsSms">Whether they are subscribed to text messages.</param>
public sealed record ContactPreferences(Workspace Workspace, string? Email, string? Phone, bool WantsEmail, bool WantsSms);

/// <summary>The links at the foot of automatic mail.</summary>
public static class PreferenceLinks
{
    /// <summary>A mail is often found again long after it came.</summary>
    public static readonly Duration Valid = Duration.FromDays(400);

    public static LinkToken Mint(CareOpsDb db, Guid contactId) =>
        PublicLinks.Mint(db, LinkPurposes.Unsubscribe, contactId, db.Now + Valid);
}

public sealed class SetOwnPreferencesHandler(IWriteDoor door) : Handler<SetOwnPreferences, Done>(door)
{
    protected override async Task<Result<Done>> ExecuteAsync(
        CareOpsDb db, Caller caller, SetOwnPreferences command, CancellationToken cancellationToken)
    {
        var holder = (Caller.LinkHolder)caller;
        if (holder.Purpose != LinkPurposes.Unsubscribe)
        {
            return Error.NotFound("link");
        }

        var found = await ContactDesk.LockAsync(db, holder.SubjectId, cancellationToken);
        if (!found.Succeeded)
        {
            return Error.NotFound("link");
        }

        await SetAsync(ConsentChannel.Email, command.WantsEmail);
        await SetAsync(ConsentChannel.Sms, command.WantsSms);
        return Done.It;

        async Task SetAsync(ConsentChannel channel, bool? wants)
        {
            if (wants is { } isSubscribed
                && await Consents.SetAsync(
                    db, new SaidConsent(holder.SubjectId, channel, isSubscribed, ConsentSource.Link), by: null, cancellationToken))
            {
                db.Audit(caller, "contact.consent", holder.SubjectId, null, new { Channel = channel.ToString(), IsSubscribed = isSubscribed });
            }
        }
    }
}

/// <summary>Reads a contact's preferences for whoever holds the link.</summary>
public sealed class PreferenceQueries(ReadDoor door)
{
    /// <summary>Null where the contact is gone.</summary>
    public async Task<ContactPreferences?> ByLinkAsync(Caller.LinkHolder caller, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.HoldLink, cancellationToken);
        if (caller.Purpose != LinkPurposes.Unsubscribe
            || await db.Contacts().SingleOrDefaultAsync(row => row.Id == caller.SubjectId && row.ErasedAt == null, cancellationToken) is not { } contact)
        {
            return null;
        }

        var left = await db.ContactConsents().Where(row => row.ContactId == contact.Id && !row.IsSubscribed)
            .Select(static row => row.Channel).ToListAsync(cancellationToken);
        return new ContactPreferences(
            await db.WorkspaceAsync(cancellationToken),
            Masked(contact.Email),
            Masked(contact.Phone),
            !left.Contains(ConsentChannel.Email),
            !left.Contains(ConsentChannel.Sms));
    }

    // The mail may have been passed on: enough to know which address is meant, too little to learn it.
    private static string? Masked(string? address)
    {
        if (address is null)
        {
            return null;
        }

        var at = address.IndexOf('@', StringComparison.Ordinal);
        return at < 0 ? $"{address[..3]}…{address[^2..]}" : $"{address[0]}…{address[at..]}";
    }
}
