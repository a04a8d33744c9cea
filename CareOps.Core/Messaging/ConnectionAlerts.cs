using CareOps.Core.Alerts;
using CareOps.Core.Data;

namespace CareOps.Core.Messaging;

/// <summary>Lets the alert about a provider follow how it does, in the transaction that learns of it.</summary>
internal static class ConnectionAlerts
{
    public static Task FollowAsync(CareOpsDb db, ProviderConnection connection, CancellationToken cancellationToken) => connection.IsFailing
        ? Alert.OpenAsync(db, AlertKind.ConnectionFailing, AlertSeverity.Critical, connection.Id, cancellationToken)
        : EndAsync(db, connection.Id, cancellationToken);

    public static Task EndAsync(CareOpsDb db, Guid connectionId, CancellationToken cancellationToken) =>
        Alert.ResolveAsync(db, AlertKind.ConnectionFailing, connectionId, cancellationToken);
}
