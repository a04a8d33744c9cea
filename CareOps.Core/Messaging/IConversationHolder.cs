using CareOps.Core.Data;

namespace CareOps.Core.Messaging;

/// <summary>
/// A feature that keeps something of conversations: hands it over where two become one, and forgets what is personal. Runs inside the
/// transaction of what is done with the contact.
/// </summary>
public interface IConversationHolder
{
    /// <summary>Hands over what belongs to a conversation that is about to go. An undone merge leaves it where it went.</summary>
    Task MoveAsync(CareOpsDb db, Guid from, Guid to, CancellationToken cancellationToken);

    /// <summary>Removes everything personal.</summary>
    Task EraseAsync(CareOpsDb db, Guid conversationId, CancellationToken cancellationToken);
}
