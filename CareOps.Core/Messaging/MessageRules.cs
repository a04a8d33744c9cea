using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Core.Messaging;

/// <summary>What keeps a message from going out now.</summary>
/// <param name="Sentence">What a member reads on it.</param>
/// <param name="Meanwhile">What happened, where it may have been sent before.</param>
internal abstract record Obstacle(string Sentence, string Meanwhile)
{
    /// <summary>What a member reads instead where it may have been sent before.</summary>
    public string Doubt => $"It may have been sent already, and was not tried again: {Meanwhile}.";

    /// <summary>It waits for a member: automation is paused.</summary>
    public sealed record Paused() : Obstacle(HoldReasons.Paused, "automation was paused meanwhile");

    /// <summary>It never goes out, and a member should know: the address gets nothing.</summary>
    public sealed record Suppressed(string Sentence) : Obstacle(Sentence, "its address gets nothing any more");

    /// <summary>It never goes out, as its contact wished.</summary>
    public sealed record Unsubscribed() : Obstacle("The customer wants no automatic messages on this channel.", "the customer unsubscribed meanwhile");

    /// <summary>It waited until it was of no use any more, and a member should know.</summary>
    public sealed record TooLate() : Obstacle("Not sent: it would have come too late to be of use.", "it would have come too late");

    /// <summary>It goes out later.</summary>
    public sealed record Quiet(Instant Until, string Sentence) : Obstacle(Sentence, "these are quiet hours");
}

/// <summary>
/// Looks at a message once more before it leaves: is automation paused, is its address to be left alone, has its contact unsubscribed
/// since it was written, is it night there? A member's own word passes all but the second.
/// </summary>
public sealed class MessageRules(AddressHashes hashes)
{
    private static readonly HotQuery<Guid, Guid> ContactOf = new((db, conversation, _) =>
        db.Set<Conversation>().Where(row => row.Id == conversation).Select(row => row.ContactId).Single());

    private static readonly HotList<Guid, ConsentChannel> Left = new((db, contact) => db.Set<ContactConsent>()
        .Where(consent => consent.ContactId == contact && !consent.IsSubscribed)
        .Select(consent => consent.Channel));

    /// <summary>Whether a member replied since it was written: the reply's transaction set the flag.</summary>
    internal static async Task<bool> IsPausedAsync(CareOpsDb db, Delivery delivery, Message message, CancellationToken cancellationToken) =>
        message is { Kind: MessageKind.Automated, SendsWhilePaused: false }
        && !delivery.IsOnAMembersWord
        && (await Conversation.LockAsync(db, message.ConversationId, cancellationToken))?.IsPaused == true;

    /// <summary>Null where nothing is in the way.</summary>
    internal async Task<Obstacle?> FindAsync(CareOpsDb db, Delivery delivery, Message message, CancellationToken cancellationToken)
    {
        if (await IsPausedAsync(db, delivery, message, cancellationToken))
        {
            return new Obstacle.Paused();
        }

        if (await hashes.SuppressionAsync(db, delivery.Channel, delivery.Address, cancellationToken) is { } suppression)
        {
            return new Obstacle.Suppressed(suppression.Sentence);
        }

        if (message.Kind != MessageKind.Automated || delivery.IsOnAMembersWord)
        {
            return null;
        }

        if (delivery.IsUselessAt(db.Now, message))
        {
            return new Obstacle.TooLate();
        }

        var contact = await ContactOf.AskAsync(db, message.ConversationId, cancellationToken);
        var channel = delivery.Channel == Channel.Sms ? ConsentChannel.Sms : ConsentChannel.Email;
        if ((await Left.AskAsync(db, contact, cancellationToken)).Contains(channel))
        {
            return new Obstacle.Unsubscribed();
        }

        return await QuietAsync(db, await db.WorkspaceAsync(cancellationToken), delivery, contact, cancellationToken);
    }

    // What would come too late to be of use goes out at once: better at night than after the appointment.
    private static async Task<Obstacle.Quiet?> QuietAsync(
        CareOpsDb db, Workspace workspace, Delivery delivery, Guid contactId, CancellationToken cancellationToken)
    {
        var hours = delivery.Channel == Channel.Sms ? workspace.QuietSms : workspace.QuietEmail;
        if (hours is null)
        {
            return null;
        }

        var contact = await db.ContactAsync(contactId, cancellationToken);
        var zone = contact.TimeZone is { } own && DateTimeZoneProviders.Tzdb.GetZoneOrNull(own) is { } known
            ? known
            : PhoneZones.Of(contact.Phone, db.Now) ?? workspace.Zone;
        return hours.EndAfter(db.Now, zone) is { } end && !(delivery.UsefulUntil <= end)
            ? new Obstacle.Quiet(end, $"Goes out at {Say.Time(end, workspace.Zone)}: quiet hours.")
            : null;
    }
}
