using CareOps.Core.Foundation;

namespace CareOps.Core.Messaging;

/// <summary>A customer wrote.</summary>
[EventName("message.received")]
public sealed record MessageReceived(Guid ConversationId, Guid MessageId) : IDomainEvent
{
    public Guid SubjectId => ConversationId;
}

/// <summary>What became of a message, a rule's or a member's: sent, kept, held, failed or unknown.</summary>
[EventName("message.settled")]
public sealed record MessageSettled(Guid MessageId, MessageStatus Status) : IDomainEvent
{
    public Guid SubjectId => MessageId;
}

/// <summary>What became of mail that belongs to no conversation.</summary>
/// <param name="DeliveryId">The sending.</param>
/// <param name="Of">What sent it.</param>
/// <param name="Status">Sent, kept, failed or unknown.</param>
/// <param name="Reason">Why it failed, as a sentence.</param>
[EventName("notice.settled")]
public sealed record NoticeSettled(Guid DeliveryId, Guid Of, MessageStatus Status, string? Reason) : IDomainEvent
{
    public Guid SubjectId => Of;
}
