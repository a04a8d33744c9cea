using CareOps.Core.Data;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Core.Messaging;

/// <summary>A message in the Local outbox.</summary>
public sealed record KeptMessage(Guid Id, Channel Channel, string Address, string? Subject, string Body, Instant KeptAt);

/// <summary>What Settings shows of sending: connections and the Local outbox.</summary>
public sealed class MessagingQueries(ReadDoor door)
{
    /// <summary>The newest messages of the Local outbox, or those before <paramref name="before"/>.</summary>
    public async Task<IReadOnlyList<KeptMessage>> LocalOutboxAsync(
        Caller caller, Instant? before, int most, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ManageWorkspace, cancellationToken);
        var entries = db.LocalOutboxEntries().AsQueryable();
        if (before is { } moment)
        {
            entries = entries.Where(entry => entry.KeptAt < moment);
        }

        return await entries
            .OrderByDescending(entry => entry.KeptAt).ThenByDescending(entry => entry.Id).Take(most)
            .Select(entry => new KeptMessage(entry.Id, entry.Channel, entry.Address, entry.Subject, entry.Body, entry.KeptAt))
            .ToListAsync(cancellationToken);
    }

    public async Task<ProviderConnection?> SmtpAsync(Caller caller, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ManageWorkspace, cancellationToken);
        return await db.ProviderConnections()
            .SingleOrDefaultAsync(connection => connection.Kind == ProviderKind.Smtp, cancellationToken);
    }
}
