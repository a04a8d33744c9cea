using CareOps.Core.Data;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

using NodaTime;

namespace CareOps.Core.Webhooks;

/// <summary>One event on its way to one endpoint: exactly one row for each, however often it is sent.</summary>
public sealed class WebhookDelivery : ILive
{
    public const int MaxEventLength = 80;
    public const int MaxPayloadLength = 20_000;
    public const int MaxReasonLength = 300;

    /// <summary>The first try and twelve more, over two days and a half.</summary>
    public const int MostAttempts = 13;

    private const int FirstWaitSeconds = 10;
    private const int Growth = 3;
    private const int LongestWaitSeconds = 12 * 60 * 60;

    private WebhookDelivery()
    {
    }

    /// <summary>What the receiver knows it by (<c>webhook-id</c>): the same over retries and replays.</summary>
    public Guid Id { get; private set; }

    public WorkspaceId WorkspaceId { get; private set; }

    public Guid EndpointId { get; private set; }

    /// <summary>The event's row in the outbox; of a test, an id of its own.</summary>
    public Guid EventId { get; private set; }

    public string EventName { get; private set; } = string.Empty;

    /// <summary>Whose details are in it; null for nobody's.</summary>
    public Guid? ContactId { get; private set; }

    /// <summary>The JSON that is sent, as it was when the event was handled: every try sends the same bytes. Empty once they were erased.</summary>
    public string Payload { get; private set; } = string.Empty;

    public WebhookStatus Status { get; private set; }

    /// <summary>Why it was not delivered, as a sentence.</summary>
    public string? Reason { get; private set; }

    /// <summary>Tries since it was queued, or replayed.</summary>
    public int Attempts { get; private set; }

    public Instant DueAt { get; private set; }

    public Instant? LeasedUntil { get; private set; }

    public Guid? LeaseToken { get; private set; }

    public Instant CreatedAt { get; private set; }

    public Instant StatusAt { get; private set; }

    public LiveSubject LiveSubject => new(nameof(WebhookEndpoint), EndpointId);

    public static WebhookDelivery Of(CareOpsDb db, Guid endpointId, Guid eventId, WebhookPayload payload) => new()
    {
        Id = db.NewId(),
        WorkspaceId = db.Workspace,
        EndpointId = endpointId,
        EventId = eventId,
        EventName = payload.EventName,
        ContactId = payload.ContactId,
        Payload = payload.Json,
        Status = WebhookStatus.Queued,
        DueAt = db.Now,
        CreatedAt = db.Now,
        StatusAt = db.Now,
    };

    /// <summary>Whether the worker with this token may still decide about it.</summary>
    public bool IsHeldBy(Guid token) => Status == WebhookStatus.Sending && LeaseToken == token;

    public bool CanBeReplayed => Payload.Length > 0 && Status is WebhookStatus.Delivered or WebhookStatus.Failed;

    public void Deliver(Instant now) => Become(WebhookStatus.Delivered, null, now);

    /// <summary>Tries again later, or gives up.</summary>
    /// <param name="reason">A sentence for members.</param>
    /// <param name="asked">How long the receiver asked to be left alone; null where it didn't say.</param>
    /// <param name="isFinal">Trying again would change nothing.</param>
    /// <param name="now">The moment of this transaction.</param>
    public void Fail(string reason, Duration? asked, bool isFinal, Instant now)
    {
        Attempts++;
        var givesUp = isFinal || Attempts >= MostAttempts || Payload.Length == 0;
        Become(givesUp ? WebhookStatus.Failed : WebhookStatus.Queued, reason, now);
        DueAt = now + Duration.Max(WaitAfter(Attempts), asked ?? Duration.Zero);
    }

    /// <summary>Sends it again with the same id: at once, and with all its tries.</summary>
    /// <exception cref="InvalidOperationException">It is on its way, or what it said was erased.</exception>
    public void Replay(Instant now)
    {
        if (!CanBeReplayed)
        {
            throw new InvalidOperationException("Only a delivery that is done and still has its payload can be replayed.");
        }

        Become(WebhookStatus.Queued, null, now);
        (Attempts, DueAt) = (0, now);
    }

    /// <summary>10 s, 30 s, 90 s … at most 12 h; up to a fifth more at random, so that not all come back in the same moment.</summary>
    internal static Duration WaitAfter(int attempts)
    {
        var seconds = Math.Min(FirstWaitSeconds * Math.Pow(Growth, attempts - 1), LongestWaitSeconds);
        return Duration.FromMilliseconds((seconds * 1000) + System.Security.Cryptography.RandomNumberGenerator.GetInt32((int)(seconds * 200) + 1));
    }

    private void Become(WebhookStatus status, string? reason, Instant now)
    {
        Status = status;
        Reason = reason is null ? null : Text.Shorten(reason, MaxReasonLength - 1);
        StatusAt = now;
        (LeasedUntil, LeaseToken) = (null, null);
    }
}

/// <summary>How far a delivery has come.</summary>
public enum WebhookStatus
{
    /// <summary>Waits for its moment: new, or to be tried again.</summary>
    Queued,
    Sending,
    Delivered,

    /// <summary>Given up: a person can replay it.</summary>
    Failed,
}

/// <summary>One try: what was sent, what came back, how long it took. Written once.</summary>
public sealed class WebhookAttempt : ILive
{
    public const int MaxHeadLength = 4000;
    public const int MaxErrorLength = 300;

    private WebhookAttempt()
    {
    }

    public Guid Id { get; private set; }

    public WorkspaceId WorkspaceId { get; private set; }

    public Guid EndpointId { get; private set; }

    public Guid DeliveryId { get; private set; }

    public Instant At { get; private set; }

    public int DurationMs { get; private set; }

    /// <summary>HTTP's; null where there was no answer.</summary>
    public int? StatusCode { get; private set; }

    /// <summary>Why there was no answer, or what was wrong with it.</summary>
    public string? Error { get; private set; }

    /// <summary>The request line and headers as sent; without the body, which is the delivery's payload.</summary>
    public string RequestHead { get; private set; } = string.Empty;

    /// <summary>The status line, headers and the beginning of the body; null where there was no answer.</summary>
    public string? ResponseHead { get; private set; }

    public LiveSubject LiveSubject => new(nameof(WebhookEndpoint), EndpointId);

    public static WebhookAttempt Of(CareOpsDb db, WebhookDelivery delivery, WebhookAnswer answer) => new()
    {
        Id = db.NewId(),
        WorkspaceId = db.Workspace,
        EndpointId = delivery.EndpointId,
        DeliveryId = delivery.Id,
        At = db.Now,
        DurationMs = (int)Math.Min(answer.Took.TotalMilliseconds, int.MaxValue),
        StatusCode = answer.Status,
        Error = answer.Problem is { } problem ? Text.Shorten(problem, MaxErrorLength - 1) : null,
        RequestHead = Cut(answer.RequestHead),
        ResponseHead = answer.ResponseHead is { } head ? Cut(head) : null,
    };

    // What came from outside may hold anything: PostgreSQL takes no NUL, and screens no control characters.
    private static string Cut(string head) => Text.Shorten(Text.Lines(head) ?? string.Empty, MaxHeadLength - 1);
}

internal sealed class WebhookDeliveryConfiguration : IEntityTypeConfiguration<WebhookDelivery>
{
    public void Configure(EntityTypeBuilder<WebhookDelivery> builder)
    {
        builder.ToTable("WebhookDeliveries");
        builder.Property(delivery => delivery.Id).ValueGeneratedNever();
        builder.Property(delivery => delivery.EventName).HasMaxLength(WebhookDelivery.MaxEventLength);
        builder.Property(delivery => delivery.Payload).HasMaxLength(WebhookDelivery.MaxPayloadLength);
        builder.Property(delivery => delivery.Reason).HasMaxLength(WebhookDelivery.MaxReasonLength);
        builder.HasIndex(delivery => new { delivery.EndpointId, delivery.EventId }).IsUnique();
        builder.HasIndex(delivery => new { delivery.EndpointId, delivery.DueAt, delivery.Id }, "IX_WebhookDeliveries_Due").HasFilter("\"Status\" = 'Queued'");
        builder.HasIndex(delivery => delivery.LeasedUntil, "IX_WebhookDeliveries_Leased").HasFilter("\"Status\" = 'Sending'");
        builder.HasIndex(delivery => new { delivery.WorkspaceId, delivery.EndpointId, delivery.Id });
        builder.HasIndex(delivery => delivery.ContactId);
        builder.HasOne<WebhookEndpoint>().WithMany().HasForeignKey(delivery => delivery.EndpointId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class WebhookAttemptConfiguration : IEntityTypeConfiguration<WebhookAttempt>
{
    public void Configure(EntityTypeBuilder<WebhookAttempt> builder)
    {
        builder.ToTable("WebhookAttempts");
        builder.Property(attempt => attempt.Id).ValueGeneratedNever();
        builder.Property(attempt => attempt.Error).HasMaxLength(WebhookAttempt.MaxErrorLength);
        builder.Property(attempt => attempt.RequestHead).HasMaxLength(WebhookAttempt.MaxHeadLength);
        builder.Property(attempt => attempt.ResponseHead).HasMaxLength(WebhookAttempt.MaxHeadLength);
        builder.HasIndex(attempt => new { attempt.DeliveryId, attempt.Id });
        builder.HasOne<WebhookDelivery>().WithMany().HasForeignKey(attempt => attempt.DeliveryId).OnDelete(DeleteBehavior.Cascade);
    }
}

public static class WebhookTables
{
    public static DbSet<WebhookEndpoint> WebhookEndpoints(this CareOpsDb db) => db.Set<WebhookEndpoint>();

    public static DbSet<WebhookDelivery> WebhookDeliveries(this CareOpsDb db) => db.Set<WebhookDelivery>();

    public static DbSet<WebhookAttempt> WebhookAttempts(this CareOpsDb db) => db.Set<WebhookAttempt>();
}
