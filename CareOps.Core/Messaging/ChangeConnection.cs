using CareOps.Core.Audit;
using CareOps.Core.Data;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Messaging;

/// <summary>Lets a connection send, or leaves it out.</summary>
[Requires(Right.ManageWorkspace)]
public sealed record EnableConnection(Guid ConnectionId, bool IsEnabled);

public sealed class EnableConnectionHandler(IWriteDoor door) : Handler<EnableConnection, Done>(door)
{
    protected override async Task<Result<Done>> ExecuteAsync(
        CareOpsDb db, Caller caller, EnableConnection command, CancellationToken cancellationToken)
    {
        var connection = await db.ProviderConnections()
            .SingleOrDefaultAsync(row => row.Id == command.ConnectionId, cancellationToken);
        if (connection is null)
        {
            return Connections.NotFound;
        }

        db.Audit(caller, "provider.enabled", connection.Id, new { connection.IsEnabled }, new { command.IsEnabled });
        connection.Enable(command.IsEnabled);
        await ConnectionAlerts.EndAsync(db, connection.Id, cancellationToken);
        return Done.It;
    }
}

/// <summary>Tries a connection one place earlier, or later, than now. At the end of the list nothing changes.</summary>
[Requires(Right.ManageWorkspace)]
public sealed record MoveConnection(Guid ConnectionId, bool IsEarlier);

public sealed class MoveConnectionHandler(IWriteDoor door) : Handler<MoveConnection, Done>(door)
{
    protected override async Task<Result<Done>> ExecuteAsync(
        CareOpsDb db, Caller caller, MoveConnection command, CancellationToken cancellationToken)
    {
        var channel = await db.ProviderConnections()
            .Where(row => row.Id == command.ConnectionId).Select(row => (Channel?)row.Channel).SingleOrDefaultAsync(cancellationToken);
        if (channel is null)
        {
            return Connections.NotFound;
        }

        var chain = await Connections.ChainAsync(db, channel.Value, cancellationToken);
        var place = chain.FindIndex(row => row.Id == command.ConnectionId);
        var other = Math.Clamp(place + (command.IsEarlier ? -1 : 1), 0, chain.Count - 1);
        (chain[place], chain[other]) = (chain[other], chain[place]);
        for (var position = 0; position < chain.Count; position++)
        {
            chain[position].MoveTo(position + 1);
        }

        return Done.It;
    }
}

/// <summary>Forgets a connection and its keys. What waits for it is sent by another one, or kept here.</summary>
[Requires(Right.ManageWorkspace)]
public sealed record RemoveConnection(Guid Id);

public sealed class RemoveConnectionHandler(IWriteDoor door) : Handler<RemoveConnection, Done>(door)
{
    protected override async Task<Result<Done>> ExecuteAsync(
        CareOpsDb db, Caller caller, RemoveConnection command, CancellationToken cancellationToken)
    {
        var connection = await db.ProviderConnections().SingleOrDefaultAsync(row => row.Id == command.Id, cancellationToken);
        if (connection is null)
        {
            return Connections.NotFound;
        }

        db.Audit(caller, "provider.removed", connection.Id, new { connection.Kind, connection.IsEnabled }, null);
        db.Remove(connection);
        await ConnectionAlerts.EndAsync(db, connection.Id, cancellationToken);
        return Done.It;
    }
}
