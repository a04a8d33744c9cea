using System.Collections;
using System.Globalization;
using System.Reflection;

using CareOps.Core.Alerts;
using CareOps.Core.Audit;
using CareOps.Core.Automation;
using CareOps.Core.Automation.Templates;
using CareOps.Core.Bookings;
using CareOps.Core.Contacts;
using CareOps.Core.Contacts.Import;
using CareOps.Core.Dashboard;
using CareOps.Core.Data;
using CareOps.Core.Data.Outbox;
using CareOps.Core.Forms;
using CareOps.Core.Foundation;
using CareOps.Core.Inbox;
using CareOps.Core.Inventory;
using CareOps.Core.LiveUpdates;
using CareOps.Core.Members;
using CareOps.Core.Members.Accounts;
using CareOps.Core.Messaging;
using CareOps.Core.Onboarding;
using CareOps.Core.Reports;
using CareOps.Core.Webhooks;
using CareOps.Core.Workspaces;
using CareOps.Tests.Support;

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

using NodaTime;

namespace CareOps.Tests.Web;

/// <summary>
/// Every query and every handler, found by reflection, is given the ids of another business by the owner of this one. Each call is
/// made by that business's own owner, too: where both got the same answer, the ids would not have been the right ones.
/// </summary>
public sealed class ForeignIdTests
{
    private const int ClosedPort = 9;

    private const string AccountSid = "AC00000000000000000000000000000001";

    private const string AnnasNumber = "+4755501200";

    private static readonly Type[] CoreTypes = typeof(CareOpsDb).Assembly.GetTypes();

    // Their step is not one of the booking's now, or takes away the only owner: that they say so shows that they found it.
    private static readonly Type[] Stepping =
        [typeof(CompleteBookingHandler), typeof(MarkNoShowHandler), typeof(ReopenBookingHandler), typeof(CorrectUsedHandler), typeof(RemoveMemberHandler)];

    private static readonly Type[] ForForms =
        [typeof(AnswerFormHandler), typeof(NoteFormOpenedHandler), typeof(AddFormFileHandler), typeof(RemoveFormFileHandler)];

    private static readonly Type[] ForInvited = [typeof(AcceptInvitationHandler), typeof(JoinByInvitationHandler)];

    private static readonly Type[] ForWaiting = [typeof(AcceptOfferHandler), typeof(DeclineOfferHandler), typeof(LeaveWaitlistHandler)];

    // They take away what others need; at the very end the business closes.
    private static readonly Type[] LastOfAll =
    [
        typeof(RemoveWebhookHandler), typeof(UndoMergeHandler), typeof(RemoveContactFieldHandler), typeof(MergeContactsHandler), typeof(ChangeContactHandler),
        typeof(EraseContactHandler), typeof(OpenBusinessHandler),
    ];

    // Made by whoever calls, so that a repetition is known as one.
    private static readonly string[] KeysOfTheCaller = ["SubmissionKey", "HoldId"];

    public static TheoryData<string> Queries => [.. QueryMethods().Select(NameOf)];

    public static TheoryData<string> Handlers => [.. HandlerTypes().Select(static type => type.Name)];

    [Theory]
    [MemberData(nameof(Queries))]
    public async Task A_query_with_the_ids_of_another_business_shows_nothing_of_it(string query)
    {
        await using var house = await TestHouse.StartAsync();
        var (mine, theirs) = (await BusyAsync(house, "Mine"), await BusyAsync(house, "Theirs"));
        var method = QueryMethods().Single(method => NameOf(method) == query);

        var asMe = await AskAsync(house, method, mine, theirs);
        var asThem = await AskAsync(house, method, theirs, theirs);

        Assert.NotEqual(asThem, asMe);
        await NothingOfAsync(house, theirs, asMe);
    }

    [Theory]
    [MemberData(nameof(Handlers))]
    public async Task A_handler_with_the_ids_of_another_business_changes_nothing_there(string handler)
    {
        await using var house = await TestHouse.StartAsync();
        var (mine, theirs) = (await BusyAsync(house, "Mine"), await BusyAsync(house, "Theirs"));
        var type = HandlerTypes().Single(type => type.Name == handler);
        var (command, hasIds) = await CommandAsync(house, type, theirs);
        var before = await Rows.OfAsync(house.Services, theirs.Id);

        var asMe = await HandleAsync(house, type, await CallerForAsync(house, type, mine, theirs), command);

        Assert.Equal(before, await Rows.OfAsync(house.Services, theirs.Id));
        if (ForInvited.Contains(type))
        {
            // Nobody holds the link of one business in another: to be told that it is spent gives nothing away.
            Assert.Equal(ErrorKind.Gone, asMe?.Kind);
        }
        else if (hasIds)
        {
            Assert.Equal(ErrorKind.NotFound, asMe?.Kind);
            var asThem = await HandleAsync(house, type, await CallerForAsync(house, type, theirs, theirs), command);
            Assert.Equal(Stepping.Contains(type) ? ErrorKind.Conflict : null, asThem?.Kind);
        }
    }

    [EachEngine]
    public async Task A_context_shows_the_rows_of_its_callers_business_only_of_every_kind(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var (mine, theirs) = (await BusyAsync(house, "Mine"), await BusyAsync(house, "Theirs"));
        await using var db = await house.Get<ReadDoor>().OpenAsync(mine.Owner, Right.BeMember, CancellationToken.None);
        var owned = db.Model.GetEntityTypes().Select(static type => type.ClrType)
            .Where(static type => typeof(IWorkspaceOwned).IsAssignableFrom(type)).ToList();

        foreach (var type in owned)
        {
            var all = (await Rows.Of(db, type).IgnoreQueryFilters().ToListAsync()).Cast<IWorkspaceOwned>().ToList();
            var shown = (await Rows.Of(db, type).ToListAsync()).Cast<IWorkspaceOwned>().ToList();

            Assert.True(all.Exists(row => row.WorkspaceId == theirs.Id), $"The other business has no {type.Name}: nothing was proved.");
            Assert.True(shown.Count > 0, $"A business sees no {type.Name} of its own.");
            Assert.All(shown, row => Assert.Equal(mine.Id, row.WorkspaceId));
            Assert.Equal(all.Count(row => row.WorkspaceId == mine.Id), shown.Count);
        }

        Assert.True(owned.Count >= 18, "The entities were not found.");
    }

    [Fact]
    public async Task Whatever_changes_is_told_to_the_screens_of_its_own_business_only()
    {
        await using var house = await TestHouse.StartAsync();
        var (mine, theirs) = (await BusyAsync(house, "Mine"), await house.OpenBusinessAsync("Theirs"));
        var (heardHere, heardThere) = (new List<LiveSubject>(), new List<LiveSubject>());
        using var here = house.Get<LiveUpdateHub>().Subscribe(mine.Id, heardHere.AddRange);
        using var there = house.Get<LiveUpdateHub>().Subscribe(theirs.Id, heardThere.AddRange);

        await FillAsync(theirs);
        foreach (var type in HandlerTypes().OrderBy(static type => Array.IndexOf(LastOfAll, type)))
        {
            var (command, _) = await CommandAsync(house, type, theirs);
            await HandleAsync(house, type, await CallerForAsync(house, type, theirs, theirs), command);
        }

        Assert.Empty(heardHere);
        Assert.Equal(
            CoreTypes.Where(static type => type is { IsClass: true } && typeof(ILive).IsAssignableFrom(type))
                .Select(KindOf).Append(nameof(Draft)).Append(nameof(OutboxEvent)).Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
            heardThere.Select(static subject => subject.Kind).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }

    // What is told under another name: a message as its conversation, a day's hours and time off as the member's hours.
    private static string KindOf(Type type) => type switch
    {
        _ when type == typeof(Attachment) || type == typeof(Message) || type == typeof(ScheduledReply) || type == typeof(NoteMention) => nameof(Conversation),
        _ when type == typeof(ServiceUsage) || type == typeof(StockCount) => nameof(InventoryItem),
        _ when type == typeof(WebhookDelivery) || type == typeof(WebhookAttempt) => nameof(WebhookEndpoint),
        _ when type == typeof(DayOverride) || type == typeof(TimeOff) => nameof(WeeklyHours),
        _ => type.Name,
    };

    private static async Task<TestBusiness> BusyAsync(TestHouse house, string name)
    {
        var business = await house.OpenBusinessAsync(name);
        await FillAsync(business);
        if (name == "Theirs")
        {
            // One more of everything, so that even a count tells the two apart.
            await business.BookAsync(TestBusiness.Tuesday.PlusHours(3), "petra@example.org", phone: AnnasNumber);
            await business.AskAsync("Do you have a lift?", "tom@example.org");
            var anna = (await business.ConversationAsync()).ContactId;
            (await house.Get<TagContactHandler>().HandleAsync(business.Owner, new TagContact(anna, "Member"), CancellationToken.None)).Required();
            await house.DrainAsync();
            await AskMoreOnContactFormAsync(business);
            await WaitingMessageAsync(house, business);
            (await house.Get<SaveItemHandler>().HandleAsync(
                business.Owner, new SaveItem(null, "New", "pieces", null, null, null, null, null, null), CancellationToken.None)).Required();
        }

        return business;
    }

    // A row of every kind: the booking's confirmation and an answer in the Local outbox, a message that waits, a mail server.
    private static async Task FillAsync(TestBusiness business)
    {
        (await business.House.Get<InviteMemberHandler>().HandleAsync(
            business.Owner, new InviteMember($"{Guid.NewGuid():N}@example.org", MemberRole.Staff, Rights.Staff), CancellationToken.None)).Required();
        await business.BookAsync(TestBusiness.Tuesday, phone: AnnasNumber);
        await business.AskAsync();
        await business.House.DrainAsync();
        await PlanAsync(business);
        (await business.ReplyAsync((await business.ConversationAsync()).Id)).Required();
        await business.House.DrainAsync();
        (await business.House.Get<SaveSavedReplyHandler>().HandleAsync(
            business.Owner, new SaveSavedReply(null, "parking", $"Behind {business.Slug}."), CancellationToken.None)).Required();
        await WriteAsync(business);
        await AlertAsync(business);
        await DescribeAsync(business);
        await StockAsync(business);
        await ImportAsync(business, ImportStatus.Done);
        await AskToFillInAsync(business);
        await ConnectAsync(business);
        await AutomateAsync(business);
        await SetUpAsync(business);
        (await business.House.Get<MakeCalendarFeedHandler>().HandleAsync(business.Owner, new MakeCalendarFeed(), CancellationToken.None)).Required();
    }

    private static async Task AskMoreOnContactFormAsync(TestBusiness business)
    {
        var form = await business.House.ReadAsync(
            business.Id, static db => db.FormTemplates().Where(row => row.IsContactForm).Select(row => row.Id).SingleAsync());
        (await business.House.Get<SaveFormTemplateHandler>().HandleAsync(
            business.Owner, new SaveFormTemplate(form, $"Write to {business.Slug}", null, ContactFields.First.Questions), CancellationToken.None)).Required();
    }

    private static Task<Done> AlertAsync(TestBusiness business) => business.House.Get<IWriteDoor>().RunAsync(
        business.Owner,
        async (db, token) =>
        {
            await Alert.OpenAsync(db, AlertKind.Unanswered, AlertSeverity.Warning, db.NewId(), token);
            return Done.It;
        },
        CancellationToken.None);

    // A logo, and something that a trade brought.
    private static async Task SetUpAsync(TestBusiness business)
    {
        using var logo = new MemoryStream(SampleFiles.Logo);
        (await business.House.Get<SetLogoHandler>().HandleAsync(business.Owner, new SetLogo("logo.png", logo), CancellationToken.None)).Required();
        await business.House.Get<IWriteDoor>().RunAsync(
            business.Owner,
            (db, _) =>
            {
                db.Add(SetupPart.Of(db, "clinic/service/first", business.Service.Id));
                db.Add(Digest.Of(db, business.Owner.Id));
                return Task.FromResult(Done.It);
            },
            CancellationToken.None);
    }

    // A reply begun, some for later, and a note that names the owner.
    private static async Task WriteAsync(TestBusiness business)
    {
        var (house, owner, none) = (business.House, business.Owner, CancellationToken.None);
        var anna = (await business.ConversationAsync()).Id;
        await AttachmentOfAsync(business);
        (await house.Get<SaveDraftHandler>().HandleAsync(owner, new SaveDraft(anna, Guid.NewGuid(), "Yes, and", "Call back"), none)).Required();
        for (var number = 1; number <= 3; number++)
        {
            var later = new ScheduleReply(anna, Guid.CreateVersion7(), Channel.Email, "See you soon", house.Clock.Now + Duration.FromDays(90 + number));
            (await house.Get<ScheduleReplyHandler>().HandleAsync(owner, later, none)).Required();
        }

        await house.Get<IWriteDoor>().RunAsync(
            owner,
            async (db, token) =>
            {
                var note = Message.Note(db, (await Conversation.LockAsync(db, anna, token))!, owner.Id, $"@{owner.Name}, look at this");
                db.Add(NoteMention.Of(db, note, owner.Id));
                return Done.It;
            },
            none);
        await FailedEventOfAsync(house, business);
    }

    // A file in the owner's composer: one that was taken out is added anew.
    private static async Task<Guid> AttachmentOfAsync(TestBusiness business)
    {
        var (house, owner, none) = (business.House, business.Owner, CancellationToken.None);
        var known = await house.ReadAsync(business.Id, db => db.Attachments().Where(row => row.MemberId == owner.Id).Select(row => row.Id).FirstOrDefaultAsync(none));
        using var content = new MemoryStream(SampleFiles.Pdf);
        return known != Guid.Empty
            ? known
            : (await house.Get<AttachFileHandler>().HandleAsync(
                owner, new AttachFile((await business.ConversationAsync()).Id, "plan.pdf", content), none)).Required();
    }

    // What was handled long ago, as if it had failed; one that was tried again fails anew.
    private static async Task<Guid> FailedEventOfAsync(TestHouse house, TestBusiness of)
    {
        var first = await house.ReadAsync(
            of.Id, db => db.OutboxEvents.Where(row => row.Workspace == of.Id.Value).OrderBy(row => row.Id).Select(row => row.Id).FirstAsync());
        await house.Get<IWriteDoor>().RunAsync(
            of.Owner,
            (db, token) => db.OutboxEvents.Where(row => row.Id == first)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.DeadAt, db.Now).SetProperty(row => row.LastError, of.Slug), token),
            CancellationToken.None);
        return first;
    }

    // Rooms, holidays, time off, a series, and one who waits and has an offer.
    private static async Task PlanAsync(TestBusiness business)
    {
        var (house, owner, none) = (business.House, business.Owner, CancellationToken.None);
        await business.SaveAsync(business.Form with { Needs = [[await business.AddResourceAsync("Room 1")]] });
        (await house.Get<SaveHolidayHandler>().HandleAsync(owner, new SaveHoliday(new LocalDate(2026, 5, 1), "May Day"), none)).Required();
        (await house.Get<BlockTimeHandler>().HandleAsync(
            owner, new BlockTime(owner.Id, new LocalDateTime(2026, 3, 19, 9, 0), new LocalDateTime(2026, 3, 19, 12, 0), null), none)).Required();
        var first = new CreateBooking(business.Service.Id, owner.Id, null, null) { Name = "Eva Moen", Email = "eva@example.org" };
        (await house.Get<BookSeriesHandler>().HandleAsync(
            owner, new BookSeries(first, 7, [new LocalDateTime(2026, 3, 12, 10, 0)]), none)).Required();

        var full = new LocalDate(2026, 3, 24);
        (await house.Get<SetDayHoursHandler>().HandleAsync(owner, new SetDayHours(owner.Id, full, [new(540, 570)]), none)).Required();
        var taken = await business.BookAsync(full.At(new LocalTime(9, 0)), "kari@example.org");
        (await house.Get<JoinWaitlistHandler>().HandleAsync(
            business.Visitor, new JoinWaitlist(business.Service.Id, null, full, full, "Liv Dahl", "liv@example.org", null), none)).Required();
        (await house.Get<CancelBookingHandler>().HandleAsync(owner, new CancelBooking(taken.Id), none)).Required();
        house.Clock.Now += Booking.TimeToThink;
        await house.DrainAsync();
    }

    // An item that is low, can't supply what is booked and was used for one who came early; one order that is on its way and one that is a draft.
    private static async Task StockAsync(TestBusiness business)
    {
        var (house, owner, none) = (business.House, business.Owner, CancellationToken.None);
        var supplier = (await house.Get<SaveSupplierHandler>().HandleAsync(
            owner, new SaveSupplier(null, "Nordic Supplies", "orders@nordic.example.org"), none)).Required();
        var item = (await house.Get<SaveItemHandler>().HandleAsync(
            owner, new SaveItem(null, "Towels", "pieces", business.Slug, business.Slug, 20, null, null, supplier.Id) { Opening = 10 }, none)).Required();
        (await house.Get<SetUsageHandler>().HandleAsync(owner, new SetUsage(business.Service.Id, item.Id, 1000), none)).Required();
        var early = await business.BookAsync(TestBusiness.Tuesday.PlusDays(1), "early@example.org");
        (await house.Get<MarkArrivedHandler>().HandleAsync(owner, new MarkArrived(early.Id), none)).Required();
        (await house.Get<CompleteBookingHandler>().HandleAsync(owner, new CompleteBooking(early.Id) { Used = [new UsedUp(item.Id, 1000)] }, none)).Required();
        (await house.Get<CountItemHandler>().HandleAsync(owner, new CountItem(item.Id, 9), none)).Required();
        var order = new OrderItem(item.Id, 30);
        var ordered = (await house.Get<OrderItemHandler>().HandleAsync(owner, order, none)).Required();
        (await house.Get<MarkOrderedHandler>().HandleAsync(owner, new MarkOrdered(ordered.Id), none)).Required();
        (await house.Get<OrderItemHandler>().HandleAsync(owner, order, none)).Required();
    }

    // Everything that is kept of a contact, and one that was merged into her.
    private static async Task DescribeAsync(TestBusiness business)
    {
        var (house, owner, none) = (business.House, business.Owner, CancellationToken.None);
        var anna = (await business.ConversationAsync()).ContactId;
        (await house.Get<SaveContactFieldHandler>().HandleAsync(owner, new SaveContactField(null, "Insurance"), none)).Required();
        var field = (await house.Get<ContactQueries>().FieldsAsync(owner, none)).Single().Id;
        (await house.Get<SetContactFieldHandler>().HandleAsync(owner, new SetContactField(anna, field, "Nordic Health"), none)).Required();
        (await house.Get<TagContactHandler>().HandleAsync(owner, new TagContact(anna, "Regular"), none)).Required();
        (await house.Get<SetConsentHandler>().HandleAsync(owner, new SetConsent(anna, ConsentChannel.Sms, false), none)).Required();
        await business.AskAsync("It's me again.", "anna.berg@example.org", "Anna B.");
        var again = (await business.ConversationAsync("anna.berg@example.org")).ContactId;
        await house.DrainAsync();
        (await house.Get<MergeContactsHandler>().HandleAsync(owner, new MergeContacts(anna, again, false, false, false), none)).Required();
    }

    // Two forms: one goes with the service, the other was sent for the first booking and is begun.
    private static async Task AskToFillInAsync(TestBusiness business)
    {
        var (house, owner, none) = (business.House, business.Owner, CancellationToken.None);
        var (first, second) = (await AddAsync("Intake"), await AddAsync("Consent"));
        var (booking, anna) = (await BookingOfAsync(house, business), await AnnaAsync(house, business));
        await SendAsync(first, null);
        var begun = await SendAsync(second, booking);
        (await house.Get<AnswerFormHandler>().HandleAsync(
            new Caller.LinkHolder(business.Id, LinkPurposes.Form, begun),
            new AnswerForm(1, await AnswersOfAsync(house, business), IsFinal: false),
            none)).Required();
        using var report = new MemoryStream(SampleFiles.Pdf);
        (await house.Get<AddFormFileHandler>().HandleAsync(
            new Caller.LinkHolder(business.Id, LinkPurposes.Form, begun),
            new AddFormFile(1, (await QuestionsOfAsync(house, business))[1].Id, "report.pdf", report),
            none)).Required();
        (await house.Get<SaveServiceFormHandler>().HandleAsync(
            owner, new SaveServiceForm(business.Service.Id, first, FormRepeat.OncePerContact, null, 24), none)).Required();
        (await house.Get<SetFormGateHandler>().HandleAsync(owner, new SetFormGate(business.Service.Id, FormGateMode.Warn), none)).Required();
        await house.DrainAsync();

        async Task<Guid> AddAsync(string title)
        {
            using var rules = new MemoryStream(SampleFiles.Pdf);
            var document = (await house.Get<KeepFormDocumentHandler>().HandleAsync(owner, new KeepFormDocument("rules.pdf", rules), none)).Required();
            var accept = new FormQuestion(Guid.CreateVersion7(), QuestionKind.Consent, "I accept it") { IsAboutDocument = true };
            return (await house.Get<SaveFormTemplateHandler>().HandleAsync(
                owner, new SaveFormTemplate(null, title, null, [.. OneQuestion(), accept]) { DocumentId = document.FileId }, none)).Required().Id;
        }

        async Task<Guid> SendAsync(Guid form, Guid? about) => (await house.Get<SendFormHandler>().HandleAsync(
            owner, new SendForm(form, anna, about), none)).Required().Id;
    }

    private static FormQuestion[] OneQuestion() =>
    [
        new FormQuestion(Guid.CreateVersion7(), QuestionKind.ShortText, "What troubles you?"),
        new FormQuestion(Guid.CreateVersion7(), QuestionKind.File, "Earlier reports") { Files = FormQuestion.MostFiles },
    ];

    // To the question of the form that was begun.
    private static async Task<IReadOnlyList<GivenAnswer>> AnswersOfAsync(TestHouse house, TestBusiness of)
    {
        var questions = await QuestionsOfAsync(house, of);
        return [new GivenAnswer(questions[0].Id, "My knee", FormAnswers.Mark(null))];
    }

    private static Task<IReadOnlyList<FormQuestion>> QuestionsOfAsync(TestHouse house, TestBusiness of) => house.ReadAsync(
        of.Id,
        static async db => (await db.FormVersions()
            .Where(row => !db.FormTemplates().Any(template => template.Id == row.TemplateId && template.IsContactForm))
            .OrderBy(row => row.Id).Skip(1).FirstAsync()).Questions);

    private static Task<Guid> InvitationOfAsync(TestHouse house, TestBusiness of) =>
        house.ReadAsync(of.Id, static db => db.Invitations().OrderBy(row => row.Id).Select(row => row.Id).FirstAsync());

    private static Task<Guid> FormOfAsync(TestHouse house, TestBusiness of) => house.ReadAsync(
        of.Id, static db => db.FormSubmissions().Where(row => row.BookingId != null).OrderBy(row => row.Id).Select(row => row.Id).FirstAsync());

    // At the step that is asked for: what is under way ends with the next turn of the workers.
    private static async Task<Guid> ImportAsync(TestBusiness business, ImportStatus status)
    {
        var (house, owner, none) = (business.House, business.Owner, CancellationToken.None);
        var known = await house.ReadAsync(
            business.Id, db => db.ContactImports().Where(row => row.Status == status).Select(row => row.Id).FirstOrDefaultAsync(none));
        if (known != Guid.Empty)
        {
            return known;
        }

        var file = $"Name,Email\n{business.Slug},{Guid.NewGuid():N}@example.org";
        var import = (await house.Get<UploadContactsHandler>().HandleAsync(
            owner, new UploadContacts($"{status}.csv", System.Text.Encoding.UTF8.GetBytes(file)), none)).Required();
        if (status != ImportStatus.Ready)
        {
            var choices = new ImportChoices([ImportTargets.Name, ImportTargets.Email], HasHeadings: true, FillsEmpty: true, Welcomes: false);
            (await house.Get<StartImportHandler>().HandleAsync(owner, new StartImport(import, choices), none)).Required();
        }

        if (status == ImportStatus.Done)
        {
            await house.DrainAsync();
        }

        return import;
    }

    // One of each kind, and one more to remove; the ones with an address on the Internet are off. And an address that gets nothing more.
    private static async Task ConnectAsync(TestBusiness business)
    {
        var (house, owner, none) = (business.House, business.Owner, CancellationToken.None);
        (await house.Get<ConnectSmtpHandler>().HandleAsync(owner, Smtp, none)).Required();
        (await house.Get<ConnectResendHandler>().HandleAsync(
            owner, new ConnectResend(null, "fake", null, "clinic@example.org", "Clinic", null, IsEnabled: false), none)).Required();
        var sendGrid = (await house.Get<ConnectSendGridHandler>().HandleAsync(
            owner, new ConnectSendGrid(null, "fake", null, null, "clinic@example.org", "Clinic", null, IsEnabled: false), none)).Required();
        foreach (var number in new[] { "+4755501234", "+4755501235" })
        {
            (await house.Get<ConnectTwilioHandler>().HandleAsync(
                owner, new ConnectTwilio(null, AccountSid, "fake", number, IsEnabled: false), none)).Required();
        }

        await house.Get<IWriteDoor>().RunAsync(
            owner,
            async (db, token) =>
            {
                await Suppression.AddAsync(db, Channel.Email, "gone@example.org", SuppressionReason.Bounced, token);
                await Suppression.AddAsync(db, Channel.Sms, AnnasNumber, SuppressionReason.Stopped, token);
                return await ProviderReceipt.IsFirstAsync(db, sendGrid.Id, $"bounce of {business.Slug}", token);
            },
            none);
    }

    // A template of their own that a rule sends, and a program that was told of something.
    private static async Task AutomateAsync(TestBusiness business)
    {
        var (house, owner, none) = (business.House, business.Owner, CancellationToken.None);
        var template = (await house.Get<CreateTemplateHandler>().HandleAsync(
            owner, new CreateTemplate($"Directions to {business.Slug}", RuleTrigger.BookingCreated), none)).Required();
        (await house.Get<UseTemplateHandler>().HandleAsync(owner, new UseTemplate(await RuleOfAsync(house, business), template), none)).Required();
        var webhook = (await house.Get<SaveWebhookHandler>().HandleAsync(
            owner, new SaveWebhook(null, $"http://127.0.0.1:{ClosedPort}/{business.Slug}", null, ["booking.created"], true), none)).Required();
        (await house.Get<SendWebhookTestHandler>().HandleAsync(owner, new SendWebhookTest(webhook.Id), none)).Required();
        await house.DrainAsync();
        await house.Get<IWriteDoor>().RunAsync(
            owner,
            async (db, token) =>
            {
                (await db.WebhookDeliveries().SingleAsync(token)).Deliver(db.Now);
                return Done.It;
            },
            none);
    }

    private static Task<Guid> RuleOfAsync(TestHouse house, TestBusiness of) => house.ReadAsync(
        of.Id, static db => db.Rules().Where(row => row.Trigger == RuleTrigger.BookingCreated).OrderBy(row => row.Id).Select(row => row.Id).FirstAsync());

    private static ConnectSmtp Smtp =>
        new("127.0.0.1", ClosedPort, SmtpSecurity.None, null, null, "clinic@example.org", "Clinic", IsEnabled: true);

    private static IEnumerable<MethodInfo> QueryMethods() => CoreTypes
        .Where(static type => type is { IsClass: true, IsPublic: true } && type.Name.EndsWith("Queries", StringComparison.Ordinal))
        .Where(static type => type != typeof(AccountQueries) && type != typeof(NoShowQueries)) // an account is its person's; a risk takes long history: NoShowQueriesTests
        .SelectMany(static type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
        .Where(static method => typeof(Caller).IsAssignableFrom(method.GetParameters()[0].ParameterType))
        .Where(static method => !Array.Exists(method.GetParameters(), GivesRows));

    // Rows that a page has read already: the answer names them by the ids it was given.
    private static bool GivesRows(ParameterInfo parameter) => parameter.ParameterType == typeof(IReadOnlyCollection<BookingRow>);

    private static IEnumerable<Type> HandlerTypes() => CoreTypes.Where(static type =>
        type is { IsAbstract: false, BaseType.IsGenericType: true } && type.BaseType.GetGenericTypeDefinition() == typeof(Handler<,>)
        && CommandOf(type).GetCustomAttribute<RequiresAttribute>()?.Right != Right.Account); // an account is nobody's but its person's

    private static string NameOf(MethodInfo method) => $"{method.DeclaringType!.Name}.{method.Name}";

    private static async Task<string> AskAsync(TestHouse house, MethodInfo query, TestBusiness caller, TestBusiness ids)
    {
        var parameters = query.GetParameters();
        object?[] arguments =
        [
            parameters[0].ParameterType == typeof(Caller.LinkHolder)
                ? await HolderAsync(house, query.DeclaringType!, caller, ids)
                : caller.Owner,
            .. await Task.WhenAll(parameters.Skip(1).Select(parameter => ValueAsync(house, Named(query.DeclaringType!, parameter.Name!), parameter.ParameterType, ids))),
        ];
        try
        {
            var task = (Task)query.Invoke(house.Services.GetRequiredService(query.DeclaringType!), arguments)!;
            await task;
            var result = task.GetType().GetProperty("Result")!.GetValue(task);
            return Show(result);
        }
        catch (InvalidOperationException exception) when (exception.Message.StartsWith("Sequence contains no elements", StringComparison.Ordinal))
        {
            // What a screen of this business never asks: the service it gives was read for another.
            return "nothing";
        }
    }

    private static async Task<Caller.LinkHolder> HolderAsync(TestHouse house, Type queries, TestBusiness caller, TestBusiness ids) => queries.Name switch
    {
        nameof(CalendarFeedQueries) => new Caller.LinkHolder(caller.Id, LinkPurposes.CalendarFeed, ids.Owner.Id.Value),
        nameof(WaitlistQueries) => new Caller.LinkHolder(caller.Id, LinkPurposes.Waitlist, await EntryOfAsync(house, ids)),
        nameof(PreferenceQueries) => new Caller.LinkHolder(caller.Id, LinkPurposes.Unsubscribe, (await ids.ConversationAsync()).ContactId),
        nameof(FormPageQueries) => new Caller.LinkHolder(caller.Id, LinkPurposes.Form, await FormOfAsync(house, ids)),
        nameof(MemberQueries) => new Caller.LinkHolder(caller.Id, LinkPurposes.Invitation, await InvitationOfAsync(house, ids)),
        nameof(PrefillQueries) => new Caller.LinkHolder(caller.Id, LinkPurposes.Prefill, (await ids.ConversationAsync()).ContactId),
        _ => new Caller.LinkHolder(caller.Id, LinkPurposes.ManageBooking, await BookingOfAsync(house, ids)),
    };

    private static string Show(object? value) => value switch
    {
        null => "nothing",
        string text => text,
        Error error => error.Code,
        IEnumerable items => string.Join("; ", items.Cast<object?>().Select(Show)),
        _ when !ConsistsOfOurs(value.GetType()) => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        // A range of days has the range before it, which has one before it.
        _ => string.Join(", ", value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.PropertyType != value.GetType())
            .Select(property => $"{property.Name}: {Show(property.GetValue(value))}")),
    };

    private static bool ConsistsOfOurs(Type type) => !type.IsEnum
        && (type.Assembly == typeof(CareOpsDb).Assembly || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(KeyValuePair<,>)));

    private static async Task NothingOfAsync(TestHouse house, TestBusiness theirs, string answer)
    {
        await using var db = await house.Get<ReadDoor>().OpenAsync(
            new Caller.SystemWork(theirs.Id, "test"), Right.System, CancellationToken.None);
        foreach (var type in db.Model.GetEntityTypes().Where(static type => typeof(IWorkspaceOwned).IsAssignableFrom(type.ClrType)))
        {
            foreach (var row in await Rows.Of(db, type.ClrType).ToListAsync())
            {
                var key = type.FindPrimaryKey()!.Properties[^1].PropertyInfo!.GetValue(row)!;
                if (key is not string)
                {
                    Assert.DoesNotContain(key is Guid id ? $"{id}" : ValueOf(key), answer, StringComparison.OrdinalIgnoreCase);
                }
            }
        }
    }

    private static string ValueOf(object strongId) => $"{strongId.GetType().GetProperty("Value")!.GetValue(strongId)}";

    private static async Task<Caller> CallerForAsync(TestHouse house, Type handler, TestBusiness business, TestBusiness ids) =>
        CommandOf(handler).GetCustomAttribute<RequiresAttribute>()!.Right switch
        {
            _ when handler == typeof(RegisterWorkspaceHandler) => new Caller.Visitor(WorkspaceId.None),
            Right.Anyone => business.Visitor,
            Right.HoldLink when ForWaiting.Contains(handler) =>
                new Caller.LinkHolder(business.Id, LinkPurposes.Waitlist, await EntryOfAsync(house, ids)),
            Right.HoldLink when ForInvited.Contains(handler) =>
                new Caller.LinkHolder(business.Id, LinkPurposes.Invitation, await InvitationOfAsync(house, ids)),
            Right.HoldLink when ForForms.Contains(handler) =>
                new Caller.LinkHolder(business.Id, LinkPurposes.Form, await FormOfAsync(house, ids)),
            Right.HoldLink when handler == typeof(SetOwnPreferencesHandler) =>
                new Caller.LinkHolder(business.Id, LinkPurposes.Unsubscribe, await AnnaAsync(house, ids)),
            Right.HoldLink => new Caller.LinkHolder(business.Id, LinkPurposes.ManageBooking, await BookingOfAsync(house, ids)),
            _ => business.Owner,
        };

    private static Type CommandOf(Type handler) => handler.BaseType!.GetGenericArguments()[0];

    private static async Task<(object Command, bool HasIds)> CommandAsync(TestHouse house, Type handler, TestBusiness ids)
    {
        var constructor = CommandOf(handler).GetConstructors().OrderByDescending(static one => one.GetParameters().Length).First();
        var parameters = constructor.GetParameters();
        var command = CommandOf(handler);
        var values = await Task.WhenAll(parameters.Select(parameter =>
            ValueAsync(house, parameter.Name == "Id" || NamesItsStep(command) || command == typeof(RemoveRule) ? $"{command.Name}.Id" : Named(command, parameter.Name!), parameter.ParameterType, ids)));
        var takesAnId = Array.Exists(parameters, static parameter => IsId(parameter.ParameterType) && !KeysOfTheCaller.Contains(parameter.Name));
        return (constructor.Invoke(values), takesAnId || command.GetCustomAttribute<RequiresAttribute>()!.Right == Right.HoldLink);
    }

    // Each takes an import, or the line of an order, at another step.
    private static bool NamesItsStep(Type command) =>
        command == typeof(CancelImport) || command == typeof(UndoImport) || command == typeof(ReceiveOrder);

    private static bool IsId(Type type) => type == typeof(Guid) || type == typeof(Guid?) || type == typeof(MemberId);

    private static async Task<Error?> HandleAsync(TestHouse house, Type handler, Caller caller, object command)
    {
        // The same file is handed over a second time.
        foreach (var content in command.GetType().GetProperties().Where(static each => each.PropertyType == typeof(Stream)))
        {
            ((Stream)content.GetValue(command)!).Position = 0;
        }

        var task = (Task)handler.GetMethod("HandleAsync")!
            .Invoke(house.Services.GetRequiredService(handler), [caller, command, CancellationToken.None])!;
        await task;
        var result = task.GetType().GetProperty("Result")!.GetValue(task)!;
        return (Error?)result.GetType().GetProperty("Error")!.GetValue(result);
    }

    /// <summary>The other business's value for a parameter. An unknown one fails the test until it is taught here.</summary>
    // Forms have templates, and what automatic messages say has its own.
    private static string Named(Type asker, string name) => name switch
    {
        "templateId" or "TemplateId" or "RuleId" when asker.Namespace == typeof(TemplateQueries).Namespace =>
            $"a message's {char.ToUpperInvariant(name[0])}{name[1..]}",
        "id" when asker == typeof(FormFileQueries) => "RemoveFormFile.Id",
        "id" when asker == typeof(MemberQueries) => "MemberId",
        _ => name,
    };

    private static async Task<object?> ValueAsync(TestHouse house, string name, Type type, TestBusiness of) => (type, name) switch
    {
        _ when IsId(type) => await IdAsync(house, name, of),
        _ when type == typeof(Workspace) => await house.ReadAsync(of.Id, static db => db.Workspaces().SingleAsync()),
        _ when type == typeof(Service) => of.Service,
        _ when type == typeof(RuleTrigger?) || type == typeof(Language?) || type == typeof(WebhookStatus?) => null,
        _ when type == typeof(TemplateForm) => new TemplateForm(Channel.Email, Language.English),
        _ when type == typeof(TemplateWords) => new TemplateWords("Some words", "Some words"),
        (_, "columns") => new[] { ItemColumn.Name, ItemColumn.Sku },
        (_, "Columns") => new[] { ItemColumn.Name, ItemColumn.LeftOut },
        (_, "content") => new ReadOnlyMemory<byte>(System.Text.Encoding.UTF8.GetBytes($"Name,SKU\nNew,{of.Slug}")),
        _ when type == typeof(IReadOnlyList<string>) => new[] { "booking.created" },
        _ when type == typeof(CancellationToken) => CancellationToken.None,
        _ when type == typeof(LocalDateTime) || type == typeof(LocalDateTime?) => TestBusiness.Tuesday.PlusHours(name == "End" ? 6 : 5),
        _ when type == typeof(LocalDate?) || type == typeof(MemberId?) || type == typeof(Duration?) || type == typeof(BookingCursor?) || type == typeof(WaitlistCursor?) => null,

        // What is asked for has free times, what is waited for has none.
        _ when type == typeof(LocalDate) => new LocalDate(2026, 3, char.IsLower(name[0]) ? 10 : 8),
        _ when type == typeof(SlotWish) => default(SlotWish),
        _ when type == typeof(SeriesWish) => new SeriesWish(null, TestBusiness.Tuesday.PlusHours(5), 7, 2),
        _ when type == typeof(InboxView) => default(InboxView),
        _ when type == typeof(BookingFilter) => new BookingFilter(),
        _ when type == typeof(RunFilter) => new RunFilter(),
        _ when type == typeof(RunCursor) => null,
        _ when type == typeof(RuleDraft) => new RuleDraft("Soon", ChannelOrder.EmailElseSms, [60], 60, false, [of.Service.Id], []),
        _ when type == typeof(ContactFilter) => new ContactFilter(),
        _ when type == typeof(ContactCursor) || type == typeof(TimelineCursor) => null,
        _ when type == typeof(FormFilter) => new FormFilter(),
        _ when type == typeof(FormCursor?) || type == typeof(int?) => null,
        _ when type == typeof(IReadOnlyList<FormQuestion>) => OneQuestion(),
        _ when type == typeof(IReadOnlyList<GivenAnswer>) => await AnswersOfAsync(house, of),
        _ when type == typeof(IReadOnlyList<Guid>) && name is "submissionIds" or "SubmissionIds" => new[] { await FormOfAsync(house, of) },
        _ when type == typeof(IReadOnlyList<Guid>) => new[] { await BookingOfAsync(house, of) },
        _ when type == typeof(IReadOnlyList<UsedUp>) => Array.Empty<UsedUp>(),
        _ when type == typeof(IReadOnlyList<DayInterval>) => new DayInterval[] { new(600, 720) },
        _ when type == typeof(IReadOnlyList<LocalDateTime>) => new[] { TestBusiness.Tuesday.PlusHours(5) },
        _ when type == typeof(CreateBooking) => new CreateBooking(of.Service.Id, of.Owner.Id, null, null) { Name = "Ida Vik", Phone = "+4755501299" },
        _ when type == typeof(IReadOnlyList<CancelledBooking>) => new[] { new CancelledBooking(await BookingOfAsync(house, of), 1) },
        _ when type == typeof(MovedBooking) => new MovedBooking(await BookingOfAsync(house, of), 1, TestBusiness.Tuesday.PlusHours(4), of.Owner.Id, 30),
        _ when type == typeof(IReadOnlyList<SeenBooking>) => new[] { new SeenBooking(await BookingOfAsync(house, of), 1) },
        _ when type == typeof(MovedSession) =>
            new MovedSession([new MovedBooking(await BookingOfAsync(house, of), 1, TestBusiness.Tuesday.PlusHours(4), of.Owner.Id, 30)]),
        _ when type == typeof(RemovedPlace) => new RemovedPlace(await EntryOfAsync(house, of), null),
        _ when type == typeof(Instant) => house.Clock.Now + Duration.FromDays(name is "from" or "since" ? -30 : 30),
        _ when type == typeof(Instant?) || type == typeof(InboxCursor) || type == typeof(int?) => null,
        _ when type == typeof(Rights) => Rights.Staff,
        _ when type == typeof(StockFilter) => new StockFilter(),
        _ when type == typeof(AuditFilter) => new AuditFilter(),
        _ when type == typeof(AuditCursor?) || type == typeof(AttentionCursor?) => null,
        _ when type == typeof(ReportRange) => new ReportRange(new LocalDate(2026, 2, 1), new LocalDate(2026, 4, 30)),
        _ when type == typeof(AttentionFilter) => new AttentionFilter(),
        _ when type == typeof(Channel) => Channel.Email,
        _ when type == typeof(IReadOnlyList<OpenInterval>) => new OpenInterval[] { new(IsoDayOfWeek.Sunday, 600, 720) },
        _ when type == typeof(bool?) => false,
        _ when type == typeof(QuietTime) => new QuietTime(21 * 60, 8 * 60),
        _ when type == typeof(bool) => name is not ("Open" or "TakesEmail"),
        _ when type == typeof(ImportOutcome) => ImportOutcome.Created,
        _ when type.IsEnum => Enum.GetValues(type).GetValue(0),
        _ when type == typeof(Stream) => new MemoryStream(SampleFiles.Pdf),
        _ when type == typeof(ReadOnlyMemory<byte>) => new ReadOnlyMemory<byte>("Name,Email\nNew,new@example.org"u8.ToArray()),
        _ when type == typeof(ImportChoices) => new ImportChoices([ImportTargets.Name, ImportTargets.Email], true, true, false),
        _ when type == typeof(decimal?) => 50m,
        _ when type == typeof(int) => NumberOf(name),
        _ when type == typeof(string) => TextOf(name, of),
        _ => throw new InvalidOperationException($"Nobody has told this test what {type.Name} {name} is."),
    };

    private static int NumberOf(string name) => name switch
    {
        "Port" => ClosedPort,
        "HorizonDays" => 60,
        "BufferBeforeMinutes" or "BufferAfterMinutes" or "after" => 0,
        "Revision" or "Version" or "version" or "number" => 1,
        _ => 30,
    };

    private static string TextOf(string name, TestBusiness of) => name switch
    {
        "Slug" => "another-address",
        "slug" => of.Service.Slug,
        "search" => "gone",
        "after" => "a",
        "category" => of.Slug,
        "Host" => "127.0.0.1",
        "TimeZone" => "Europe/Berlin",
        "Currency" => "EUR",
        "Country" => "DE",
        "Email" or "To" or "FromAddress" or "ContactEmail" => $"new-{Guid.NewGuid():N}@example.org",
        "email" => "anna@example.org",
        "Confirmation" => EraseContactHandler.Word,
        "Phone" or "ContactPhone" or "phone" => "+47 55 50 12 34",
        "Address" => $"new-{Guid.NewGuid():N}@example.org",
        "Password" => "correct horse",
        "Shortcut" => "opening-hours",
        "Url" => "https://example.org/careops",
        "nameOrReference" => "A",
        "AccountSid" => AccountSid,
        "From" => "+4755501234",
        "ReplyDomain" => "replies.example.org",
        "SigningKey" or "InboundKey" or "nameOrNumber" => string.Empty,
        _ => "Some words",
    };

    private static async Task<object> IdAsync(TestHouse house, string name, TestBusiness of) => name switch
    {
        "bookingId" or "BookingId" => await BookingOfAsync(house, of),
        "completedId" => await house.ReadAsync(
            of.Id, static db => db.Bookings().Where(row => row.Status == BookingStatus.Completed).Select(row => row.Id).SingleAsync()),
        "serviceId" or "ServiceId" or "SaveService.Id" => of.Service.Id,
        "SaveResource.Id" => await house.ReadAsync(of.Id, static db => db.Resources().Select(row => row.Id).SingleAsync()),
        "SaveSavedReply.Id" or "RemoveSavedReply.Id" => await house.ReadAsync(of.Id, static db => db.SavedReplies().Select(row => row.Id).SingleAsync()),
        "RemoveHoliday.Id" => await house.ReadAsync(of.Id, static db => db.Holidays().OrderBy(row => row.Date).Select(row => row.Id).LastAsync()),
        "RemoveTimeOff.Id" => await house.ReadAsync(of.Id, static db => db.TimesOff().OrderBy(row => row.Id).Select(row => row.Id).FirstAsync()),
        "fileId" => (await of.WorkspaceAsync()).LogoFileId!.Value,
        "entryId" or "EntryId" => await EntryOfAsync(house, of),
        "itemId" or "ItemId" or "SaveItem.Id" => await house.ReadAsync(
            of.Id, static db => db.InventoryItems().Where(row => row.SupplierId != null).Select(row => row.Id).SingleAsync()),
        "SupplierId" or "SaveSupplier.Id" => await house.ReadAsync(of.Id, static db => db.Suppliers().Select(row => row.Id).SingleAsync()),
        "orderId" or "OrderId" => await house.ReadAsync(
            of.Id, static db => db.PurchaseOrders().OrderByDescending(row => row.Number).Select(row => row.Id).FirstAsync()),
        "LineId" => await LineOfAsync(house, of, isOpen: false),
        "ReceiveOrder.Id" => await LineOfAsync(house, of, isOpen: true),
        "before" => Guid.AllBitsSet,
        "ruleId" or "RuleId" => await ReminderOfAsync(house, of),
        "RemoveRule.Id" => await UnusedRuleAsync(house, of),
        "HoldId" => await house.ReadAsync(of.Id, static db => db.Occupancies().Where(row => row.HoldId != null).Select(row => row.HoldId!.Value).FirstAsync()),
        "conversationId" or "ConversationId" => (await of.ConversationAsync()).Id,
        "contactId" or "ContactId" or "WinnerId" => await AnnaAsync(house, of),
        "LoserId" => (await of.ConversationAsync("jon@example.org")).ContactId,
        "importId" or "UndoImport.Id" => await ImportAsync(of, ImportStatus.Done),
        "ImportId" => await ImportAsync(of, ImportStatus.Ready),
        "CancelImport.Id" => await ImportAsync(of, ImportStatus.Running),
        "MergeId" => await house.ReadAsync(of.Id, static db => db.ContactMerges().Select(row => row.Id).SingleAsync()),
        "FieldId" or "SaveContactField.Id" or "RemoveContactField.Id" =>
            await house.ReadAsync(of.Id, static db => db.ContactFields().Select(row => row.Id).SingleAsync()),
        "templateId" or "TemplateId" or "SaveFormTemplate.Id" =>
            await house.ReadAsync(of.Id, static db => db.FormTemplates().Where(row => !row.IsContactForm).OrderBy(row => row.Id).Select(row => row.Id).FirstAsync()),
        "QuestionId" => (await QuestionsOfAsync(house, of))[1].Id,
        "RemoveFormFile.Id" => await house.ReadAsync(of.Id, static db => db.FormFiles().OrderBy(row => row.Id).Select(row => row.Id).FirstAsync()),
        "InvitationId" => await InvitationOfAsync(house, of),
        "AccountId" => of.AccountId,
        "AlertId" => await house.ReadAsync(
            of.Id, static db => db.Alerts().Where(row => row.ResolvedAt == null).OrderBy(row => row.Id).Select(row => row.Id).FirstAsync()),
        "submissionId" or "SubmissionId" => await FormOfAsync(house, of),
        "SuppressionId" => await SuppressionOfAsync(house, of),
        "MessageId" or "messageId" => await WaitingMessageAsync(house, of),
        "ScheduledReplyId" => await house.ReadAsync(of.Id, static db => db.ScheduledReplies().OrderBy(row => row.Id).Select(row => row.Id).FirstAsync()),
        "ConnectionId" or "ConnectSmtp.Id" => await ConnectionOfAsync(house, of, ProviderKind.Smtp),
        "ConnectResend.Id" => await ConnectionOfAsync(house, of, ProviderKind.Resend),
        "ConnectSendGrid.Id" => await ConnectionOfAsync(house, of, ProviderKind.SendGrid),
        "ConnectTwilio.Id" => await ConnectionOfAsync(house, of, ProviderKind.Twilio),
        "RemoveConnection.Id" => await house.ReadAsync(of.Id, static db => db.ProviderConnections().OrderBy(row => row.Id).Select(row => row.Id).LastAsync()),
        "attachmentId" or "AttachmentId" => await AttachmentOfAsync(of),
        "EventId" => await FailedEventOfAsync(house, of),
        "member" or "MemberId" or "leaving" => of.Owner.Id,
        "a message's TemplateId" => await house.ReadAsync(of.Id, static db => db.Templates().OrderBy(row => row.Id).Select(row => row.Id).FirstAsync()),
        "sampleId" or "SampleId" => await AnnaAsync(house, of),
        "a message's RuleId" => await RuleOfAsync(house, of),
        "endpointId" or "EndpointId" => await house.ReadAsync(of.Id, static db => db.WebhookEndpoints().OrderBy(row => row.Id).Select(row => row.Id).FirstAsync()),
        "deliveryId" or "DeliveryId" =>
            await house.ReadAsync(of.Id, static db => db.WebhookDeliveries().OrderBy(row => row.Id).Select(row => row.Id).FirstAsync()),
        "SubmissionKey" or "ReplyId" => Guid.NewGuid(),
        _ => throw new InvalidOperationException($"Nobody has told this test whose id {name} is."),
    };

    // One that another handler allowed again is suppressed anew.
    private static async Task<Guid> SuppressionOfAsync(TestHouse house, TestBusiness of)
    {
        await house.Get<IWriteDoor>().RunAsync(
            of.Owner,
            (db, token) => Suppression.AddAsync(db, Channel.Email, "gone@example.org", SuppressionReason.Bounced, token),
            CancellationToken.None);
        return await house.ReadAsync(of.Id, static db => db.Suppressions().Select(row => row.Id).FirstAsync());
    }

    private static Task<Guid> LineOfAsync(TestHouse house, TestBusiness of, bool isOpen) => house.ReadAsync(
        of.Id, db => db.PurchaseOrderLines().OrderByDescending(row => row.IsOpen == isOpen).Select(row => row.Id).FirstAsync());

    private static Task<Guid> BookingOfAsync(TestHouse house, TestBusiness of) => house.ReadAsync(
        of.Id, static db => db.Bookings().OrderBy(row => row.Id).Select(row => row.Id).FirstAsync());

    private static Task<Guid> ReminderOfAsync(TestHouse house, TestBusiness of) => house.ReadAsync(
        of.Id, static db => db.Rules().Where(rule => rule.Trigger == RuleTrigger.BookingAhead).OrderBy(rule => rule.Id).Select(rule => rule.Id).FirstAsync());

    // A copy that never looked at anything.
    private static async Task<Guid> UnusedRuleAsync(TestHouse house, TestBusiness of) =>
        (await house.Get<CopyRuleHandler>().HandleAsync(
            of.Owner, new CopyRule(await ReminderOfAsync(house, of)), CancellationToken.None)).Required().Id;

    // Whose the first booking is, whatever her email is by now.
    private static Task<Guid> AnnaAsync(TestHouse house, TestBusiness of) => house.ReadAsync(
        of.Id, static db => db.Bookings().OrderBy(row => row.Id).Select(row => row.ContactId).FirstAsync());
    private static Task<Guid> ConnectionOfAsync(TestHouse house, TestBusiness of, ProviderKind kind) => house.ReadAsync(
        of.Id, db => db.ProviderConnections().Where(row => row.Kind == kind).OrderBy(row => row.Id).Select(row => row.Id).FirstAsync());

    private static Task<Guid> EntryOfAsync(TestHouse house, TestBusiness of) => house.ReadAsync(
        of.Id, static db => db.WaitlistEntries().OrderBy(row => row.Id).Select(row => row.Id).FirstAsync());

    // In a paused conversation a rule's message is held until a member sends it.
    private static async Task<Guid> WaitingMessageAsync(TestHouse house, TestBusiness of)
    {
        if (!await house.ReadAsync(of.Id, static db => db.Messages().AnyAsync(row => row.Status == MessageStatus.Held)))
        {
            // A time of its own each time it is needed.
            var earlier = await house.ReadAsync(of.Id, static db => db.Bookings().CountAsync());
            await of.BookAsync(TestBusiness.Tuesday.PlusDays(28 + (earlier / 10)).PlusMinutes(30 * (earlier % 10)));
            await house.DrainAsync();
        }

        return await house.ReadAsync(
            of.Id, static db => db.Messages().OrderByDescending(row => row.Status == MessageStatus.Held).Select(row => row.Id).FirstAsync());
    }
}
