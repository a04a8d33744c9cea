using CareOps.Core.Bookings;
using CareOps.Core.Foundation;
using CareOps.Core.Inbox;
using CareOps.Core.Messaging;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Tests.Support;

/// <summary>A business in a <see cref="TestHouse"/>, with what customers and its owner do in most tests.</summary>
public sealed class TestBusiness(TestHouse house, RegisteredWorkspace registered, Caller.Member owner, Service service)
{
    /// <summary>Tuesday, 2026-03-03 09:30 in the business's own time: free, within hours, beyond any notice.</summary>
    public static readonly LocalDateTime Tuesday = new(2026, 3, 3, 9, 30);

    public TestHouse House { get; } = house;

    public WorkspaceId Id => registered.WorkspaceId;

    public string Slug => registered.Slug;

    public Guid AccountId => registered.AccountId;

    public Caller.Member Owner { get; } = owner;

    public Caller Visitor { get; } = new Caller.Visitor(registered.WorkspaceId);

    public Service Service { get; } = service;

    public Task<Result<BookedSlot>> TryBookAsync(
        LocalDateTime start,
        string? email = "anna@example.org",
        string? name = "Anna Berg",
        string? phone = null,
        string? notes = null,
        Guid? key = null) => House.Get<BookSlotHandler>().HandleAsync(
            Visitor,
            new BookSlot(Service.Id, start, name, email, phone, notes, key ?? Guid.NewGuid()),
            CancellationToken.None);

    public async Task<Booking> BookAsync(LocalDateTime start, string? email = "anna@example.org", string? phone = null)
    {
        var booked = (await TryBookAsync(start, email, phone: phone)).Required();
        return await House.ReadAsync(Id, db => db.Bookings().SingleAsync(booking => booking.Id == booked.BookingId));
    }

    public Task<Result<Done>> AskAsync(
        string? message = "Is parking available nearby?",
        string? email = "jon@example.org",
        string? name = "Jon Dahl",
        string? phone = null,
        Guid? key = null) => House.Get<SendInquiryHandler>().HandleAsync(
            Visitor, new SendInquiry(name, email, phone, message, key ?? Guid.NewGuid()), CancellationToken.None);

    public async Task<Conversation> ConversationAsync(string email = "anna@example.org")
    {
        var contact = await House.ReadAsync(
            Id, db => db.Set<Core.Contacts.Contact>().SingleAsync(row => row.NormalisedEmail == email));
        return await House.ReadAsync(Id, db => db.Conversations().SingleAsync(row => row.ContactId == contact.Id));
    }

    public Task<Result<Done>> ReplyAsync(Guid conversationId, string body = "Of course.", Guid? replyId = null) =>
        House.Get<ReplyToConversationHandler>().HandleAsync(
            Owner,
            new ReplyToConversation(conversationId, replyId ?? Guid.CreateVersion7(), Channel.Email, body),
            CancellationToken.None);

    /// <summary>What the Local outbox holds, oldest first.</summary>
    public Task<List<LocalOutboxEntry>> LocalOutboxAsync() =>
        House.ReadAsync(Id, static db => db.LocalOutboxEntries().OrderBy(entry => entry.Id).ToListAsync());

    public Task<List<Message>> MessagesAsync() =>
        House.ReadAsync(Id, static db => db.Messages().OrderBy(message => message.Id).ToListAsync());
}
