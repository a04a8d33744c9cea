using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

using CareOps.Core.Alerts;
using CareOps.Core.Audit;
using CareOps.Core.Data;
using CareOps.Core.Data.Outbox;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

using NodaTime;

namespace CareOps.Core.Webhooks;

/// <summary>
/// Sends what is due, each endpoint in a lane of its own: one that stalls or is dead costs the others nothing. A process that dies under
/// way leaves a lease that ends; then the same delivery is sent again, under the id by which its receiver knows it.
/// </summary>
public sealed partial class WebhookDispatcher(
    IWriteDoor door, ReadDoor reader, WebhookHttp http, WebhookSecrets secrets, WorkSignal signal, ILogger<WebhookDispatcher> logger)
{
    private const int MostToOneEndpoint = 4;
    private const int MostAtOnce = 256;

    private static readonly Caller Worker = new Caller.SystemWork(WorkspaceId.None, "webhooks");

    // Longer than a receiver may take to answer.
    private static readonly Duration Lease = Duration.FromSeconds(60);

    private readonly ConcurrentDictionary<Guid, Lane> _lanes = new();

    private readonly List<Task> _underWay = [];

    /// <summary>Sends what is due, as much as goes at once, and waits for all answers.</summary>
    /// <returns>How many deliveries were taken on; 0 means that none is due.</returns>
    public async Task<int> DispatchAsync(CancellationToken cancellationToken)
    {
        var started = await StartAsync(cancellationToken);
        await FinishAsync();
        return started;
    }

    /// <summary>Takes on what is due as far as lanes are free, without waiting for answers. Called by one at a time.</summary>
    public async Task<int> StartAsync(CancellationToken cancellationToken)
    {
        _underWay.RemoveAll(static sending => sending.IsCompleted);
        var (due, areLost) = await LookAsync(cancellationToken);
        if (areLost)
        {
            await door.RunAsync(Worker, static (db, token) => WebhookClaim.ReleaseAsync(db, all: false, token), cancellationToken);
            (due, _) = await LookAsync(cancellationToken);
        }

        var started = 0;
        foreach (var endpoint in due)
        {
            var lane = _lanes.GetOrAdd(endpoint, static _ => new Lane());
            var free = Math.Min(lane.Free, MostAtOnce - _underWay.Count);
            if (free > 0)
            {
                started += await StartLaneAsync(endpoint, lane, free, cancellationToken);
            }
        }

        return started;
    }

    /// <summary>Waits for the answers to all that is under way.</summary>
    public Task FinishAsync() => Task.WhenAll(_underWay);

    /// <summary>Takes over what a process that no longer runs was sending. Only for an engine that has a single process.</summary>
    public Task RecoverAllAsync(CancellationToken cancellationToken) =>
        door.RunAsync(Worker, static (db, token) => WebhookClaim.ReleaseAsync(db, all: true, token), cancellationToken);

    private async Task<(IReadOnlyList<Guid> Due, bool AreLost)> LookAsync(CancellationToken cancellationToken)
    {
        await using var db = await reader.OpenUnfilteredAsync(cancellationToken);
        return (await WebhookClaim.EndpointsAsync(db, cancellationToken), await WebhookClaim.AreLostAsync(db, cancellationToken));
    }

    private async Task<int> StartLaneAsync(Guid endpoint, Lane lane, int most, CancellationToken cancellationToken)
    {
        var claimed = await door.RunAsync(
            Worker, (db, token) => WebhookClaim.TakeAsync(db, endpoint, Lease, most, token), cancellationToken);
        foreach (var claim in claimed)
        {
            lane.Enter();
            _underWay.Add(TrySendAsync(claim, lane, cancellationToken));
        }

        return claimed.Count;
    }

    /// <summary>One that fails for a reason of ours keeps its lease and is sent again when that ends; its neighbours go on.</summary>
    private async Task TrySendAsync(ClaimedWebhook claim, Lane lane, CancellationToken cancellationToken)
    {
        try
        {
            await SendAsync(claim, lane, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The host stops: the next start sends it again.
        }
        catch (Exception exception)
        {
            LogFailed(claim.Id, exception);
        }
        finally
        {
            lane.Leave();
            signal.Wake();
        }
    }

    private async Task SendAsync(ClaimedWebhook claim, Lane lane, CancellationToken cancellationToken)
    {
        var caller = new Caller.SystemWork(claim.Workspace, "webhooks");
        if (await PrepareAsync(caller, claim, cancellationToken) is not { } sending)
        {
            return;
        }

        var answer = sending.Headers is { } headers
            ? await http.PostAsync(sending.Url, headers, sending.Body, cancellationToken)
            : new WebhookAnswer(string.Empty, TimeSpan.Zero) { Problem = "The endpoint's secret can't be read with this server's keys. Make a new one." };
        lane.Note(answer.IsTaken);
        await door.RunAsync(caller, (db, token) => SettleAsync(db, caller, claim, answer, token), CancellationToken.None);
    }

    private async Task<Sending?> PrepareAsync(Caller caller, ClaimedWebhook claim, CancellationToken cancellationToken)
    {
        await using var db = await reader.OpenAsync(caller, Right.System, cancellationToken);
        var delivery = await db.WebhookDeliveries().SingleOrDefaultAsync(row => row.Id == claim.Id, cancellationToken);
        if (delivery?.IsHeldBy(claim.Token) != true)
        {
            return null;
        }

        var endpoint = await db.WebhookEndpoints().SingleAsync(row => row.Id == delivery.EndpointId, cancellationToken);
        var body = Encoding.UTF8.GetBytes(delivery.Payload);
        return new Sending(endpoint.Url, Headers(endpoint, delivery, body, db.Now), body);
    }

    private (string, string)[]? Headers(WebhookEndpoint endpoint, WebhookDelivery delivery, byte[] body, Instant now)
    {
        try
        {
            var (id, timestamp) = ($"{delivery.Id:D}", now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
            return
            [
                ("user-agent", "CareOps-Webhooks/1"),
                ("webhook-id", id),
                ("webhook-timestamp", timestamp),
                ("webhook-signature", string.Join(' ', secrets.Of(endpoint, now).Select(secret => WebhookSecrets.Sign(secret, id, timestamp, body)))),
            ];
        }
        catch (CryptographicException)
        {
            // A copy of the database without its keys: the log says so.
            return null;
        }
    }

    private static async Task<Done> SettleAsync(
        CareOpsDb db, Caller caller, ClaimedWebhook claim, WebhookAnswer answer, CancellationToken cancellationToken)
    {
        await db.LockAsync($"webhook:{claim.Endpoint}", cancellationToken);
        var delivery = await db.WebhookDeliveries().SingleOrDefaultAsync(row => row.Id == claim.Id, cancellationToken);
        if (delivery?.IsHeldBy(claim.Token) != true)
        {
            return Done.It;
        }

        var endpoint = await db.WebhookEndpoints().SingleAsync(row => row.Id == claim.Endpoint, cancellationToken);
        db.Append(WebhookAttempt.Of(db, delivery, answer));
        if (answer.IsTaken)
        {
            delivery.Deliver(db.Now);
            endpoint.Succeeded(db.Now);
            return Done.It;
        }

        delivery.Fail(answer.Problem!, answer.RetryAfter, isFinal: answer.IsGone, db.Now);
        if (endpoint.Failed(answer.Problem!, answer.IsGone, db.Now))
        {
            db.Audit(caller, "webhook.switched_off", endpoint.Id, new { IsEnabled = true }, new { IsEnabled = false });
            db.Raise(new WebhookSwitchedOff(endpoint.Id));
            await Alert.OpenAsync(db, AlertKind.WebhookStopped, AlertSeverity.Critical, endpoint.Id, cancellationToken);
        }

        return Done.It;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Webhook delivery {Id} could not be worked on; it is sent again when its lease ends")]
    private partial void LogFailed(Guid id, Exception exception);

    /// <summary>What one endpoint is being sent now. One that fails gets a single request at a time until it answers again.</summary>
    private sealed class Lane
    {
        private int _busy;

        private volatile bool _isFailing;

        public int Free => (_isFailing ? 1 : MostToOneEndpoint) - Volatile.Read(ref _busy);

        public void Enter() => Interlocked.Increment(ref _busy);

        public void Leave() => Interlocked.Decrement(ref _busy);

        public void Note(bool isTaken) => _isFailing = !isTaken;
    }

    private sealed record Sending(string Url, IReadOnlyList<(string, string)>? Headers, byte[] Body);
}

/// <summary>An endpoint failed for so long that it was switched off, or said that it is gone.</summary>
[EventName("webhook.switched_off")]
public sealed record WebhookSwitchedOff(Guid EndpointId) : IDomainEvent
{
    public Guid SubjectId => EndpointId;
}
