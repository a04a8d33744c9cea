using CareOps.Core.Automation;
using CareOps.Core.Bookings;
using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Forms;
using CareOps.Core.Foundation;
using CareOps.Core.Inventory;
using CareOps.Tests.Forms;
using CareOps.Tests.Inventory;
using CareOps.Tests.Support;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Tests.Automation;

/// <summary>
/// Every rule, with its subject in every state it can be in when the rule acts, while automation is paused and while it is not, with a
/// channel that reaches the contact and without: the outcome and its reason.
/// </summary>
public sealed class RuleTableTests
{
    private static readonly FormQuestion Why = FormFixtures.Ask(QuestionKind.LongText, "What troubles you?", isRequired: true);
    private static readonly LocalDateTime Thursday = TestBusiness.Tuesday.PlusDays(2);
    private static readonly Instant Start = Instant.FromUtc(2026, 3, 5, 8, 30);

    /// <summary>What happened to the subject when the rule looks at it, and what the rule says of it where it can write; null where it writes.</summary>
    private static readonly (RuleTrigger Trigger, string State, SkipReason? Skips, Func<TestBusiness, Task> Happen)[] Table =
    [
        (RuleTrigger.ContactCreated, "wrote", null, static business => business.AskAsync(email: "anna@example.org", name: "Anna Berg")),
        (RuleTrigger.ContactCreated, "booked", SkipReason.GreetedByConfirmation, static business => business.BookAsync(Thursday)),
        (RuleTrigger.BookingCreated, "stands", null, static business => business.BookAsync(Thursday)),
        (RuleTrigger.BookingCreated, "cancelled meanwhile", SkipReason.BookingCancelled, BookAndCancelAsync),
        (RuleTrigger.BookingCreated, "booked quietly", SkipReason.KeptQuiet, BookQuietlyAsync),
        (RuleTrigger.BookingRequested, "waits", null, RequestAsync),
        (RuleTrigger.BookingConfirmed, "told", null, static business => ConfirmAsync(business, tell: true)),
        (RuleTrigger.BookingConfirmed, "not to be told", SkipReason.KeptQuiet, static business => ConfirmAsync(business, tell: false)),
        (RuleTrigger.BookingRescheduled, "told", null, static business => MoveAsync(business, tell: true)),
        (RuleTrigger.BookingRescheduled, "not to be told", SkipReason.KeptQuiet, static business => MoveAsync(business, tell: false)),
        (RuleTrigger.BookingCancelled, "told", null, static business => CancelAsync(business, tell: true)),
        (RuleTrigger.BookingCancelled, "not to be told", SkipReason.KeptQuiet, static business => CancelAsync(business, tell: false)),
        (RuleTrigger.BookingReopened, "stands again", null, ReopenAfterTellingAsync),
        (RuleTrigger.BookingReopened, "cancelled once more", SkipReason.ChangedAgain, ReopenAndCancelAsync),
        (RuleTrigger.BookingAhead, "stands", null, static business => business.BookAsync(Thursday)),
        (RuleTrigger.BookingAhead, "cancelled", SkipReason.BookingCancelled, static business => CancelAsync(business, tell: false)),
        (RuleTrigger.BookingAhead, "moved", SkipReason.BookingMoved, static business => MoveAsync(business, tell: false)),
        (RuleTrigger.BookingAhead, "completed early", SkipReason.BookingCompleted, CompleteEarlyAsync),
        (RuleTrigger.BookingCompleted, "completed", null, CompleteEarlyAsync),
        (RuleTrigger.BookingCompleted, "reopened", SkipReason.Reopened, CompleteAndReopenAsync),
        (RuleTrigger.WaitlistTimeOffered, "open", null, OfferAsync),
        (RuleTrigger.FormsAsked, "open", null, AskForFormAsync),
        (RuleTrigger.FormsAsked, "booked quietly", SkipReason.KeptQuiet, AskQuietlyAsync),
        (RuleTrigger.FormsAsked, "booking cancelled meanwhile", SkipReason.BookingCancelled, CancelAndAskAsync),
        (RuleTrigger.FormOpen, "open", null, AskForFormAsync),
        (RuleTrigger.FormOpen, "filled in", SkipReason.FormCompleted, FillInAsync),
        (RuleTrigger.FormOpen, "withdrawn", SkipReason.FormWithdrawn, WithdrawAsync),
        (RuleTrigger.FormOpen, "booking cancelled", SkipReason.BookingCancelled, AskAndCancelAsync),
        (RuleTrigger.FormSubmitted, "came back", null, FillInAsync),
        (RuleTrigger.FormOverdue, "open", null, AskForFormAsync),
        (RuleTrigger.FormOverdue, "filled in", SkipReason.FormCompleted, FillInAsync),
        (RuleTrigger.FormOverdue, "withdrawn", SkipReason.FormWithdrawn, WithdrawAsync),
        (RuleTrigger.StockLow, "low", null, static business => TakeAsync(business, 85)),
        (RuleTrigger.StockLow, "enough again", SkipReason.Restocked, static business => TakeAsync(business, 85, 90)),
        (RuleTrigger.StockOut, "nothing left", null, static business => TakeAsync(business, 100)),
        (RuleTrigger.StockOut, "enough again", SkipReason.Restocked, static business => TakeAsync(business, 100, 90)),
        (RuleTrigger.ConversationUnanswered, "waits", null, static business => business.AskAsync(email: "anna@example.org", name: "Anna Berg")),
        (RuleTrigger.ConversationUnanswered, "answered", SkipReason.Answered, AnswerAsync),
    ];

    public static TheoryData<int, bool, bool, string> Rows
    {
        get
        {
            var rows = new TheoryData<int, bool, bool, string>();
            for (var number = 0; number < Table.Length; number++)
            {
                // An alert goes to no customer, so two of the four say everything.
                (bool, bool)[] all = [(false, true), (true, false), (false, false), (true, true)];
                foreach (var (paused, reachable) in RuleKind.Of(Table[number].Trigger).Writes ? all : all[..2])
                {
                    rows.Add(number, paused, reachable, $"{Table[number].Trigger}, {Table[number].State}");
                }
            }

            return rows;
        }
    }

    [Fact]
    public void Every_rule_is_in_the_table() => Assert.Equal(
        RuleKind.All.Select(static kind => kind.Trigger).Order(),
        Table.Select(static row => row.Trigger).Distinct().Order());

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task The_outcome_is_as_the_table_says(int number, bool isPaused, bool isReachable, string row)
    {
        var (trigger, _, skips, happen) = Table[number];
        await using var house = await TestHouse.StartAsync();
        var business = await house.OpenBusinessAsync();
        var source = skips == SkipReason.GreetedByConfirmation ? ContactSource.Booking : ContactSource.Member;
        var anna = await PrepareAsync(business, trigger, source, isPaused, isReachable);

        await happen(business);
        await house.DrainAsync();
        await house.DrainAtAsync(house.Clock.Now + Duration.FromSeconds(11));
        if (trigger is RuleTrigger.BookingAhead or RuleTrigger.FormOpen or RuleTrigger.FormOverdue)
        {
            await house.DrainAtAsync(Start - Duration.FromHours(24));
        }

        await house.DrainAtAsync(house.Clock.Now + Duration.FromHours(5));
        var rule = await business.RuleAsync(trigger);
        var run = await house.ReadAsync(
            business.Id,
            db => db.AutomationRuns().Where(one => one.RuleId == rule.Id && (one.ContactId == anna || one.ContactId == null))
                .OrderBy(one => one.CreatedAt).ThenByDescending(one => one.Offset).FirstAsync());
        var expected = (skips, isReachable, isPaused) switch
        {
            ({ } reason, _, _) => (RunStatus.Skipped, (SkipReason?)reason),
            _ when !rule.Kind.Writes => (RunStatus.Sent, null),
            (_, false, _) => (RunStatus.Skipped, SkipReason.Unsubscribed),
            (_, _, true) => (RunStatus.Held, null),
            _ => (RunStatus.Sent, null),
        };
        Assert.True(expected == (run.Status, run.SkipReason), $"{row}: {run.Status} {run.SkipReason}, {run.Reason}");
        Assert.Matches("^“.+[^.]\\.$", run.Reason);
    }

    // Anna is known already, but for the rule that greets whoever is new.
    private static async Task<Guid> PrepareAsync(TestBusiness business, RuleTrigger trigger, ContactSource source, bool isPaused, bool isReachable)
    {
        var contact = await business.House.Get<IWriteDoor>().RunAsync(
            business.Owner,
            async (db, token) =>
            {
                var details = new ContactDetails("Anna Berg", EmailAddress.Parse("anna@example.org"), null);
                var anna = await ContactMatching.FindOrCreateAsync(db, details, source, token);
                var conversation = await Core.Messaging.Conversation.OfAsync(db, anna, token);
                if (isPaused)
                {
                    conversation.Pause(business.Owner.Id, db.Now);
                }

                return anna.Id;
            },
            CancellationToken.None);
        if (trigger != RuleTrigger.ContactCreated)
        {
            await business.House.DrainAsync();
        }

        if (!isReachable)
        {
            (await business.House.Get<SetConsentHandler>().HandleAsync(
                business.Owner, new SetConsent(contact, ConsentChannel.Email, false), CancellationToken.None)).Required();
        }

        return contact;
    }

    private static async Task BookAndCancelAsync(TestBusiness business)
    {
        var booking = await business.BookAsync(Thursday);
        (await business.House.Get<CancelBookingHandler>().HandleAsync(
            business.Owner, new CancelBooking(booking.Id) { Tell = false }, CancellationToken.None)).Required();
    }

    private static async Task BookQuietlyAsync(TestBusiness business) =>
        (await business.House.Get<CreateBookingHandler>().HandleAsync(
            business.Owner,
            new CreateBooking(business.Service.Id, business.Owner.Id, Thursday, null) { Name = "Anna Berg", Email = "anna@example.org", Tell = false },
            CancellationToken.None)).Required();

    private static async Task RequestAsync(TestBusiness business)
    {
        await business.SaveAsync(business.Form with { NeedsApproval = true });
        await business.BookAsync(Thursday);
    }

    private static async Task ConfirmAsync(TestBusiness business, bool tell)
    {
        await RequestAsync(business);
        var booking = await business.House.ReadAsync(business.Id, static db => db.Bookings().Select(static row => row.Id).SingleAsync());
        await business.House.DrainAsync();
        (await business.House.Get<ConfirmBookingsHandler>().HandleAsync(
            business.Owner, new ConfirmBookings([booking]) { Tell = tell }, CancellationToken.None)).Required();
    }

    private static async Task MoveAsync(TestBusiness business, bool tell)
    {
        var booking = await business.BookAsync(Thursday);
        await business.House.DrainAsync();
        (await business.House.Get<MoveBookingHandler>().HandleAsync(
            business.Owner,
            new MoveBooking(booking.Id, booking.Revision, Thursday.PlusHours(1), booking.MemberId, 30) { Tell = tell },
            CancellationToken.None)).Required();
    }

    private static async Task CancelAsync(TestBusiness business, bool tell)
    {
        var booking = await business.BookAsync(Thursday);
        await business.House.DrainAsync();
        (await business.House.Get<CancelBookingHandler>().HandleAsync(
            business.Owner, new CancelBooking(booking.Id) { Tell = tell }, CancellationToken.None)).Required();
    }

    // As if the customer had been told of the cancellation while a message still reached them.
    private static async Task<Booking> ReopenAfterTellingAsync(TestBusiness business)
    {
        await CancelAsync(business, tell: false);
        await business.House.Get<IWriteDoor>().RunAsync(
            business.Owner,
            static (db, token) => db.Bookings().ExecuteUpdateAsync(static set => set.SetProperty(row => row.ToldRevision, row => row.Revision), token),
            CancellationToken.None);
        var booking = await business.House.ReadAsync(business.Id, static db => db.Bookings().Select(static row => row.Id).SingleAsync());
        return (await business.House.Get<ReopenBookingHandler>().HandleAsync(business.Owner, new ReopenBooking(booking), CancellationToken.None)).Required();
    }

    private static async Task ReopenAndCancelAsync(TestBusiness business)
    {
        var booking = await ReopenAfterTellingAsync(business);
        (await business.House.Get<CancelBookingHandler>().HandleAsync(business.Owner, new CancelBooking(booking.Id), CancellationToken.None)).Required();
    }

    private static async Task<Guid> CompleteEarlyAsync(TestBusiness business)
    {
        var booking = await business.BookAsync(Thursday);
        await business.House.DrainAsync();
        (await business.House.Get<MarkArrivedHandler>().HandleAsync(business.Owner, new MarkArrived(booking.Id), CancellationToken.None)).Required();
        (await business.House.Get<CompleteBookingHandler>().HandleAsync(business.Owner, new CompleteBooking(booking.Id), CancellationToken.None)).Required();
        return booking.Id;
    }

    private static async Task CompleteAndReopenAsync(TestBusiness business)
    {
        var booking = await CompleteEarlyAsync(business);
        (await business.House.Get<ReopenBookingHandler>().HandleAsync(business.Owner, new ReopenBooking(booking), CancellationToken.None)).Required();
    }

    private static async Task<FormSubmission> AskForFormAsync(TestBusiness business)
    {
        await business.GoesWithServiceAsync(await business.AddFormAsync("Intake", Why));
        await business.BookAndDrainAsync(Thursday);
        return Assert.Single(await business.FormsAsync());
    }

    private static async Task AskQuietlyAsync(TestBusiness business)
    {
        await business.GoesWithServiceAsync(await business.AddFormAsync("Intake", Why));
        await BookQuietlyAsync(business);
    }

    // Cancelled between the moment its forms were asked for and the moment somebody hears of that.
    private static async Task CancelAndAskAsync(TestBusiness business)
    {
        await BookAndCancelAsync(business);
        await business.House.Get<IWriteDoor>().RunAsync(
            business.Owner,
            static async (db, token) =>
            {
                var booking = await db.Bookings().SingleAsync(token);
                db.Raise(new FormsAsked(booking.Id, booking.ContactId));
                return Done.It;
            },
            CancellationToken.None);
    }

    private static async Task FillInAsync(TestBusiness business) =>
        (await business.AnswerAsync((await AskForFormAsync(business)).Id, isFinal: true, (Why, "My knee"))).Required();

    private static async Task WithdrawAsync(TestBusiness business) =>
        (await business.House.Get<WithdrawFormHandler>().HandleAsync(
            business.Owner, new WithdrawForm((await AskForFormAsync(business)).Id), CancellationToken.None)).Required();

    private static async Task AskAndCancelAsync(TestBusiness business) =>
        (await business.House.Get<CancelBookingHandler>().HandleAsync(
            business.Owner, new CancelBooking((await AskForFormAsync(business)).BookingId!.Value) { Tell = false }, CancellationToken.None)).Required();

    private static async Task TakeAsync(TestBusiness business, decimal used, decimal received = 0)
    {
        var item = await business.AddItemAsync(opening: 100, lowAt: 20);
        (await business.MoveAsync(item.Id, MovementKind.Used, used)).Required();
        if (received > 0)
        {
            (await business.MoveAsync(item.Id, MovementKind.Received, received)).Required();
        }
    }

    private static async Task AnswerAsync(TestBusiness business)
    {
        await business.AskAsync(email: "anna@example.org", name: "Anna Berg");
        await business.House.DrainAsync();
        (await business.ReplyAsync((await business.ConversationAsync()).Id)).Required();
    }

    private static async Task OfferAsync(TestBusiness business)
    {
        var (house, full) = (business.House, new LocalDate(2026, 3, 24));
        await business.OpenOnceOnAsync(full);
        var taken = await business.BookAsync(full.At(new LocalTime(9, 0)), "kari@example.org");
        (await house.Get<JoinWaitlistHandler>().HandleAsync(
            business.Visitor, new JoinWaitlist(business.Service.Id, null, full, full, "Anna Berg", "anna@example.org", null), CancellationToken.None)).Required();
        (await house.Get<CancelBookingHandler>().HandleAsync(business.Owner, new CancelBooking(taken.Id), CancellationToken.None)).Required();
        house.Clock.Now += Booking.TimeToThink;
    }
}
