using System.Text.Json;

using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Data.Outbox;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Core.Webhooks;

/// <summary>What other programs were told of a contact.</summary>
internal sealed class WebhooksOfContact : IContactHolder
{
    public string Key => "webhooks";

    public Right Seen => Right.ManageWorkspace;

    // No foreign key, and rightly so: a delivery is no part of a contact and does not go with one that is forgotten.
    public IReadOnlyList<Type> Forgettable => [];

    public async Task<string> MoveAsync(CareOpsDb db, Guid from, Guid to, CancellationToken cancellationToken)
    {
        var deliveries = await db.WebhookDeliveries().Where(row => row.ContactId == from).Select(row => row.Id).ToListAsync(cancellationToken);
        await GiveAsync(db, deliveries, to, cancellationToken);
        return JsonSerializer.Serialize(deliveries);
    }

    public Task MoveBackAsync(CareOpsDb db, Guid from, Guid to, string moved, CancellationToken cancellationToken) =>
        GiveAsync(db, JsonSerializer.Deserialize<List<Guid>>(moved)!, from, cancellationToken);

    /// <summary>Empties what would be sent, and what receivers answered: they may repeat it.</summary>
    public async Task EraseAsync(CareOpsDb db, Guid contactId, CancellationToken cancellationToken)
    {
        var now = db.Now;
        var deliveries = db.WebhookDeliveries().Where(row => row.ContactId == contactId);
        await db.WebhookAttempts().Where(row => deliveries.Any(delivery => delivery.Id == row.DeliveryId)).ExecuteUpdateAsync(
            static set => set.SetProperty(row => row.ResponseHead, (string?)null), cancellationToken);
        await deliveries.Where(row => row.Status == WebhookStatus.Queued || row.Status == WebhookStatus.Sending).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Status, WebhookStatus.Failed)
                .SetProperty(row => row.StatusAt, now)
                .SetProperty(row => row.Reason, "The contact's details were erased before it was sent."),
            cancellationToken);
        await deliveries.ExecuteUpdateAsync(static set => set.SetProperty(row => row.Payload, string.Empty), cancellationToken);
    }

    public Task ForgetAsync(CareOpsDb db, Guid contactId, CancellationToken cancellationToken) =>
        EraseAsync(db, contactId, cancellationToken);

    public async Task<object> ExportAsync(CareOpsDb db, Caller caller, Guid contactId, CancellationToken cancellationToken)
    {
        var told = await db.WebhookDeliveries().Where(row => row.ContactId == contactId && row.Status == WebhookStatus.Delivered)
            .Join(db.WebhookEndpoints(), row => row.EndpointId, row => row.Id, (delivery, endpoint) => new { delivery.StatusAt, delivery.EventName, endpoint.Url })
            .OrderBy(row => row.StatusAt)
            .ToListAsync(cancellationToken);
        return told.ConvertAll(static row => new { At = row.StatusAt.ToString(), Event = row.EventName, To = new Uri(row.Url).Host });
    }

    private static Task<int> GiveAsync(CareOpsDb db, List<Guid> deliveries, Guid to, CancellationToken cancellationToken) =>
        db.WebhookDeliveries().Where(row => deliveries.Contains(row.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.ContactId, to), cancellationToken);
}

/// <summary>Lets go of deliveries that are done, with their log.</summary>
internal sealed class OldWebhooks : IRetained
{
    /// <summary>How long one can look up and replay what was sent.</summary>
    public static readonly Duration LogTime = Duration.FromDays(30);

    public Task<int> SweepAsync(CareOpsDb db, int most, CancellationToken cancellationToken)
    {
        // Ids tell their time: the oldest are found by the primary key, without an index of their own.
        var before = IdGenerator.FirstOf(db.Now - LogTime);
        var old = db.WebhookDeliveries().IgnoreQueryFilters()
            .Where(row => row.Id.CompareTo(before) < 0 && (row.Status == WebhookStatus.Delivered || row.Status == WebhookStatus.Failed))
            .OrderBy(row => row.Id)
            .Take(most)
            .Select(row => row.Id);
        return db.WebhookDeliveries().IgnoreQueryFilters().Where(row => old.Contains(row.Id)).ExecuteDeleteAsync(cancellationToken);
    }
}
