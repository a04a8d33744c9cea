using System.Globalization;
using System.Security.Cryptography;

using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using NodaTime;

namespace CareOps.Core.Messaging;

/// <summary>One sending of one message to one address by one channel: the delivery worker's queue.</summary>
public sealed class Delivery : IWorkspaceOwned
{
    public const int MaxAddressLength = EmailAddress.MaxLength;
    public const int MaxProviderIdLength = 200;
    public const int ReplyTokenLength = 32;

    // Half of what Resend promises: after that a repetition may no longer be known as one.
    private static readonly Duration KeyLife = Duration.FromHours(12);

    private Delivery()
    {
    }

    public Guid Id { get; private set; }

    public WorkspaceId WorkspaceId { get; private set; }

    /// <summary>The message it sends; null where it belongs to no conversation and carries its own words.</summary>
    public Guid? MessageId { get; private set; }

    /// <summary>Of one that belongs to no conversation: what it says.</summary>
    public string? NoticeSubject { get; private set; }

    public string? NoticeBody { get; private set; }

    /// <summary>Of one that belongs to no conversation: what sent it, to be told what became of it.</summary>
    public Guid? NoticeOf { get; private set; }

    public Channel Channel { get; private set; }

    /// <summary>The email address or phone number, as it was when the message was written.</summary>
    public string Address { get; private set; } = string.Empty;

    public DeliveryStatus Status { get; private set; }

    public Instant DueAt { get; private set; }

    public int Attempts { get; private set; }

    public Instant? LeasedUntil { get; private set; }

    public Guid? LeaseToken { get; private set; }

    /// <summary>Set before a provider is called: from here on the customer may have got it.</summary>
    public Guid? HandedTo { get; private set; }

    /// <summary>A member said "send it now": it goes out although automation is paused.</summary>
    public bool IsOnAMembersWord { get; private set; }

    /// <summary>The provider's own id of the sending.</summary>
    public string? ProviderMessageId { get; private set; }

    /// <summary>
    /// The connection that may have sent it already and knows a repetition: only there it may be tried again. Null where nothing was
    /// sent, or nobody would know.
    /// </summary>
    public Guid? BoundTo { get; private set; }

    /// <summary>When a provider was first asked to send it under this key; null before.</summary>
    public Instant? TriedSince { get; private set; }

    /// <summary>How often a member said "send it again" and it became another sending.</summary>
    public int Round { get; private set; }

    /// <summary>What the address for answers to it is made of; null where answers go to the sender.</summary>
    public string? ReplyToken { get; private set; }

    /// <summary>The token of the link at its foot, by which the contact unsubscribes: the same over retries. Of automatic mail only.</summary>
    public string? UnsubscribeToken { get; private set; }

    /// <summary>When it would have lost its sense: it goes out before that, quiet hours or not. Null for one that never does.</summary>
    public Instant? UsefulUntil { get; private set; }

    /// <summary>
    /// Whether it is of no use any more at a moment. What was late when it was written (the confirmation of somebody who walked in) says what
    /// happened, and what goes out on a member's word is for them to judge.
    /// </summary>
    public bool IsUselessAt(Instant moment, Message message) =>
        !IsOnAMembersWord && UsefulUntil > message.CreatedAt && UsefulUntil <= moment;

    /// <summary>What a provider knows this sending by: the same over retries.</summary>
    public string Key => string.Create(CultureInfo.InvariantCulture, $"{Id:N}-{Round}");

    public static Delivery Of(CareOpsDb db, Message message, Contact to) => new()
    {
        Id = db.NewId(),
        WorkspaceId = db.Workspace,
        MessageId = message.Id,
        Channel = message.Channel,
        Address = (message.Channel == Channel.Sms ? to.Phone : to.Email)
            ?? throw new InvalidOperationException($"The contact has no address for {message.Channel}."),
        Status = DeliveryStatus.Queued,
        DueAt = db.Now,
    };

    /// <summary>Mail that belongs to no conversation: something the business is told.</summary>
    /// <param name="db">The transaction.</param>
    /// <param name="to">An email address.</param>
    /// <param name="subject">In one line.</param>
    /// <param name="body">What is said.</param>
    /// <param name="of">What sends it: <see cref="NoticeSettled"/> names it.</param>
    public static Delivery Notice(CareOpsDb db, string to, string subject, string body, Guid of)
    {
        db.WakeWorkers();
        return new Delivery
        {
            Id = db.NewId(),
            WorkspaceId = db.Workspace,
            NoticeSubject = Text.Shorten(subject, Message.MaxSubjectLength - 1),
            NoticeBody = Text.Shorten(body, Message.MaxBodyLength - 1),
            NoticeOf = of,
            Channel = Channel.Email,
            Address = to,
            Status = DeliveryStatus.Queued,
            DueAt = db.Now,
        };
    }

    /// <summary>Makes it the sending of a rule's message.</summary>
    internal void BeAutomated(LinkToken? unsubscribe, Instant? usefulUntil) =>
        (UnsubscribeToken, UsefulUntil) = (unsubscribe?.Value, usefulUntil);

    /// <summary>Whether the worker with this token may still decide about it.</summary>
    public bool IsHeldBy(Guid token) => Status == DeliveryStatus.Sending && LeaseToken == token;

    public void HandTo(ProviderConnection connection, Instant now, Duration lease)
    {
        HandedTo = connection.Id;
        BoundTo = connection.KnowsRepetitions ? connection.Id : null;
        TriedSince ??= now;
        LeasedUntil = now + lease;
    }

    /// <summary>Whether it may have been sent, and asking the same connection again can't send it twice.</summary>
    public bool CanRepeat(Instant now) => BoundTo is not null && now - TriedSince < KeyLife;

    /// <summary>Makes the address for answers; later attempts keep it.</summary>
    public string TokenForReplies() =>
        ReplyToken ??= Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(ReplyTokenLength / 2));

    /// <summary>Whom it went to was erased, and where.</summary>
    public bool IsErased => Address.Length == 0;

    /// <summary>
    /// Whether what a provider says of this key is about the last sending. That it was sent proves itself, whichever connection had it:
    /// one that refused it may have sent it all the same.
    /// </summary>
    public bool IsKnownAs(string key, Guid connection, DeliveryVerdict verdict) => Key == key
        && (verdict is DeliveryVerdict.Sent or DeliveryVerdict.Delivered ? TriedSince is not null : (HandedTo ?? BoundTo) == connection);

    /// <summary>Nothing was sent: every connection may try it.</summary>
    public void Unbind() => BoundTo = null;

    public void TryAgain(Instant at)
    {
        PutOff(at);
        Attempts++;
    }

    /// <summary>Not now, but at <paramref name="at"/>. Nobody was asked to send it, so that it waits is no failed attempt.</summary>
    public void PutOff(Instant at)
    {
        Status = DeliveryStatus.Queued;
        DueAt = at;
        Release();
    }

    public void Hold()
    {
        Status = DeliveryStatus.Held;
        Release();
    }

    /// <summary>Sends it now, on a member's word: the same sending once more where that is known as one, else another one.</summary>
    public void SendNow(Instant now)
    {
        IsOnAMembersWord = true;
        Status = DeliveryStatus.Queued;
        DueAt = now;
        Attempts = 0;
        if (!CanRepeat(now))
        {
            Round++;
            BoundTo = null;
            TriedSince = null;
            ProviderMessageId = null;
        }

        Release();
    }

    public void Finish(string? providerMessageId = null)
    {
        Status = DeliveryStatus.Done;
        ProviderMessageId = providerMessageId;
        LeasedUntil = null;
        LeaseToken = null;
    }

    private void Release()
    {
        HandedTo = null;
        LeasedUntil = null;
        LeaseToken = null;
    }
}

public enum DeliveryStatus
{
    Queued,
    Sending,
    Held,
    Done,
}
