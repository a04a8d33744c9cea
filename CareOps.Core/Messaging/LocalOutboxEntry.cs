using CareOps.Core.Data;
using CareOps.Core.Foundation;

using NodaTime;

namespace CareOps.Core.Messaging;

/// <summary>A message as it would have gone out, kept because the channel has no provider. At most one per delivery.</summary>
public sealed class LocalOutboxEntry : ILive
{
    private LocalOutboxEntry()
    {
    }

    public Guid Id { get; private set; }

    public WorkspaceId WorkspaceId { get; private set; }

    public Guid DeliveryId { get; private set; }

    public Channel Channel { get; private set; }

    public string Address { get; private set; } = string.Empty;

    public string? Subject { get; private set; }

    public string Body { get; private set; } = string.Empty;

    public Instant KeptAt { get; private set; }

    public LiveSubject LiveSubject => new(nameof(LocalOutboxEntry), Id);

    public static LocalOutboxEntry Of(CareOpsDb db, Delivery delivery, Message message, string body) => new()
    {
        Id = db.NewId(),
        WorkspaceId = db.Workspace,
        DeliveryId = delivery.Id,
        Channel = delivery.Channel,
        Address = delivery.Address,
        Subject = message.Subject,
        Body = Text.Shorten(body, Message.MaxBodyLength),
        KeptAt = db.Now,
    };
}
