using CareOps.Core.Alerts;
using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Foundation;

using NodaTime;

namespace CareOps.Core.Messaging;

/// <summary>One line of a conversation: what a customer wrote, a member replied, a rule sent, or what happened.</summary>
public sealed class Message : ILive
{
    public const int MaxSubjectLength = 200;
    public const int MaxBodyLength = 10_000;
    public const int MaxReasonLength = 300;
    public const int MaxMailIdLength = 300;
    public const int MaxCalendarLength = 40_000;

    private Message()
    {
    }

    public Guid Id { get; private set; }

    public WorkspaceId WorkspaceId { get; private set; }

    public Guid ConversationId { get; private set; }

    public MessageKind Kind { get; private set; }

    public Channel Channel { get; private set; }

    public string? Subject { get; private set; }

    public string Body { get; private set; } = string.Empty;

    /// <summary>What an answer repeats of earlier messages, folded in the thread; null where it repeats nothing.</summary>
    public string? Quoted { get; private set; }

    /// <summary>The Message-ID of received mail, for the answer to name.</summary>
    public string? MailId { get; private set; }

    /// <summary>What goes with it as mail for the customer's calendar (RFC 5545); null where nothing does.</summary>
    public string? Calendar { get; private set; }

    public Instant CreatedAt { get; private set; }

    /// <summary>The member who wrote it, for replies and notes.</summary>
    public MemberId? MemberId { get; private set; }

    /// <summary>The rule that sent it, in the words the thread shows: "Booking confirmation".</summary>
    public string? RuleName { get; private set; }

    /// <summary>The rule is one that sends while automation is paused, too.</summary>
    public bool SendsWhilePaused { get; private set; }

    public MessageStatus Status { get; private set; }

    /// <summary>Why it is held, failed or unknown, as a sentence.</summary>
    public string? StatusReason { get; private set; }

    public Instant StatusAt { get; private set; }

    public LiveSubject LiveSubject => new(nameof(Conversation), ConversationId);

    public static Message Inbound(CareOpsDb db, Conversation conversation, Channel channel, string body) =>
        Add(db, conversation, new Message { Kind = MessageKind.Inbound, Channel = channel, Body = body, Status = MessageStatus.Received });

    /// <summary>What a provider received for us.</summary>
    public static Message Inbound(CareOpsDb db, Conversation conversation, Channel channel, ReceivedText text) => Add(
        db,
        conversation,
        new Message
        {
            Kind = MessageKind.Inbound,
            Channel = channel,
            Subject = text.Subject,
            Body = text.Body,
            Quoted = text.Quoted,
            MailId = text.MailId,
            Status = MessageStatus.Received,
        });

    /// <summary>Something that happened, told in the thread: "Booked First assessment".</summary>
    /// <param name="db">The transaction.</param>
    /// <param name="conversation">Where it is told.</param>
    /// <param name="body">What happened.</param>
    /// <param name="by">The member who did it; null for customers and rules. What a member did needs nobody's eyes.</param>
    public static Message Activity(CareOpsDb db, Conversation conversation, string body, MemberId? by = null) =>
        Add(db, conversation, new Message
        {
            Kind = MessageKind.Activity,
            Channel = Channel.Note,
            Body = body,
            MemberId = by,
            Status = MessageStatus.Received,
        });

    public static Message Note(CareOpsDb db, Conversation conversation, MemberId by, string body) =>
        Add(db, conversation, new Message
        {
            Kind = MessageKind.Note,
            Channel = Channel.Note,
            Body = body,
            MemberId = by,
            Status = MessageStatus.Received,
        });

    /// <param name="db">The transaction.</param>
    /// <param name="id">Made by the composer, so that the same reply sent twice is one.</param>
    /// <param name="conversation">Where it is said.</param>
    /// <param name="to">Who it goes to.</param>
    /// <param name="channel">A channel the contact has an address for.</param>
    /// <param name="by">Who wrote it.</param>
    /// <param name="text">What is said, and what mail is headed.</param>
    public static Message Reply(
        CareOpsDb db, Guid id, Conversation conversation, Contact to, Channel channel, MemberId by, ReplyText text)
    {
        var reply = Add(db, conversation, new Message
        {
            Id = id,
            Kind = MessageKind.Reply,
            Channel = channel,
            Subject = text.Subject,
            Body = text.Body,
            MemberId = by,
            Status = MessageStatus.Queued,
        });
        db.Add(Delivery.Of(db, reply, to));
        db.WakeWorkers();
        return reply;
    }

    /// <summary>What a rule says. Held at once where automation is paused, else queued.</summary>
    public static Message Automated(CareOpsDb db, Conversation conversation, Contact to, AutomatedText text)
    {
        var message = Add(db, conversation, new Message
        {
            Kind = MessageKind.Automated,
            Channel = text.Channel,
            Subject = text.Subject,
            Body = text.Body,
            Calendar = text.Calendar,
            RuleName = text.RuleName,
            SendsWhilePaused = text.SendsWhilePaused,
            Status = MessageStatus.Queued,
        });
        var delivery = Delivery.Of(db, message, to);
        delivery.BeAutomated(text.Channel == Channel.Email ? PreferenceLinks.Mint(db, to.Id) : null, text.UsefulUntil);
        if (conversation.IsPaused && !text.SendsWhilePaused)
        {
            message.Hold(HoldReasons.Paused, db.Now);
            delivery.Hold();
            Alert.OpenFirst(db, AlertKind.MessageHeld, AlertSeverity.Warning, message.Id);
        }

        db.Add(delivery);
        db.WakeWorkers();
        return message;
    }

    /// <summary>What a delivery without a conversation says, in the shape that deliveries are worked on. Never stored.</summary>
    internal static Message OfNotice(Delivery delivery) => new()
    {
        Id = delivery.Id,
        WorkspaceId = delivery.WorkspaceId,
        Kind = MessageKind.Notice,
        Channel = delivery.Channel,
        Subject = delivery.NoticeSubject,
        Body = delivery.NoticeBody ?? string.Empty,
        Status = MessageStatus.Queued,
    };

    /// <summary>An old message brought in with its conversation's history: counts as read and answered.</summary>
    public static Message Archived(CareOpsDb db, Guid conversationId, string body) => new()
    {
        Id = db.NewId(),
        WorkspaceId = db.Workspace,
        ConversationId = conversationId,
        Kind = MessageKind.Inbound,
        Channel = Channel.Email,
        Body = body,
        Status = MessageStatus.Received,
        CreatedAt = db.Now,
        StatusAt = db.Now,
    };

    /// <summary>Nothing will happen to it until a member decides.</summary>
    public bool WaitsForAMember => Status is MessageStatus.Held or MessageStatus.Failed or MessageStatus.Unknown;

    /// <summary>On a member's word: queues it again, whatever held it up.</summary>
    /// <exception cref="InvalidOperationException">It does not wait for a member.</exception>
    public void SendNow(Delivery delivery, Instant now)
    {
        if (!WaitsForAMember || delivery.MessageId != Id)
        {
            throw new InvalidOperationException("Only a message that waits can be sent by hand.");
        }

        delivery.SendNow(now);
        Become(MessageStatus.Queued, null, now);
    }

    /// <summary>On a member's word: it is not sent any more.</summary>
    /// <exception cref="InvalidOperationException">It does not wait for a member.</exception>
    public void Drop(Delivery delivery, Instant now)
    {
        if (!WaitsForAMember || delivery.MessageId != Id)
        {
            throw new InvalidOperationException("Only a message that waits can be dropped.");
        }

        delivery.Finish(delivery.ProviderMessageId);
        Become(MessageStatus.Dropped, "A member decided not to send it.", now);
    }

    internal void Hold(string reason, Instant now) => Become(MessageStatus.Held, reason, now);

    internal void Become(MessageStatus status, string? reason, Instant now)
    {
        Status = status;
        StatusReason = reason is null ? null : Text.Shorten(reason, MaxReasonLength - 1);
        StatusAt = now;
    }

    private static Message Add(CareOpsDb db, Conversation conversation, Message message)
    {
        message.Id = message.Id == Guid.Empty ? db.NewId() : message.Id;
        message.WorkspaceId = db.Workspace;
        message.ConversationId = conversation.Id;
        message.CreatedAt = db.Now;
        message.StatusAt = db.Now;
        db.Append(message);
        conversation.Note(message);
        return message;
    }
}

/// <summary>What a member answers.</summary>
/// <param name="Subject">Of mail only: null for a text message, and where the business's name has to do.</param>
/// <param name="Body">What is said.</param>
public sealed record ReplyText(string? Subject, string Body);

/// <summary>What a rule wants said.</summary>
public sealed record AutomatedText(string RuleName, Channel Channel, string? Subject, string Body, bool SendsWhilePaused)
{
    /// <summary>When it would have lost its sense, such as the start of the booking it is about; null for never.</summary>
    public Instant? UsefulUntil { get; init; }

    /// <summary>A calendar file that goes with it, of email only.</summary>
    public string? Calendar { get; init; }
}

/// <summary>What came in, cleaned: what was written, what it repeats of earlier messages, and its Message-ID.</summary>
public sealed record ReceivedText(string? Subject, string Body, string? Quoted, string? MailId);

/// <summary>Why a message waits for a person.</summary>
public static class HoldReasons
{
    public const string Paused = "Automation is paused in this conversation.";
}

public enum MessageKind
{
    Inbound,
    Reply,
    Automated,
    Note,
    Activity,

    /// <summary>Mail to the business itself: part of a delivery, never of a conversation.</summary>
    Notice,
}

public enum Channel
{
    Email,
    Sms,
    Note,
}

/// <summary>How far a message has come. The thread says it in words.</summary>
public enum MessageStatus
{
    /// <summary>Came in, or concerns members only: nothing is to be sent.</summary>
    Received,
    Queued,
    Sent,
    Delivered,

    /// <summary>In the Local outbox: kept here, not delivered.</summary>
    Kept,
    Failed,

    /// <summary>Waits for a person, with a reason.</summary>
    Held,

    /// <summary>Not sent, and never will be: a member dropped it, or the contact wants none.</summary>
    Dropped,

    /// <summary>Handed to a provider that never answered: sending it again could send it twice, so a person decides.</summary>
    Unknown,
}
