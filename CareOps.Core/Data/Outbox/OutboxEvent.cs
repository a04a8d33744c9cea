using CareOps.Core.Foundation;

using NodaTime;

namespace CareOps.Core.Data.Outbox;

/// <summary>
/// A fact that was committed, waiting for its handlers and kept afterwards as the log. Belongs to the workers:
/// it is claimed across workspaces, so it carries its workspace without being filtered by it.
/// </summary>
public sealed class OutboxEvent
{
    public Guid Id { get; private set; }

    public Guid Workspace { get; private set; }

    public string Name { get; private set; } = string.Empty;

    public int Version { get; private set; }

    public Guid SubjectId { get; private set; }

    /// <summary>The event's own fields as JSON: ids and moments, no personal data.</summary>
    public string Payload { get; private set; } = string.Empty;

    public Instant OccurredAt { get; private set; }

    /// <summary>When it is to be handled (again).</summary>
    public Instant DueAt { get; private set; }

    public Instant? ProcessedAt { get; private set; }

    /// <summary>Set when handling failed for good: kept with its last error, in the way of nothing else.</summary>
    public Instant? DeadAt { get; private set; }

    public int Attempts { get; private set; }

    public string? LastError { get; private set; }

    public Instant? LeasedUntil { get; private set; }

    /// <summary>Fences off a worker that lost its lease: only the holder of the current token may finish the event.</summary>
    public Guid? LeaseToken { get; private set; }

    public static OutboxEvent Of(Guid id, WorkspaceId workspace, IDomainEvent domainEvent, Instant now, Instant dueAt)
    {
        var (name, version) = EventCatalog.NameOf(domainEvent.GetType());
        return new OutboxEvent
        {
            Id = id,
            Workspace = workspace.Value,
            Name = name,
            Version = version,
            SubjectId = domainEvent.SubjectId,
            Payload = EventCatalog.Write(domainEvent),
            OccurredAt = now,
            DueAt = dueAt,
        };
    }
}
