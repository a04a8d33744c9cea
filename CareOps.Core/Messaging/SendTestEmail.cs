using CareOps.Core.Data;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Messaging;

/// <summary>Sends a real message through a connection, so that its settings are known to work.</summary>
[Requires(Right.ManageWorkspace)]
public sealed record SendTestEmail(Guid ConnectionId, string? To)
{
    /// <summary>What the provider said: known before the transaction that notes it.</summary>
    internal SendOutcome? Outcome { get; init; }
}

public sealed class SendTestEmailHandler(IWriteDoor door, ReadDoor reader, ProviderChain chain, IdGenerator ids)
    : Handler<SendTestEmail, SendOutcome>(door)
{
    protected override IEnumerable<Error> Check(SendTestEmail command)
    {
        var errors = new FieldChecks();
        errors.Email(command.To, nameof(command.To), required: true);
        return errors.All;
    }

    protected override async Task<Result<SendOutcome>> RunAsync(
        Caller caller, SendTestEmail command, CancellationToken cancellationToken)
    {
        await using var db = await reader.OpenAsync(caller, Right.ManageWorkspace, cancellationToken);
        var connection = await db.ProviderConnections()
            .SingleOrDefaultAsync(row => row.Id == command.ConnectionId, cancellationToken);
        if (connection is null)
        {
            return Error.NotFound("connection");
        }

        var outcome = await chain.SendAsync(
            connection,
            new OutgoingEmail(
                ids.New(),
                EmailAddress.Parse(command.To)!.Value.Value,
                "Test message from CareOps",
                "This is a test. Your email connection works."),
            cancellationToken);
        return await base.RunAsync(caller, command with { Outcome = outcome }, cancellationToken);
    }

    protected override async Task<Result<SendOutcome>> ExecuteAsync(
        CareOpsDb db, Caller caller, SendTestEmail command, CancellationToken cancellationToken)
    {
        var connection = await db.ProviderConnections().SingleAsync(row => row.Id == command.ConnectionId, cancellationToken);
        connection.Note(command.Outcome!, db.Now);
        return command.Outcome!;
    }
}
