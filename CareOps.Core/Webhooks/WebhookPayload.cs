using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

using CareOps.Core.Bookings;
using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Messaging;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

using NodaTime;
using NodaTime.Text;

namespace CareOps.Core.Webhooks;

/// <summary>What an endpoint is sent of an event: the JSON of docs/webhooks.md.</summary>
/// <param name="EventName">Also in it, as <c>type</c>.</param>
/// <param name="ContactId">Whose details are in it; null for nobody's.</param>
/// <param name="Json">UTF-8 as it is signed and sent.</param>
public sealed record WebhookPayload(string EventName, Guid? ContactId, string Json)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    /// <summary>What happened, as things are now. Null where it is gone already: merged away, or erased with its contact.</summary>
    public static async Task<WebhookPayload?> OfAsync(
        CareOpsDb db, WebhookEventKind kind, Guid eventId, Instant occurredAt, IDomainEvent domainEvent, CancellationToken cancellationToken)
    {
        var (contactId, data) = domainEvent switch
        {
            ContactCreated created => await ContactAsync(db, created.ContactId, cancellationToken),
            MessageReceived received => await MessageAsync(db, received, cancellationToken),
            _ => await BookingAsync(db, domainEvent.SubjectId, cancellationToken),
        };
        return data is null ? null : await WriteAsync(db, kind, eventId, occurredAt, contactId, data, cancellationToken);
    }

    public static Task<WebhookPayload> OfTestAsync(CareOpsDb db, Guid eventId, CancellationToken cancellationToken) => WriteAsync(
        db, WebhookEvents.Test, eventId, db.Now, null, new { Message = "This is a test. Your endpoint works." }, cancellationToken);

    private static async Task<WebhookPayload> WriteAsync(
        CareOpsDb db, WebhookEventKind kind, Guid eventId, Instant at, Guid? contactId, object data, CancellationToken cancellationToken)
    {
        var workspace = await db.WorkspaceAsync(cancellationToken);
        var json = JsonSerializer.Serialize(
            new
            {
                Id = eventId,
                Type = kind.Name,
                kind.Version,
                Timestamp = Moment(at),
                Workspace = new { Id = workspace.Id.Value, workspace.Slug, workspace.Name, workspace.TimeZone },
                Data = data,
            },
            Options);
        return new WebhookPayload(kind.Name, contactId, json);
    }

    private static async Task<(Guid?, object?)> ContactAsync(CareOpsDb db, Guid id, CancellationToken cancellationToken) =>
        await db.Contacts().AsNoTracking().SingleOrDefaultAsync(row => row.Id == id && row.ErasedAt == null, cancellationToken) is { } contact
            ? (contact.Id, new { Contact = Of(contact) })
            : (null, null);

    private static async Task<(Guid?, object?)> MessageAsync(CareOpsDb db, MessageReceived received, CancellationToken cancellationToken)
    {
        var found = await db.Messages().AsNoTracking().Where(row => row.Id == received.MessageId)
            .Join(db.Conversations(), row => row.ConversationId, row => row.Id, (message, conversation) => new { message, conversation })
            .Join(db.Contacts(), both => both.conversation.ContactId, row => row.Id, (both, contact) => new { both.message, contact })
            .SingleOrDefaultAsync(cancellationToken);
        return found is null or { contact.ErasedAt: not null }
            ? (null, null)
            : (found.contact.Id, new
            {
                Message = new { found.message.Id, found.message.ConversationId, found.message.Channel, ReceivedAt = Moment(found.message.CreatedAt) },
                Contact = Of(found.contact),
            });
    }

    private static async Task<(Guid?, object?)> BookingAsync(CareOpsDb db, Guid id, CancellationToken cancellationToken)
    {
        var booking = await db.Bookings().AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellationToken);
        if (booking is null)
        {
            return (null, null);
        }

        var contact = await db.ContactAsync(booking.ContactId, cancellationToken);
        var member = await db.Members().Where(row => row.Id == booking.MemberId).Select(row => row.Name).SingleOrDefaultAsync(cancellationToken);
        if (contact.ErasedAt is not null)
        {
            return (null, null);
        }

        return (contact.Id, new
        {
            Booking = new
            {
                booking.Id,
                booking.Reference,
                booking.Status,
                StartsAt = Moment(booking.StartsAt),
                EndsAt = Moment(booking.EndsAt),
                booking.Source,
                Service = new { Id = booking.ServiceId, Name = booking.ServiceName },
                Member = new { Id = booking.MemberId.Value, Name = member },
                booking.SeriesId,
                booking.Revision,
                CancelledAt = booking.CancelledAt is { } cancelled ? Moment(cancelled) : null,
            },
            Contact = Of(contact),
        });
    }

    private static object Of(Contact contact) => new
    {
        contact.Id,
        contact.Name,
        contact.Email,
        contact.Phone,
        contact.Source,
        CreatedAt = Moment(contact.CreatedAt),
    };

    private static string Moment(Instant moment) => InstantPattern.ExtendedIso.Format(moment);
}
