using CareOps.Core.Data;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Contacts;

/// <summary>Notes whether a contact wants messages by a channel, whoever or whatever says so.</summary>
internal static class Consents
{
    /// <returns>Whether that is new.</returns>
    public static async Task<bool> SetAsync(
        CareOpsDb db, SaidConsent said, MemberId? by, CancellationToken cancellationToken)
    {
        await db.LockAsync($"consent:{said.ContactId}", cancellationToken);
        var consent = await db.ContactConsents().SingleOrDefaultAsync(
            row => row.ContactId == said.ContactId && row.Channel == said.Channel, cancellationToken);
        if ((consent?.IsSubscribed ?? true) == said.IsSubscribed)
        {
            return false;
        }

        if (consent is null)
        {
            consent = ContactConsent.Of(db, said.ContactId, said.Channel);
            db.Add(consent);
        }

        consent.Become(said.IsSubscribed, db.Now, by, said.Source);
        db.Append(TimelineEntry.Of(db, said.ContactId, "contact.consent", said.ContactId, SentenceOf(said)));
        db.Announce(new LiveSubject(nameof(Contact), said.ContactId));
        return true;
    }

    private static string SentenceOf(SaidConsent said)
    {
        var way = said.Channel == ConsentChannel.Sms ? "SMS" : "email";
        var what = said.IsSubscribed ? $"Subscribed to {way}" : $"Unsubscribed from {way}";
        return said.Source switch
        {
            ConsentSource.Link => $"{what} by the link in a message",
            ConsentSource.Answer => $"{what} by answering a message",
            ConsentSource.Complaint => $"{what}: reported a message as spam",
            _ => what,
        };
    }
}

/// <summary>What was said of a channel, and how.</summary>
internal sealed record SaidConsent(Guid ContactId, ConsentChannel Channel, bool IsSubscribed, ConsentSource Source);
