using CareOps.Core.Data;

namespace CareOps.Core.Messaging;

/// <summary>
/// A feature that keeps something of conversations: hands it over where two become one, takes it back, and forgets what is personal.
/// Runs inside the transaction of what is done with the contact.
/// </summary>
public interface IConversationHolder
{
    /// <summary>Names what is kept, in merges: "inbox".</summary>
    string Key { get; }

    /// <summary>Hands over what belongs to a conversation that is about to go. Files of composers and scheduled replies are still there.</summary>
    /// <returns>What moved, as JSON without texts.</returns>
    Task<string> MoveAsync(CareOpsDb db, Guid from, Guid to, CancellationToken cancellationToken);

    /// <summary>
    /// Gives back to <paramref name="from"/>, which exists again with its messages, what <see cref="MoveAsync"/> took and nobody has used since.
    /// </summary>
    /// <param name="db">Of the transaction.</param>
    /// <param name="from">The conversation that went.</param>
    /// <param name="to">The one it went into.</param>
    /// <param name="moved">What <see cref="MoveAsync"/> told; null of a merge from before it was asked.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    Task MoveBackAsync(CareOpsDb db, Guid from, Guid to, string? moved, CancellationToken cancellationToken);

    /// <summary>Removes everything personal.</summary>
    Task EraseAsync(CareOpsDb db, Guid conversationId, CancellationToken cancellationToken);
}
