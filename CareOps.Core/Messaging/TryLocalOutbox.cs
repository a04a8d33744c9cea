using CareOps.Core.Data;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Messaging;

/// <summary>Sends a test while no provider is connected: it takes every message's way and ends in the Local outbox.</summary>
[Requires(Right.ManageWorkspace)]
public sealed record TryLocalOutbox(string? To);

public sealed class TryLocalOutboxHandler(IWriteDoor door) : Handler<TryLocalOutbox, Done>(door)
{
    private static readonly Error Connected = new("channels.connected", "A provider is connected now. Send the test through it.");

    protected override IEnumerable<Error> Check(TryLocalOutbox command)
    {
        var errors = new FieldChecks();
        errors.Email(command.To, nameof(command.To), required: true);
        return errors.All;
    }

    protected override async Task<Result<Done>> ExecuteAsync(
        CareOpsDb db, Caller caller, TryLocalOutbox command, CancellationToken cancellationToken)
    {
        if (await db.ProviderConnections().AnyAsync(static row => row.IsEnabled && row.Channel == Channel.Email, cancellationToken))
        {
            return Connected;
        }

        db.Add(Delivery.Notice(
            db,
            EmailAddress.Parse(command.To)!.Value.Value,
            "Test message from CareOps",
            "This is a test. It is kept here, and nobody got it: connect a provider, and messages reach people.",
            db.NewId()));
        return Done.It;
    }
}
