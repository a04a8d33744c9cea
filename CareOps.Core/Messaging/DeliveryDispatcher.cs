using System.Collections.Concurrent;
using System.Diagnostics;

using CareOps.Core.Data;
using CareOps.Core.Data.Outbox;
using CareOps.Core.Files;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

using NodaTime;

namespace CareOps.Core.Messaging;

/// <summary>
/// Sends what is due. Before a provider is called, the row says so: a process that dies in between leaves "unknown",
/// never a second message. The Local outbox needs no call, so there keeping and settling are one transaction.
/// </summary>
public sealed partial class DeliveryDispatcher(
    IWriteDoor door,
    ReadDoor reader,
    ProviderChain chain,
    MessageRules rules,
    PublicAddress address,
    FileStore files,
    WorkSignal signal,
    ILogger<DeliveryDispatcher> logger)
{
    private const int MostAtOnce = 256;
    private const int MostInOneClaim = 64;
    private const int MostRecovered = 256;

    private const string GoneBeforeAnswer =
        "The provider that may have sent this is no longer connected, so nobody knows whether it arrived. Ask the customer, or send it again.";

    private const string KeyForgotten =
        "The provider may have sent this long ago and no longer knows a repetition, so nobody knows whether it arrived. Ask the customer, or send it again.";

    private static readonly Caller Worker = new Caller.SystemWork(WorkspaceId.None, "delivery");

    private static readonly HotQuery<Guid, Delivery?> ById =
        new((db, id, _) => db.Set<Delivery>().AsTracking().SingleOrDefault(delivery => delivery.Id == id));

    private static readonly HotList<Channel, ProviderConnection> EnabledOf = new((db, channel) => db.Set<ProviderConnection>()
        .AsNoTracking()
        .Where(connection => connection.Channel == channel && connection.IsEnabled)
        .OrderBy(connection => connection.Position));

    private static readonly HotList<int, Delivery> BeingSent = new((db, most) => db.Set<Delivery>().IgnoreQueryFilters()
        .AsNoTracking()
        .Where(delivery => delivery.Status == DeliveryStatus.Sending)
        .OrderBy(delivery => delivery.LeasedUntil).Take(most));

    private static readonly TimeSpan HealthPause = TimeSpan.FromSeconds(5);

    // Longer than a provider may take to answer; renewed before each provider is called.
    private static readonly Duration Lease = Duration.FromSeconds(60);

    private readonly List<Task> _underWay = [];

    private readonly Dictionary<(WorkspaceId, Channel), DeliveryLane> _lanes = [];

    private readonly ConcurrentDictionary<Guid, ((SendOutcomeKind, string?) News, long At)> _health = new();

    /// <summary>Sends what is due, as much as goes at once, and waits for all answers.</summary>
    /// <returns>How many deliveries were taken on; 0 means that none is due.</returns>
    public async Task<int> DispatchAsync(CancellationToken cancellationToken)
    {
        var started = await StartAsync(cancellationToken);
        await FinishAsync();
        return started;
    }

    /// <summary>
    /// Takes on what is due, as many as hands are free, without waiting for their answers: a provider that is slow to answer holds
    /// up nobody else. Called by one at a time.
    /// </summary>
    /// <returns>How many deliveries were taken on; 0 means that none is due, or only of those whose hands are full.</returns>
    public async Task<int> StartAsync(CancellationToken cancellationToken)
    {
        while (_underWay.Count > MostAtOnce - MostInOneClaim)
        {
            await Task.WhenAny(_underWay);
            _underWay.RemoveAll(static sending => sending.IsCompleted);
        }

        await RecoverAsync(static (delivery, now) => delivery.LeasedUntil < now, cancellationToken);
        var due = await DueAsync(cancellationToken);
        if (due.Count > 0)
        {
            var claimed = await door.RunAsync(Worker, (db, token) => DeliveryClaim.TakeAsync(db, due, Lease, token), cancellationToken);
            _underWay.RemoveAll(static sending => sending.IsCompleted);
            _underWay.AddRange(claimed.Select(claim => TrySendAsync(claim, Enter(claim), cancellationToken)));
            return claimed.Count;
        }

        return 0;
    }

    /// <summary>The oldest that are due, as many of each business as it can take on. Whoever has their hands full hides nobody else.</summary>
    private async Task<IReadOnlyList<DueDelivery>> DueAsync(CancellationToken cancellationToken)
    {
        await using var db = await reader.OpenUnfilteredAsync(cancellationToken);
        var full = _lanes.Values.Where(lane => lane.IsFull || lane.RestsAt(db.Now)).ToHashSet();
        var chosen = new List<DueDelivery>();
        while (true)
        {
            var found = await DeliveryClaim.DueAsync(db, full, MostInOneClaim, cancellationToken);
            foreach (var each in found.GroupBy(due => LaneOf(due.Workspace, due.Channel)))
            {
                chosen.AddRange(each.Take(Math.Min(each.Key.Room, MostInOneClaim - chosen.Count)));
                full.Add(each.Key);
            }

            if (found.Count < MostInOneClaim || chosen.Count == MostInOneClaim)
            {
                return chosen;
            }
        }
    }

    private DeliveryLane LaneOf(WorkspaceId workspace, Channel channel)
    {
        if (!_lanes.TryGetValue((workspace, channel), out var lane))
        {
            _lanes[(workspace, channel)] = lane = new DeliveryLane(workspace, channel);
        }

        return lane;
    }

    private DeliveryLane Enter(ClaimedDelivery claim)
    {
        var lane = LaneOf(claim.Workspace, claim.Channel);
        lane.Enter();
        return lane;
    }

    /// <summary>Waits for the answers to all that is under way.</summary>
    public async Task FinishAsync()
    {
        await Task.WhenAll(_underWay);
        _underWay.Clear();
    }

    /// <summary>Takes over what a process that no longer runs was sending. Only for an engine that has a single process.</summary>
    public Task RecoverAllAsync(CancellationToken cancellationToken) => RecoverAsync(static (_, _) => true, cancellationToken);

    private async Task RecoverAsync(Func<Delivery, Instant, bool> isLost, CancellationToken cancellationToken)
    {
        await using var db = await reader.OpenUnfilteredAsync(cancellationToken);
        var sending = await BeingSent.AskAsync(db, MostRecovered, cancellationToken);
        foreach (var delivery in sending.Where(delivery => isLost(delivery, db.Now)))
        {
            var claim = new ClaimedDelivery(delivery.Id, delivery.WorkspaceId, delivery.Channel, delivery.LeaseToken!.Value);
            await SettleAsync(
                claim,
                (ours, found, message) =>
                {
                    // Its worker may have gone on since it was looked at.
                    if (isLost(found, ours.Now))
                    {
                        DeliverySettling.TakeOver(ours, found, message);
                    }

                    return Task.CompletedTask;
                },
                cancellationToken);
        }
    }

    /// <summary>One that fails keeps its lease and is taken over when that ends; its neighbours go on.</summary>
    private async Task TrySendAsync(ClaimedDelivery claim, DeliveryLane lane, CancellationToken cancellationToken)
    {
        try
        {
            await SendAsync(claim, lane, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The host stops: its row says how far it came.
        }
        catch (Exception exception)
        {
            LogFailed(claim.Id, exception);
        }
        finally
        {
            if (lane.Leave())
            {
                signal.Wake();
            }
        }
    }

    private async Task SendAsync(ClaimedDelivery claim, DeliveryLane lane, CancellationToken cancellationToken)
    {
        var caller = new Caller.SystemWork(claim.Workspace, "delivery");
        var sending = await door.RunAsync(caller, (db, token) => PrepareAsync(db, claim, lane, token), cancellationToken);
        if (sending is null)
        {
            return;
        }

        var tried = new List<(Guid Connection, SendOutcome Outcome)>();
        var wasAsked = false;
        var outcome = new SendOutcome(SendOutcomeKind.TryAgain, "No provider could take it.");
        foreach (var connection in sending.Connections)
        {
            if (tried.Count > 0 && !await door.RunAsync(caller, (db, token) => HandOverAsync(db, claim, connection, token), CancellationToken.None))
            {
                // A member replied just now, or the lease was lost to another node, which decides from here on.
                return;
            }

            // From here on the customer may get it: a stop of the server waits for the answer, within its own limit.
            outcome = await chain.SendAsync(connection, sending.Through(connection), CancellationToken.None);
            tried.Add((connection.Id, outcome));
            wasAsked |= outcome.WasAsked;
            if (outcome.Kind != SendOutcomeKind.TryAgain)
            {
                break;
            }
        }

        outcome = (sending.IsBound ? DeliverySettling.Doubtful(outcome) : outcome) with { WasAsked = wasAsked };
        await SettleAsync(claim, (db, delivery, message) => DeliverySettling.RecordAsync(db, delivery, message, outcome), CancellationToken.None);
        if (!outcome.WasAsked && outcome.RetryAfter is { } rest)
        {
            // Nobody can be asked for its business just now: what else is due there would only be written down again.
            lane.RestUntil(sending.At + rest);
        }

        foreach (var (connection, said) in tried.Where(static one => one.Outcome.WasAsked))
        {
            await NoteHealthAsync(caller, connection, said, cancellationToken);
        }
    }

    /// <summary>Writes down who gets it next, unless it has to wait after all.</summary>
    private static async Task<bool> HandOverAsync(
        CareOpsDb db, ClaimedDelivery claim, ProviderConnection connection, CancellationToken cancellationToken)
    {
        await db.LockAsync($"delivery:{claim.Id}", cancellationToken);
        var delivery = await ById.AskAsync(db, claim.Id, cancellationToken);
        if (delivery?.IsHeldBy(claim.Token) != true)
        {
            return false;
        }

        // The one before sent nothing.
        delivery.Unbind();
        var message = await db.MessageOfAsync(delivery, cancellationToken);
        if (await MessageRules.IsPausedAsync(db, delivery, message, cancellationToken))
        {
            DeliverySettling.Stop(db, delivery, message, new Obstacle.Paused());
            return false;
        }

        delivery.HandTo(connection, db.Now, Lease);
        return true;
    }

    /// <summary>Decides in one transaction: held, kept in the Local outbox, or handed to the first provider.</summary>
    private async Task<Sending?> PrepareAsync(CareOpsDb db, ClaimedDelivery claim, DeliveryLane lane, CancellationToken cancellationToken)
    {
        // An erasure and whoever takes over from a node that stands still wait for each other here.
        await db.LockAsync($"delivery:{claim.Id}", cancellationToken);
        var delivery = await ById.AskAsync(db, claim.Id, cancellationToken);
        if (delivery is null || !delivery.IsHeldBy(claim.Token))
        {
            return null;
        }

        var message = await db.MessageOfAsync(delivery, cancellationToken);
        if (await rules.FindAsync(db, delivery, message, cancellationToken) is { } obstacle)
        {
            DeliverySettling.Stop(db, delivery, message, obstacle);
            return null;
        }

        var enabled = await EnabledOf.AskAsync(db, delivery.Channel, cancellationToken);
        lane.GoesThrough(enabled.Count > 0 ? enabled[0].Kind : null);
        if (delivery.BoundTo is { } bound)
        {
            return await PrepareBoundAsync(db, delivery, message, enabled, bound, cancellationToken);
        }

        if (enabled.Count > 0)
        {
            var outgoing = await ComposeAsync(db, delivery, message, enabled, cancellationToken);
            if (LostFile(outgoing) is { } lost)
            {
                delivery.Finish();
                DeliverySettling.Become(db, delivery, message, MessageStatus.Failed, lost);
                return null;
            }

            delivery.HandTo(enabled[0], db.Now, Lease);
            return new Sending(enabled, outgoing, db.Now, IsBound: false);
        }

        db.Append(LocalOutboxEntry.Of(db, delivery, message, MailFoot.TextOf(delivery, message, address)));
        delivery.Finish();
        DeliverySettling.Become(db, delivery, message, MessageStatus.Kept, null);
        return null;
    }

    /// <summary>One that may have been sent is tried again where a repetition is known as one, and nowhere else.</summary>
    private async Task<Sending?> PrepareBoundAsync(
        CareOpsDb db, Delivery delivery, Message message, IReadOnlyList<ProviderConnection> enabled, Guid bound, CancellationToken cancellationToken)
    {
        if (enabled.FirstOrDefault(row => row.Id == bound) is not { } connection)
        {
            // A member's word sends it anew, by whoever is connected then.
            delivery.Unbind();
            delivery.Finish();
            DeliverySettling.Become(db, delivery, message, MessageStatus.Unknown, GoneBeforeAnswer);
            return null;
        }

        if (!delivery.CanRepeat(db.Now))
        {
            delivery.Finish();
            DeliverySettling.Become(db, delivery, message, MessageStatus.Unknown, KeyForgotten);
            return null;
        }

        var outgoing = await ComposeAsync(db, delivery, message, enabled, cancellationToken);
        if (LostFile(outgoing) is { } lost)
        {
            delivery.Unbind();
            delivery.Finish();
            DeliverySettling.Become(db, delivery, message, MessageStatus.Unknown, $"It may have been sent and can't be tried again. {lost}");
            return null;
        }

        delivery.HandTo(connection, db.Now, Lease);
        return new Sending([connection], outgoing, db.Now, IsBound: true);
    }

    private static string? LostFile(OutgoingMessage message) => message.Files.FirstOrDefault(static file => !file.IsThere) is { } lost
        ? $"The file “{lost.Name}” is no longer on the server."
        : null;

    private async Task<OutgoingMessage> ComposeAsync(
        CareOpsDb db, Delivery delivery, Message message, IReadOnlyList<ProviderConnection> connections, CancellationToken cancellationToken)
    {
        var subject = message.Subject ?? (await db.WorkspaceAsync(cancellationToken)).Name;
        var outgoing = new OutgoingMessage(message.Id, delivery.Key, delivery.Address, subject, MailFoot.TextOf(delivery, message, address))
        {
            IsAutomated = message.Kind == MessageKind.Automated,
        };
        if (delivery.Channel != Channel.Email)
        {
            return outgoing;
        }

        var domain = connections.Select(static connection => connection.ReplyDomain).FirstOrDefault(static domain => domain is not null);
        return outgoing with
        {
            Look = MailLook.Of(await db.WorkspaceAsync(cancellationToken), address),
            OneClickUrl = MailFoot.OneClickUrl(delivery, address),
            Calendar = message.Calendar,

            // Members add files; rules do not.
            Files = message.Kind == MessageKind.Reply ? await Attachments.OutgoingAsync(db, files, message.Id, cancellationToken) : [],
            ReplyTo = domain is null || message.Kind == MessageKind.Notice ? null : ReplyAddress.Of(delivery.TokenForReplies(), domain),
            Earlier = message.Kind == MessageKind.Reply ? await MailThread.BeforeAsync(db, message, cancellationToken) : [],
        };
    }

    private async Task NoteHealthAsync(Caller caller, Guid connectionId, SendOutcome outcome, CancellationToken cancellationToken)
    {
        // The same news of every message would be a write for each.
        var news = (outcome.Kind, outcome.Reason);
        if (_health.TryGetValue(connectionId, out var last) && last.News == news && Stopwatch.GetElapsedTime(last.At) < HealthPause)
        {
            return;
        }

        _health[connectionId] = (news, Stopwatch.GetTimestamp());
        await door.RunAsync(
            caller,
            async (db, token) =>
            {
                var connection = await db.ProviderConnections().SingleOrDefaultAsync(row => row.Id == connectionId, token);
                if (connection is not null)
                {
                    connection.Note(outcome, db.Now);
                    await ConnectionAlerts.FollowAsync(db, connection, token);
                }

                return Done.It;
            },
            cancellationToken);
    }

    /// <returns>Whether the delivery was still this worker's to decide about.</returns>
    private Task<bool> SettleAsync(
        ClaimedDelivery claim, Func<CareOpsDb, Delivery, Message, Task> settle, CancellationToken cancellationToken) =>
        door.RunAsync(
            new Caller.SystemWork(claim.Workspace, "delivery"),
            async (db, token) =>
            {
                // A provider can tell what became of a message while its own answer is still on the way.
                await db.LockAsync($"delivery:{claim.Id}", token);
                var delivery = await ById.AskAsync(db, claim.Id, token);
                if (delivery?.IsHeldBy(claim.Token) != true)
                {
                    return false;
                }

                await settle(db, delivery, await db.MessageOfAsync(delivery, token));
                return true;
            },
            cancellationToken);

    [LoggerMessage(Level = LogLevel.Error, Message = "Delivery {Id} could not be worked on; it is taken over when its lease ends")]
    private partial void LogFailed(Guid id, Exception exception);

    /// <param name="Connections">Who is tried, in this order.</param>
    /// <param name="Message">What is sent.</param>
    /// <param name="At">When it was made ready.</param>
    /// <param name="IsBound">An earlier attempt may have sent it.</param>
    private sealed record Sending(IReadOnlyList<ProviderConnection> Connections, OutgoingMessage Message, Instant At, bool IsBound)
    {
        // An answer to a mail that another provider's domain receives finds its way there.
        public OutgoingMessage Through(ProviderConnection connection) => connection.ReplyDomain is { } domain && Message.ReplyTo is { } address
            ? Message with { ReplyTo = ReplyAddress.Of(ReplyAddress.TokenOf(address)!, domain) }
            : Message;
    }
}
