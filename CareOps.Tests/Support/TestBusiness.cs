using CareOps.Core.Bookings;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Inbox;
using CareOps.Core.Members;
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

    /// <summary>The service's own form as an owner would send it unchanged: to be changed <c>with</c> what a test is about.</summary>
    public SaveService Form => new(
        Service.Id,
        Service.Name,
        Service.Description,
        Service.DurationMinutes,
        Service.BufferBeforeMinutes,
        Service.BufferAfterMinutes,
        Service.SlotStepMinutes,
        Service.MinimumNoticeMinutes,
        Service.HorizonDays,
        Service.CancellationWindowMinutes,
        Price: null,
        Service.Location,
        Service.LocationDetails,
        IsActive: true);

    public async Task<Service> SaveAsync(SaveService form) =>
        (await House.Get<SaveServiceHandler>().HandleAsync(Owner, form, CancellationToken.None)).Required();

    /// <summary>A colleague with the rights of staff and the owner's hours.</summary>
    public async Task<Caller.Member> HireAsync(string name = "Noah Lind")
    {
        var member = await House.Get<IWriteDoor>().RunAsync(
            Owner,
            (db, _) =>
            {
                var account = Account.Create(db.NewId(), name, $"{Guid.NewGuid():N}@example.org", "no sign-in");
                var hired = Member.Staff(new MemberId(db.NewId()), db.Workspace, account, Rights.Staff, db.Now);
                db.AddRange(account, hired);
                return Task.FromResult(hired.AsCaller());
            },
            CancellationToken.None);
        var hours = Enumerable.Range(1, 5).Select(static day => new OpenInterval((IsoDayOfWeek)day, 9 * 60, 17 * 60));
        (await House.Get<ChangeHoursHandler>().HandleAsync(
            Owner, new ChangeHours(member.Id, [.. hours]), CancellationToken.None)).Required();
        return member;
    }

    /// <summary>Someone who was an owner and has left.</summary>
    /// <param name="before">What they did as an owner.</param>
    public async Task HadAnotherOwnerAsync(Func<Caller.Member, Task>? before = null)
    {
        var noah = await HireAsync();
        (await House.Get<ChangeMemberHandler>().HandleAsync(
            Owner, new ChangeMember(noah.Id, MemberRole.Owner, Rights.None), CancellationToken.None)).Required();
        if (before is not null)
        {
            await before(noah with { IsOwner = true });
        }

        (await House.Get<RemoveMemberHandler>().HandleAsync(Owner, new RemoveMember(noah.Id, Owner.Id), CancellationToken.None)).Required();
    }

    public async Task<Guid> AddResourceAsync(string name) =>
        (await House.Get<SaveResourceHandler>().HandleAsync(Owner, new SaveResource(null, name), CancellationToken.None)).Required().Id;

    public Task<Booking> ReadBookingAsync(Guid id) =>
        House.ReadAsync(Id, db => db.Bookings().SingleAsync(booking => booking.Id == id));

    public Task<Workspace> WorkspaceAsync() => House.Get<WorkspaceQueries>().CurrentAsync(Owner, CancellationToken.None);

    /// <summary>The wall times that customers are offered on a date.</summary>
    public async Task<IReadOnlyList<string>> OfferedAsync(LocalDate date, MemberId? member = null)
    {
        var slots = House.Get<SlotQueries>();
        var offered = (await slots.ServicesAsync(Visitor, CancellationToken.None)).Single(row => row.Id == Service.Id);
        var free = await slots.OnAsync(
            Visitor, await WorkspaceAsync(), offered, date, new SlotWish(member), CancellationToken.None);
        return [.. free.Select(static slot => slot.Local.TimeOfDay.ToString("HH:mm", null))];
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
