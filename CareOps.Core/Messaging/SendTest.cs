using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Messaging;

/// <summary>Sends a real message through a connection, so that its settings are known to work.</summary>
[Requires(Right.ManageWorkspace)]
public sealed record SendTest(Guid ConnectionId, string? To)
{
    /// <summary>What the provider said: known before the transaction that notes it.</summary>
    internal SendOutcome? Outcome { get; init; }
}

public sealed class SendTestHandler(IWriteDoor door, ReadDoor reader, ProviderChain chain, IdGenerator ids)
    : Handler<SendTest, SendOutcome>(door)
{
    protected override async Task<Result<SendOutcome>> RunAsync(Caller caller, SendTest command, CancellationToken cancellationToken)
    {
        await using var db = await reader.OpenAsync(caller, Right.ManageWorkspace, cancellationToken);
        var connection = await db.ProviderConnections()
            .SingleOrDefaultAsync(row => row.Id == command.ConnectionId, cancellationToken);
        if (connection is null)
        {
            return Connections.NotFound;
        }

        var country = (await db.WorkspaceAsync(cancellationToken)).Country;
        if (Error.Join(CheckAddress(connection, command.To, country)) is { } error)
        {
            return error;
        }

        var outcome = await chain.TryAsync(connection, MessageFor(connection, command.To, country), cancellationToken);
        return await base.RunAsync(caller, command with { Outcome = outcome }, cancellationToken);
    }

    protected override async Task<Result<SendOutcome>> ExecuteAsync(
        CareOpsDb db, Caller caller, SendTest command, CancellationToken cancellationToken)
    {
        var connection = await db.ProviderConnections().SingleOrDefaultAsync(row => row.Id == command.ConnectionId, cancellationToken);
        if (connection is not null)
        {
            connection.Note(command.Outcome!, db.Now);
            await ConnectionAlerts.FollowAsync(db, connection, cancellationToken);
        }

        return command.Outcome!;
    }

    private static IReadOnlyList<Error> CheckAddress(ProviderConnection connection, string? to, string country)
    {
        var errors = new FieldChecks();
        if (connection.Channel == Channel.Email)
        {
            errors.Email(to, nameof(SendTest.To), required: true);
        }
        else
        {
            errors.Required(to, nameof(SendTest.To), "a phone number", ProviderConnection.MaxNameLength);
            errors.Phone(to, nameof(SendTest.To), country);
        }

        return errors.All;
    }

    private OutgoingMessage MessageFor(ProviderConnection connection, string? to, string country)
    {
        var id = ids.New();
        return connection.Channel == Channel.Email
            ? new OutgoingMessage(
                id, $"{id:N}", EmailAddress.Parse(to)!.Value.Value, "Test message from CareOps", "This is a test. Your email connection works.")
            : new OutgoingMessage(
                id, $"{id:N}", PhoneNumber.Parse(to, country)!.Value.Value, string.Empty, "This is a test from CareOps. Your SMS connection works.");
    }
}
