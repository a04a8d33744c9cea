using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

namespace CareOps.Core.Messaging;

/// <summary>A feature above that asks more on the contact form than who writes and what. Runs in the transaction that takes the message.</summary>
public interface IInquiryParticipant
{
    /// <returns>What is wrong with the further answers, each beside its question.</returns>
    Task<IReadOnlyList<Error>> CheckAsync(CareOpsDb db, SendInquiry inquiry, Workspace workspace, CancellationToken cancellationToken);

    /// <summary>Keeps the further answers. They were found to be right.</summary>
    /// <returns>What is said of them below the message, a line each.</returns>
    Task<IReadOnlyList<string>> ReceivedAsync(CareOpsDb db, SendInquiry inquiry, Guid contactId, CancellationToken cancellationToken);
}
