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
