using CareOps.Core.Automation;
using CareOps.Core.Bookings;
using CareOps.Core.Contacts;
using CareOps.Core.Contacts.Import;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Inbox;
using CareOps.Core.Inventory;
using CareOps.Core.Members;
using CareOps.Core.Messaging;
using CareOps.Core.Workspaces;

using NodaTime;

namespace CareOps.Tests.Support;

/// <summary>A server with a clinic in it that shows every state its screens have.</summary>
/// <param name="Server">The running program.</param>
/// <param name="Owner">Who the clinic belongs to.</param>
/// <param name="Link">The token of Anna's booking on Tuesday at 09:30.</param>
/// <param name="CancelledLink">The token of a booking that was cancelled.</param>
/// <param name="PlaceLink">The token of a place on the waitlist.</param>
/// <param name="BookingId">Anna's booking on Tuesday.</param>
/// <param name="ServiceId">The service "Appointment".</param>
/// <param name="PausedId">Anna's conversation: replied to, with a note and a held message.</param>
/// <param name="ContactId">Anna herself: tagged, unsubscribed from SMS, with a field of the clinic's own.</param>
/// <param name="OtherContactId">Tom, who booked once.</param>
/// <param name="ConnectionId">A connection to SendGrid that is off, beside one to a mail server.</param>
internal sealed record SeededSite(
    TestServer Server, Caller.Member Owner, string Link, string CancelledLink, string PlaceLink, Guid BookingId, Guid ServiceId, Guid PausedId,
    Guid ContactId, Guid OtherContactId, Guid ConnectionId)
{
    public const string Slug = "riverside-physio";
    public const string Email = "mia@example.org";
    public const string Password = "correct horse";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task<SeededSite> SeedAsync(TestServer server)
    {
        var owner = await FoundAsync(server);
        var service = (await server.Get<SlotQueries>().ServicesAsync(owner, default)).Single(static each => each.Slug == "appointment");
        var tuesday = TestBusiness.Tuesday;
        var anna = await BookAsync(server, owner, service.Id, tuesday, "Anna Berg", "My knee hurts when I take the stairs.");
        var tom = await BookAsync(server, owner, service.Id, new LocalDateTime(2026, 3, 2, 14, 0), "Tom Ellis");
        var cancelled = await BookAsync(server, owner, service.Id, tuesday.PlusDays(1), "Sara Lind");
        var holder = (await server.Get<PublicLinks>().ResolveAsync(cancelled.Link.ToString(), LinkPurposes.ManageBooking, default)).Required();
        (await server.Get<CancelOwnBookingHandler>().HandleAsync(holder, new CancelOwnBooking(), default)).Required();
        await AskAsync(server, owner, "Jon Dahl", "Is parking available nearby?");
        var booking = await server.Get<BookingQueries>().ByIdAsync(owner, anna.BookingId, default);
        var paused = (await server.Get<InboxQueries>().ConversationOfAsync(owner, booking!.Booking.ContactId, default))!.Value;

        // Once the first confirmation is out, a reply holds the next one.
        await Eventually.TrueAsync(async () => (await ThreadAsync(server, owner, paused))
            .Exists(static message => message.Status == MessageStatus.Kept), Patience, "the confirmation");
        Guid[] files = [await AttachAsync(server, owner, paused, "exercises.pdf", SampleFiles.Pdf), await AttachAsync(server, owner, paused, "the way in.png", SampleFiles.Png)];
        (await server.Get<ReplyToConversationHandler>().HandleAsync(
            owner, new ReplyToConversation(paused, Guid.CreateVersion7(), Channel.Email, "See you on Tuesday.") { Attachments = files }, default)).Required();
        (await server.Get<AddNoteHandler>().HandleAsync(owner, new AddNote(paused, "Prefers the morning."), default)).Required();
        await BookAsync(server, owner, service.Id, tuesday.PlusHours(2), "Anna Berg");
        await Eventually.TrueAsync(async () => (await ThreadAsync(server, owner, paused))
            .Exists(static message => message.Status == MessageStatus.Held), Patience, "the held message");
        await DescribeAsync(server, owner, booking.Booking.ContactId);
        var (item, order) = await StockAsync(server, owner, service.Id);
        return new SeededSite(
            server,
            owner,
            anna.Link.ToString(),
            cancelled.Link.ToString(),
            await WaitAsync(server, owner, service.Id),
            anna.BookingId,
            service.Id,
            paused,
            booking.Booking.ContactId,
            (await server.Get<BookingQueries>().ByIdAsync(owner, tom.BookingId, default))!.Booking.ContactId,
            await ConnectAsync(server, owner))
        {
            ImportId = await ImportAsync(server, owner),
            InvitationLink = await InviteAsync(server, owner),
            ItemId = item,
            OrderId = order,
            PreferencesLink = await PreferencesAsync(server, owner, booking.Booking.ContactId),
            Forms = await SeededForms.SeedAsync(server, owner, (await server.Get<BookingQueries>().ByIdAsync(owner, tom.BookingId, default))!.Booking.ContactId),
            ReminderId = (await server.Get<RuleQueries>().ListAsync(owner, default)).Single(static row => row.Rule.Trigger == RuleTrigger.BookingAhead).Rule.Id,
        };
    }

    /// <summary>The token by which Noah joins.</summary>
    public string InvitationLink { get; private init; } = string.Empty;

    /// <summary>A file that waits to be imported: one line is new, one is Anna, one can't come in.</summary>
    public Guid ImportId { get; private init; }

    /// <summary>Massage oil: low, on order, and too little for what is booked.</summary>
    public Guid ItemId { get; private init; }

    /// <summary>The order it is on, that has not come yet.</summary>
    public Guid OrderId { get; private init; }

    /// <summary>The token by which Anna chooses which messages she gets.</summary>
    public string PreferencesLink { get; private init; } = string.Empty;

    /// <summary>Forms of Tom's: open, sent and taken back.</summary>
    public SeededForms Forms { get; private init; } = null!;
    /// <summary>The rule that reminds of bookings.</summary>
    public Guid ReminderId { get; private init; }

    public string Url(string path) => new Uri(Server.Address, path).AbsoluteUri;

    private static async Task<string> InviteAsync(TestServer server, Caller.Member owner)
    {
        var invitation = (await server.Get<InviteMemberHandler>().HandleAsync(
            owner, new InviteMember("noah@riverside.example", MemberRole.Staff, Rights.Staff), default)).Required();
        return (await server.Get<MakeInvitationLinkHandler>().HandleAsync(owner, new MakeInvitationLink(invitation.Id), default)).Required().Value;
    }

    private static async Task<Caller.Member> FoundAsync(TestServer server)
    {
        var registered = (await server.Get<RegisterWorkspaceHandler>().HandleAsync(
            new Caller.Visitor(WorkspaceId.None),
            new RegisterWorkspace("Mia Kvam", Email, Password, "Riverside Physio", "Europe/Oslo"),
            default)).Required();
        var owner = (await server.Get<WorkspaceQueries>().MembershipsAsync(registered.AccountId, default)).Single().Caller;
        (await server.Get<ChangeBusinessHandler>().HandleAsync(
            owner,
            new ChangeBusiness(
                "Riverside Physio", Slug, "Europe/Oslo", "NOK", "NO", "12 Quay Street, Oslo", "hello@riverside.example", "+4755501200", 30),
            default)).Required();
        (await server.Get<OpenBusinessHandler>().HandleAsync(owner, new OpenBusiness(true), default)).Required();
        (await server.Get<SaveServiceHandler>().HandleAsync(
            owner,
            new SaveService(
                null, "Video consultation", "Questions about your exercises, from home.", 20, 0, 0, 30, 60, 60, 120, 390,
                ServiceLocation.Video, null, IsActive: true),
            default)).Required();
        return owner;
    }

    private static async Task<BookedSlot> BookAsync(
        TestServer server, Caller.Member owner, Guid service, LocalDateTime start, string name, string? notes = null) =>
        (await server.Get<BookSlotHandler>().HandleAsync(
            new Caller.Visitor(owner.Workspace),
            new BookSlot(service, start, name, $"{CareOps.Core.Foundation.Slug.From(name, "guest")}@example.org", "+4722123456", notes, Guid.NewGuid()),
            default)).Required();

    private static async Task DescribeAsync(TestServer server, Caller.Member owner, Guid contact)
    {
        (await server.Get<SaveContactFieldHandler>().HandleAsync(owner, new SaveContactField(null, "Insurance"), default)).Required();
        var field = (await server.Get<ContactQueries>().FieldsAsync(owner, default)).Single().Id;
        (await server.Get<SetContactFieldHandler>().HandleAsync(owner, new SetContactField(contact, field, "Nordic Health"), default)).Required();
        (await server.Get<TagContactHandler>().HandleAsync(owner, new TagContact(contact, "Regular"), default)).Required();
        (await server.Get<SetConsentHandler>().HandleAsync(owner, new SetConsent(contact, ConsentChannel.Sms, false), default)).Required();
    }

    private static async Task<(Guid Item, Guid Order)> StockAsync(TestServer server, Caller.Member owner, Guid service)
    {
        var supplier = (await server.Get<SaveSupplierHandler>().HandleAsync(
            owner, new SaveSupplier(null, "Nordic Supplies", "orders@nordic.example.org"), default)).Required();
        var save = server.Get<SaveItemHandler>();
        var oil = (await save.HandleAsync(
            owner, new SaveItem(null, "Massage oil", "ml", "OIL-1", "Care", 100, 500, 0.4m, supplier.Id) { Opening = 150 }, default)).Required();
        (await save.HandleAsync(
            owner, new SaveItem(null, "Kinesio tape", "rolls", null, "Care", 4, null, null, supplier.Id) { Opening = 0 }, default)).Required();
        (await save.HandleAsync(
            owner, new SaveItem(null, "Towels", "pieces", null, "Linen", 10, null, null, null) { Opening = 40 }, default)).Required();
        (await server.Get<SetUsageHandler>().HandleAsync(owner, new SetUsage(service, oil.Id, 40), default)).Required();
        (await server.Get<MoveStockHandler>().HandleAsync(
            owner, new MoveStock(oil.Id, Guid.NewGuid(), MovementKind.Wasted, 60, "A bottle fell"), default)).Required();
        (await server.Get<CountItemHandler>().HandleAsync(owner, new CountItem(oil.Id, 85), default)).Required();
        var order = (await server.Get<OrderItemHandler>().HandleAsync(owner, new OrderItem(oil.Id, 500), default)).Required();
        (await server.Get<MarkOrderedHandler>().HandleAsync(owner, new MarkOrdered(order.Id), default)).Required();
        return (oil.Id, order.Id);
    }

    private static async Task<Guid> ImportAsync(TestServer server, Caller.Member owner)
    {
        (await server.Get<SuppressAddressHandler>().HandleAsync(owner, new SuppressAddress("gone@example.org"), default)).Required();
        const string File = "Name,Email,Phone\nIda Vik,ida@example.org,+4722000001\nAnna Berg,anna-berg@example.org,\nPer,per@,";
        return (await server.Get<UploadContactsHandler>().HandleAsync(
            owner, new UploadContacts("contacts.csv", System.Text.Encoding.UTF8.GetBytes(File)), default)).Required();
    }

    private static Task<string> PreferencesAsync(TestServer server, Caller.Member owner, Guid contact) => server.Get<IWriteDoor>().RunAsync(
        owner, (db, _) => Task.FromResult(PreferenceLinks.Mint(db, contact).Value), default);

    // Both off, so that every message stays in the Local outbox.
    private static async Task<Guid> ConnectAsync(TestServer server, Caller.Member owner)
    {
        (await server.Get<ConnectSmtpHandler>().HandleAsync(
            owner,
            new ConnectSmtp("smtp.riverside.example", 587, SmtpSecurity.StartTls, "hello", "fake", "hello@riverside.example", "Riverside Physio", IsEnabled: false),
            default)).Required();
        return (await server.Get<ConnectSendGridHandler>().HandleAsync(
            owner,
            new ConnectSendGrid(null, "fake", null, null, "hello@riverside.example", "Riverside Physio", null, IsEnabled: false),
            default)).Required().Id;
    }

    // For a Sunday, when nobody works.
    private static async Task<string> WaitAsync(TestServer server, Caller.Member owner, Guid service)
    {
        var sunday = TestBusiness.Tuesday.Date.PlusDays(5);
        return (await server.Get<JoinWaitlistHandler>().HandleAsync(
            new Caller.Visitor(owner.Workspace),
            new JoinWaitlist(service, null, sunday, sunday, "Eva Moen", "eva-moen@example.org", null),
            default)).Required().Link.ToString();
    }

    private static async Task<Guid> AttachAsync(TestServer server, Caller.Member owner, Guid conversation, string name, byte[] content)
    {
        using var stream = new MemoryStream(content);
        return (await server.Get<AttachFileHandler>().HandleAsync(owner, new AttachFile(conversation, name, stream), default)).Required();
    }

    private static async Task AskAsync(TestServer server, Caller.Member owner, string name, string question) =>
        (await server.Get<SendInquiryHandler>().HandleAsync(
            new Caller.Visitor(owner.Workspace),
            new SendInquiry(name, $"{CareOps.Core.Foundation.Slug.From(name, "guest")}@example.org", null, question, Guid.NewGuid()),
            default)).Required();

    private static async Task<List<ThreadMessage>> ThreadAsync(TestServer server, Caller.Member owner, Guid conversation) =>
        [.. (await server.Get<InboxQueries>().ThreadAsync(owner, conversation, 50, default))!.Messages];
}
