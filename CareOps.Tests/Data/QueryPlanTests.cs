using System.Data.Common;
using System.Globalization;
using System.Text.RegularExpressions;

using CareOps.Core.Alerts;
using CareOps.Core.Automation;
using CareOps.Core.Bookings;
using CareOps.Core.Contacts;
using CareOps.Core.Dashboard;
using CareOps.Core.Data;
using CareOps.Core.Data.Outbox;
using CareOps.Core.Forms;
using CareOps.Core.Foundation;
using CareOps.Core.Inbox;
using CareOps.Core.Inventory;
using CareOps.Core.Messaging;
using CareOps.Core.Reports;
using CareOps.Core.Webhooks;
using CareOps.Core.Workspaces;
using CareOps.Tests.Inventory;
using CareOps.Tests.Support;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Tests.Data;

/// <summary>What the product asks of the database all day stays as quick when there is a hundred times as much in it.</summary>
public sealed partial class QueryPlanTests
{
    private const int Rows = 2000;
    private const int Unfinished = 100;

    // Writing new rows reads nothing.
    private static readonly string[] Verbs = ["SELECT", "UPDATE", "DELETE"];

    private static readonly string[] BigTables =
    [
        "Bookings", "Messages", "Occupancies", "Conversations", "Contacts", "OutboxEvents", "Deliveries", "LocalOutboxEntries",
        "AutomationRuns", "TimelineEntries", "Drafts", "ScheduledReplies", "NoteMentions", "WebhookDeliveries", "WebhookAttempts", "PublicLinks", "Submissions", "AuditEntries",
        "StockMovements", "StockAlerts", "InventoryItems", "PurchaseOrderLines",
        "FormSubmissions", "FormAnswers", "FormFiles", "StoredFiles", "Alerts", "Digests",
    ];

    [EachEngine]
    public async Task No_statement_of_a_working_day_reads_through_a_whole_table(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        using var capture = new SqlCapture();
        var business = await house.OpenBusinessAsync();
        await FillAsync(house, business);

        await LiveADayAsync(house, business);

        await using var db = house.Get<ICareOpsContexts>().ForMigrating();
        var statements = capture.SentTo(NameOf(db)).SelectMany(Planned).ToList();
        Assert.True(statements.Count > 40, $"Only {statements.Count} statements were heard.");
        var slow = new List<string>();
        foreach (var statement in statements)
        {
            var plan = await PlanAsync(db, statement);
            if (plan.Exists(line => ReadsThrough(db, statement.Text, line)))
            {
                slow.Add($"{statement.Text}\n=> {string.Join("\n   ", plan)}\n");
            }
        }

        Assert.True(slow.Count == 0, string.Join('\n', slow));
    }

    [Fact]
    public async Task The_run_of_a_message_is_found_without_reading_all_runs_of_the_workspace()
    {
        await using var house = await TestHouse.StartAsync();
        await using var db = house.Get<ICareOpsContexts>().ForMigrating();
        var id = Guid.NewGuid().ToByteArray();

        var plan = await PlanAsync(db, new SqlStatement(
            string.Empty, "SELECT * FROM \"AutomationRuns\" WHERE \"WorkspaceId\" = @w AND \"MessageId\" = @m", [("@w", id), ("@m", id)]));

        Assert.Contains(plan, static line => line.Contains("MessageId=?", StringComparison.Ordinal));
    }

    [EachEngine]
    public async Task What_is_due_is_found_by_an_index_of_only_what_waits(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        using var capture = new SqlCapture();
        await house.Get<DueRuns>().DispatchAsync(CancellationToken.None);
        await using var db = house.Get<ICareOpsContexts>().ForMigrating();

        var due = capture.SentTo(NameOf(db)).SelectMany(Planned).Single(static statement => statement.Text.Contains("AutomationRuns", StringComparison.Ordinal));

        Assert.Contains(await PlanAsync(db, due), static line => line.Contains("IX_AutomationRuns_Due", StringComparison.Ordinal));
    }

    [EachEngine]
    public async Task A_page_of_the_waitlist_is_found_by_an_index_in_the_order_of_coming(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        using var capture = new SqlCapture();
        var business = await house.OpenBusinessAsync();
        var after = new WaitlistCursor(house.Clock.Now, Guid.NewGuid());
        await house.Get<WaitlistQueries>().WaitingAsync(business.Owner, after, 50, CancellationToken.None);
        await using var db = house.Get<ICareOpsContexts>().ForMigrating();

        var page = capture.SentTo(NameOf(db)).SelectMany(Planned).Single(static statement => statement.Text.Contains("FROM \"WaitlistEntries\"", StringComparison.Ordinal));

        var plan = await PlanAsync(db, page);
        Assert.Contains(plan, static line => line.Contains("IX_WaitlistEntries_InTurn", StringComparison.Ordinal));
        Assert.DoesNotContain(plan, static line => line.Contains("TEMP B-TREE", StringComparison.Ordinal));
    }

    private static async Task LiveADayAsync(TestHouse house, TestBusiness business)
    {
        var none = CancellationToken.None;
        var workspace = await house.Get<WorkspaceQueries>().CurrentAsync(business.Owner, none);
        var form = await FormAsync(house, business);
        await house.Get<SaveServiceFormHandler>().HandleAsync(
            business.Owner, new SaveServiceForm(business.Service.Id, form, FormRepeat.EveryTime, null, 24), none);
        var webhook = (await house.Get<SaveWebhookHandler>().HandleAsync(
            business.Owner, new SaveWebhook(null, "http://127.0.0.1:9/", null, ["booking.created"], true), none)).Required().Id;
        var booked = (await business.TryBookAsync(TestBusiness.Tuesday)).Required();
        await business.TryBookAsync(TestBusiness.Tuesday, "late@example.org");
        await business.TryBookAsync(TestBusiness.Tuesday.PlusHours(2), email: null, phone: "+4722123456");
        await business.AskAsync();
        await house.DrainAsync();

        var slots = house.Get<SlotQueries>();
        await slots.PageAsync(business.Visitor, workspace, business.Service, null, null, default, none);
        await slots.PageAsync(business.Visitor, workspace, business.Service, TestBusiness.Tuesday.Date, null, default, none);
        await slots.NearestAsync(business.Visitor, workspace, business.Service, TestBusiness.Tuesday, 3, default, none);

        var inbox = house.Get<InboxQueries>();
        foreach (var filter in Enum.GetValues<InboxFilter>())
        {
            foreach (var owner in Enum.GetValues<InboxOwner>())
            {
                var view = new InboxView(filter, owner);
                await inbox.PageAsync(business.Owner, view, null, 30, none);
                await inbox.PageAsync(business.Owner, view, new InboxCursor(true, house.Clock.Now, Guid.NewGuid()), 30, none);
            }
        }

        await house.Get<ConversationSearch>().FindAsync(business.Owner, "parking", 30, none);

        await inbox.CountsAsync(business.Owner, none);
        var conversation = await business.ConversationAsync();
        await inbox.ThreadAsync(business.Owner, conversation.Id, 50, none);
        await inbox.ConversationOfAsync(business.Owner, conversation.ContactId, none);
        await house.Get<AutomationQueries>().OfContactAsync(business.Owner, conversation.ContactId, 5, none);
        await house.Get<AutomationQueries>().OfBookingAsync(business.Owner, booked.BookingId, none);
        await house.Get<AutomationQueries>().LogAsync(business.Owner, new RunFilter(), null, 30, none);
        await house.Get<AutomationQueries>().LogAsync(business.Owner, new RunFilter(), new RunCursor(house.Clock.Now, Guid.NewGuid()), 30, none);
        await house.Get<RuleQueries>().ListAsync(business.Owner, none);
        await house.Get<SaveDraftHandler>().HandleAsync(business.Owner, new SaveDraft(conversation.Id, Guid.NewGuid(), "Yes", "Call"), none);
        await house.Get<AddNoteHandler>().HandleAsync(business.Owner, new AddNote(conversation.Id, "@Mia Kvam, look"), none);
        await house.Get<ReadMentionsHandler>().HandleAsync(business.Owner, new ReadMentions(conversation.Id), none);
        var later = new ScheduleReply(conversation.Id, Guid.NewGuid(), Channel.Email, "Yes", house.Clock.Now + Duration.FromMinutes(1));
        await house.Get<ScheduleReplyHandler>().HandleAsync(business.Owner, later, none);
        await house.Get<RescheduleReplyHandler>().HandleAsync(
            business.Owner, new RescheduleReply(later.ReplyId, later.DueAt + Duration.FromMinutes(1)), none);
        await business.ReplyAsync(conversation.Id);
        house.Clock.Now = later.DueAt + Duration.FromMinutes(1);
        await house.DrainAsync();
        await house.Get<MarkConversationReadHandler>().HandleAsync(business.Owner, new MarkConversationRead(conversation.Id), none);
        await house.DrainAsync();

        await KeepStockAsync(business, booked.BookingId);

        await LookBackAsync(business, workspace, booked.BookingId);
        await FillInAsync(house, business, booked.BookingId, conversation.ContactId, form);
        var bookings = house.Get<BookingQueries>();
        await bookings.BetweenAsync(business.Owner, house.Clock.Now, house.Clock.Now + Duration.FromDays(7), none);
        await bookings.NextOfContactAsync(business.Owner, conversation.ContactId, none);
        var holder = (await house.Get<PublicLinks>().ResolveAsync(booked.Link.ToString(), LinkPurposes.ManageBooking, none)).Required();
        await bookings.ByLinkAsync(holder, none);
        await house.Get<CancelOwnBookingHandler>().HandleAsync(holder, new CancelOwnBooking(), none);
        await house.Get<MessagingQueries>().LocalOutboxAsync(business.Owner, null, 30, none);
        await house.Get<MessagingQueries>().LocalOutboxAsync(business.Owner, house.Clock.Now, 30, none);
        var webhooks = house.Get<WebhookQueries>();
        var told = await webhooks.DeliveriesAsync(business.Owner, webhook, null, 30, none);
        await webhooks.DeliveriesAsync(business.Owner, webhook, WebhookStatus.Failed, 30, none);
        await webhooks.DeliveryAsync(business.Owner, told[0].Id, none);
        await house.Get<ReplayFailedWebhooksHandler>().HandleAsync(business.Owner, new ReplayFailedWebhooks(webhook), none);
        await house.Get<WebhookDispatcher>().RecoverAllAsync(none);
        await house.Get<OutboxDispatcher>().ReleaseAllAsync(none);
        await house.Get<DeliveryDispatcher>().RecoverAllAsync(none);
        await house.DrainAsync();
        await house.Get<Retention>().SweepAsync(none);
    }

    private static async Task LookBackAsync(TestBusiness business, Workspace workspace, Guid booking)
    {
        var (house, none) = (business.House, CancellationToken.None);
        await house.Get<TodayQueries>().LoadAsync(business.Owner, workspace, none);
        await house.Get<AlertQueries>().CountAsync(business.Owner, none);
        var attention = house.Get<AttentionQueries>();
        foreach (var filter in new[] { new AttentionFilter(), new AttentionFilter { IsOpen = true }, new AttentionFilter { IsOpen = false } })
        {
            await attention.LogAsync(business.Owner, workspace, filter, null, 50, none);
            await attention.LogAsync(business.Owner, workspace, filter, new AttentionCursor(house.Clock.Now, Guid.NewGuid()), 50, none);
        }

        await house.Get<NewsQueries>().SinceAsync(business.Owner, workspace, house.Clock.Now - Duration.FromMinutes(1), none);
        await house.Get<ReadinessQueries>().OneAsync(business.Owner, workspace, booking, none);
        await house.Get<NoShowQueries>().OfAsync(business.Owner, workspace, booking, none);
        await house.Get<AlertSweep>().SweepAsync(none);
        await house.Get<DigestSender>().SendDueAsync(none);
        var today = house.Clock.Now.InZone(workspace.Zone).Date;
        foreach (var kind in Enum.GetValues<ReportKind>())
        {
            await house.Get<ReportQueries>().ReadAsync(business.Owner, workspace, kind, new ReportRange(today.PlusDays(-6), today), none);
        }
    }

    private static async Task KeepStockAsync(TestBusiness business, Guid booking)
    {
        var (house, none) = (business.House, CancellationToken.None);
        var item = await business.AddItemAsync(supplier: (await business.AddSupplierAsync()).Id);
        await business.UseAsync(item.Id, 30);
        var stock = house.Get<StockQueries>();
        foreach (var state in Enum.GetValues<StockState>())
        {
            await stock.ListAsync(business.Owner, new StockFilter { State = state }, null, 50, none);
            await stock.ListAsync(business.Owner, new StockFilter { State = state, Category = "Care" }, "a", 50, none);
        }

        await stock.CountsAsync(business.Owner, none);
        await stock.ItemAsync(business.Owner, item.Id, none);
        await stock.MovementsAsync(business.Owner, item.Id, null, 50, none);
        await stock.MovementsAsync(business.Owner, item.Id, 9, 50, none);
        await stock.AlertsAsync(business.Owner, null, 50, none);
        await stock.AlertsAsync(business.Owner, Guid.NewGuid(), 50, none);
        await house.Get<SupplyQueries>().ForBookingAsync(business.Owner, booking, none);
        await business.MoveAsync(item.Id, MovementKind.Used, 90);
        var order = (await house.Get<DraftOrdersHandler>().HandleAsync(business.Owner, new DraftOrders(), none)).Required().OrderIds.Single();
        (await house.Get<MarkOrderedHandler>().HandleAsync(business.Owner, new MarkOrdered(order), none)).Required();
        await stock.ListAsync(business.Owner, new StockFilter(), null, 50, none);
        await business.MoveAsync(item.Id, MovementKind.Received, 90);
    }

    private static async Task FillInAsync(TestHouse house, TestBusiness business, Guid booking, Guid contact, Guid form)
    {
        var (tracker, none) = (house.Get<FormTrackerQueries>(), CancellationToken.None);
        await tracker.CountsAsync(business.Owner, new FormFilter(), none);
        await tracker.CountsAsync(business.Owner, new FormFilter { Contact = contact }, none);
        await tracker.CountsAsync(business.Owner, new FormFilter { Template = form }, none);
        await tracker.ListAsync(business.Owner, new FormFilter { Contact = contact }, null, 50, none);
        await tracker.ByBookingAsync(business.Owner, house.Clock.Now, 50, none);
        foreach (var status in Enum.GetValues<FormStatus>().Cast<FormStatus?>().Append(null))
        {
            foreach (var filter in new[] { new FormFilter { Status = status }, new FormFilter { Status = status, Template = form } })
            {
                await tracker.ListAsync(business.Owner, filter, null, 50, none);
                await tracker.ListAsync(business.Owner, filter, new FormCursor(FormStatus.Overdue, house.Clock.Now, Guid.NewGuid()), 50, none);
            }
        }

        await tracker.OfContactAsync(business.Owner, contact, 10, none);
        var submission = (await tracker.OfBookingAsync(business.Owner, booking, none))[0];
        var holder = new Caller.LinkHolder(business.Id, LinkPurposes.Form, submission.Id);
        var page = await house.Get<FormPageQueries>().ByLinkAsync(holder, none);
        using var scan = new MemoryStream(SampleFiles.Png);
        var file = page!.Version.Questions[1];
        var added = (await house.Get<AddFormFileHandler>().HandleAsync(holder, new AddFormFile(1, file.Id, "scan.png", scan), none)).Required();
        await house.Get<FormFileQueries>().FileAsync(business.Owner, added.Id, none);
        await house.Get<RemoveFormFileHandler>().HandleAsync(holder, new RemoveFormFile(added.Id), none);
        await house.Get<FormPageQueries>().DocumentAsync(holder, null, none);
        await house.Get<ContactFormQueries>().ShownAsync(business.Visitor, none);
        var given = new GivenAnswer(page.Version.Questions[0].Id, "My knee", FormAnswers.Mark(null));
        await house.Get<AnswerFormHandler>().HandleAsync(holder, new AnswerForm(1, [given], IsFinal: true), none);
        await tracker.ReadAsync(business.Owner, submission.Id, none);
        await house.DrainAsync();
    }

    private static async Task<Guid> FormAsync(TestHouse house, TestBusiness business) =>
        (await house.Get<FormQueries>().TemplatesAsync(business.Owner, CancellationToken.None)).Single().Id;

    private static async Task FillAsync(TestHouse house, TestBusiness business)
    {
        var question = new FormQuestion(Guid.CreateVersion7(), QuestionKind.LongText, "What troubles you?");
        (await house.Get<SaveFormTemplateHandler>().HandleAsync(
            business.Owner, new SaveFormTemplate(null, "Intake", null, [question, new FormQuestion(Guid.CreateVersion7(), QuestionKind.File, "Earlier reports")]), CancellationToken.None)).Required();
        var form = await FormAsync(house, business);
        await house.Get<IWriteDoor>().RunAsync(
            business.Owner,
            async (db, token) =>
            {
                var version = await db.FormVersions().SingleAsync(row => row.TemplateId == form, token);
                for (var number = 0; number < Rows; number++)
                {
                    AddHistory(db, business, version, number);
                }

                return Done.It;
            },
            CancellationToken.None);
    }

    private static void AddHistory(CareOpsDb db, TestBusiness business, FormVersion version, int number)
    {
        var email = EmailAddress.Parse(string.Create(CultureInfo.InvariantCulture, $"old{number}@example.org"));
        var details = new ContactDetails("Someone", email, null);
        var contact = Contact.Create(db, details, ContactSource.ContactForm);
        var conversation = Conversation.Start(db, contact.Id);
        var start = db.Now - Duration.FromHours(number + 1);
        var interval = new Interval(start, start + Duration.FromMinutes(30));
        var slot = new Slot(start.InUtc().LocalDateTime, interval.Start, interval.End);
        var placement = Placement.Of(slot, business.Owner.Id);
        var booking = Booking.Create(
            db, business.Service, placement, new BookingParty(contact.Id, details, null), BookingOrigin.Online, BookingReference.OfNumber(number));
        db.AddRange(contact, conversation, booking);
        db.AddRange(Occupancy.Of(db, booking, placement));
        Message.Inbound(db, conversation, Channel.Email, "Is parking available?");
        if (number < Unfinished)
        {
            var text = new AutomatedText("Welcome", Channel.Email, "Welcome", "Welcome", SendsWhilePaused: false);
            Message.Automated(db, conversation, contact, text);
            db.Raise(new BookingCancelled(booking.Id, booking.Revision));
            var submission = FormSubmission.Create(db, version, contact.Id, booking.Id, start);
            db.AddRange(submission, FormAnswer.Of(db, submission.Id, version.Questions[0].Id, "My knee"));
        }
    }

    private static string NameOf(CareOpsDb db) => db.Engine == Engine.Sqlite
        ? ((Microsoft.Data.Sqlite.SqliteConnection)db.Database.GetDbConnection()).DataSource
        : db.Database.GetDbConnection().Database;

    // EF sends several changes in one go, and triggers hold statements of their own.
    private static IEnumerable<SqlStatement> Planned(SqlStatement batch) =>
        batch.Text.StartsWith("CREATE", StringComparison.Ordinal)
            ? []
            : batch.Text
                .Split(";\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Where(static text => Verbs.Any(verb => text.StartsWith(verb, StringComparison.Ordinal)))
                .Select(text => batch with
                {
                    Text = text.TrimEnd(';'),
                    Values = [.. batch.Values.Where(value => Regex.IsMatch(text, $"{value.Name}\\b", RegexOptions.None, TimeSpan.FromSeconds(1)))],
                })
                .DistinctBy(static statement => statement.Text, StringComparer.Ordinal);

    private static async Task<List<string>> PlanAsync(CareOpsDb db, SqlStatement statement)
    {
        var connection = db.Database.GetDbConnection();
        if (connection.State != System.Data.ConnectionState.Open)
        {
            await connection.OpenAsync();
        }

        await using var command = connection.CreateCommand();
        if (db.Engine == Engine.Postgres)
        {
            // So few rows are read through sooner than looked up; what can't be looked up at all is still read through.
            command.CommandText = "SET enable_seqscan = off";
            await command.ExecuteNonQueryAsync();
        }

        command.CommandText = (db.Engine == Engine.Sqlite ? "EXPLAIN QUERY PLAN " : "EXPLAIN ") + statement.Text;
        foreach (var (name, value) in statement.Values)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

        return await LinesAsync(command, column: db.Engine == Engine.Sqlite ? 3 : 0);
    }

    private static async Task<List<string>> LinesAsync(DbCommand command, int column)
    {
        var lines = new List<string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            lines.Add(reader.GetString(column).Trim());
        }

        return lines;
    }

    private static bool ReadsThrough(CareOpsDb db, string text, string line)
    {
        if (Scan().Match(line) is not { Success: true } scan)
        {
            return false;
        }

        var name = scan.Groups["name"].Value;
        var alias = Regex.Match(text, $"\"(?<table>\\w+)\" (AS )?\"?{name}\"?[\\s,)]", RegexOptions.None, TimeSpan.FromSeconds(1));
        var table = alias.Success ? alias.Groups["table"].Value : name;

        // An index of only those rows that wait for something is short, however long the table.
        return BigTables.Contains(table) && !ShortIndexes(db).Any(index => line.Contains(index, StringComparison.Ordinal));
    }

    private static IEnumerable<string> ShortIndexes(CareOpsDb db) => db.Model.GetEntityTypes()
        .SelectMany(static type => type.GetIndexes())
        .Where(static index => index.GetFilter() is not null)
        .Select(static index => index.GetDatabaseName()!);

    // SQLite says "SCAN m", PostgreSQL "Seq Scan on "Messages" m".
    [GeneratedRegex("^(?:->\\s*)?(?:SCAN (?<name>\\w+)|Seq Scan on \"?(?<name>\\w+))", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Scan();
}
