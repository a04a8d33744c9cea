using CareOps.Core.Data;
using CareOps.Core.Foundation;

namespace CareOps.Core.Contacts;

/// <summary>
/// A feature that keeps something of contacts: it hands it over where two are merged, takes it back, forgets it, and shows it. Each
/// runs inside the transaction of what is done with the contact.
/// </summary>
public interface IContactHolder
{
    /// <summary>Names what is kept, in exports and merges: "bookings".</summary>
    string Key { get; }

    /// <summary>What a member must be allowed to see to be handed it in an export.</summary>
    Right Seen { get; }

    /// <summary>Hands over what belongs to one contact to another.</summary>
    /// <returns>What moved, as JSON without names, addresses and texts wherever ids will do.</returns>
    Task<string> MoveAsync(CareOpsDb db, Guid from, Guid to, CancellationToken cancellationToken);

    /// <summary>Gives back to <paramref name="from"/>, which exists again, what <see cref="MoveAsync"/> took.</summary>
    Task MoveBackAsync(CareOpsDb db, Guid from, Guid to, string moved, CancellationToken cancellationToken);

    /// <summary>Removes everything personal; what is counted stays.</summary>
    Task EraseAsync(CareOpsDb db, Guid contactId, CancellationToken cancellationToken);

    /// <summary>What of its rows means nothing without the contact, and does not keep an import from being undone.</summary>
    IReadOnlyList<Type> Forgettable => [];

    /// <summary>Removes the rows of <see cref="Forgettable"/>: the contact goes, as if it had never come in.</summary>
    Task ForgetAsync(CareOpsDb db, Guid contactId, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>What is kept of a contact, for them to read: everything, or as much as <paramref name="caller"/> sees of it.</summary>
    Task<object> ExportAsync(CareOpsDb db, Caller caller, Guid contactId, CancellationToken cancellationToken);
}
