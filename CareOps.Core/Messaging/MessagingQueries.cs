using CareOps.Core.Data;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Core.Messaging;

/// <summary>A message in the Local outbox.</summary>
public sealed record KeptMessage(Guid Id, Channel Channel, string Address, string? Subject, string Body, Instant KeptAt)
{
    /// <summary>The names of the files that would have gone with it.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];
}

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
            .Select(entry => new KeptMessage(entry.Id, entry.Channel, entry.Address, entry.Subject, entry.Body, entry.KeptAt)
            {
                Files = db.Deliveries().Where(delivery => delivery.Id == entry.DeliveryId)
                    .Join(db.Attachments(), delivery => delivery.MessageId, row => row.MessageId, (delivery, row) => row)
                    .OrderBy(row => row.Id).Select(row => row.Name).ToList(),
            })
            .ToListAsync(cancellationToken);
    }

    /// <summary>Every connection, in the order in which each channel's are tried.</summary>
    public async Task<IReadOnlyList<ProviderConnection>> ConnectionsAsync(Caller caller, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ManageWorkspace, cancellationToken);
        return await db.ProviderConnections()
            .OrderBy(connection => connection.Channel).ThenBy(connection => connection.Position).ThenBy(connection => connection.Id)
            .ToListAsync(cancellationToken);
    }
}
