using CareOps.Core.Automation;
using CareOps.Core.Bookings;
using CareOps.Core.Data.Outbox;
using CareOps.Core.Foundation;
using CareOps.Core.Inbox;
using CareOps.Core.Messaging;

using NodaTime;

namespace CareOps.Web.Hosting.Demo;

/// <summary>
/// Four weeks of a clinic's life, told through the same handlers that customers and members use, with the clock moved on
/// in between. The same story each time.
/// </summary>
internal sealed class DemoStory(IServiceProvider services, DemoClock clock, DemoClinic clinic)
{
    private const int BookingsADay = 6;
    private const int Seed = 20260302;

    private readonly Random _random = new(Seed);
    private readonly DemoStock _stock = new(services, clinic);
    private int _person;

    public async Task TellAsync()
    {
        await _stock.FoundAsync();
        for (var day = clock.Now; day < clock.RealNow - Duration.FromDays(1); day += Duration.FromDays(1))
        {
            clock.Now = day;
            await LiveADayAsync();
        }

        await FillTheNextDaysAsync();
        await CloseWhatIsOverAsync();
        await LeaveSomethingToDoAsync();
        clock.Now = clock.RealNow;
        await DrainAsync();
    }

    private async Task LiveADayAsync()
    {
        await CloseWhatIsOverAsync();
        for (var number = 0; number < BookingsADay; number++)
        {
            await BookAsync(DemoPeople.At(_person++), daysAhead: _random.Next(1, 12));
        }

        if (_random.Next(2) == 0)
        {
            var person = DemoPeople.At(_person++);
            await AskAsync(person, DemoPeople.Questions[_random.Next(DemoPeople.Questions.Count)].Question);
            await DrainAsync();
            clock.Now += Duration.FromMinutes(_random.Next(5, 50));
            await AnswerEveryoneAsync();
        }

        await _stock.LiveADayAsync();
        await DrainAsync();
        clock.Now += Duration.FromHours(2);
        await DemoForms.AnswerSomeAsync(services, clinic, _random);
        await DrainAsync();
    }

    // What a day takes of the stock is written down at its end, not with each booking.
    private async Task CloseWhatIsOverAsync()
    {
        const int Most = 100;
        const int OneStaysAwayIn = 14;
        var over = await services.GetRequiredService<BookingQueries>().ListAsync(
            clinic.Owner, new BookingFilter { Status = BookingStatus.Confirmed, Until = clock.Now }, null, Most, CancellationToken.None);
        foreach (var booking in over.Where(row => row.EndsAt <= clock.Now).Select(static row => row.Id))
        {
            if (_random.Next(OneStaysAwayIn) == 0)
            {
                DemoClinic.Must(await services.GetRequiredService<MarkNoShowHandler>()
                    .HandleAsync(clinic.Staff, new MarkNoShow(booking), CancellationToken.None));
            }
            else
            {
                DemoClinic.Must(await services.GetRequiredService<CompleteBookingHandler>().HandleAsync(
                    clinic.Owner, new CompleteBooking(booking) { Used = [], Anyway = true }, CancellationToken.None));
            }
        }

        await DrainAsync();
    }

    // Today and the days around it are what a newcomer looks at first.
    private async Task FillTheNextDaysAsync()
    {
        clock.Now = clock.RealNow - Duration.FromDays(1);
        for (var daysAhead = 1; daysAhead <= 6; daysAhead++)
        {
            for (var number = 0; number < BookingsADay; number++)
            {
                await BookAsync(DemoPeople.At(_person++), daysAhead);
            }
        }

        await DrainAsync();
        await AnswerEveryoneAsync();
        await DemoForms.AnswerSomeAsync(services, clinic, _random);
        await DrainAsync();
    }

    private async Task LeaveSomethingToDoAsync()
    {
        clock.Now = clock.RealNow - Duration.FromMinutes(190);
        var regular = DemoPeople.At(_person++);
        await AskAsync(regular, "Can I bring my MRI pictures on a USB stick?");
        clock.Now += Duration.FromMinutes(10);
        await DrainAsync();
        await AnswerEveryoneAsync();
        await DrainAsync();
        clock.Now += Duration.FromMinutes(25);
        await BookAsync(regular, daysAhead: 3);
        await DrainAsync();
        clock.Now = clock.RealNow - Duration.FromMinutes(52);
        await AskAsync(DemoPeople.At(_person++), "Is parking available nearby?");
        await DrainAsync();
        clock.Now = clock.RealNow - Duration.FromMinutes(12);
        await AskAsync(DemoPeople.At(_person++), "Hi, do you also treat shoulders after an operation? Mine was three weeks ago.");
        await DrainAsync();
        clock.Now = clock.RealNow - Duration.FromMinutes(4);
        await BookAsync(DemoPeople.At(_person++), daysAhead: 2, notes: "My knee hurts when I take the stairs.");
        await DrainAsync();
    }

    private async Task BookAsync(DemoPerson person, int daysAhead, string? notes = null)
    {
        var service = clinic.Services[_random.Next(clinic.Services.Count)];
        var day = clock.Now.InZone(clinic.Workspace.Zone).Date.PlusDays(daysAhead);
        var visitor = new Caller.Visitor(clinic.Workspace.Id);
        var page = await services.GetRequiredService<SlotQueries>()
            .PageAsync(visitor, clinic.Workspace, service, day, null, default, CancellationToken.None);
        if (page.Slots.Count == 0)
        {
            return;
        }

        var slot = page.Slots[_random.Next(page.Slots.Count)];
        DemoClinic.Must(await services.GetRequiredService<BookSlotHandler>().HandleAsync(
            visitor,
            new BookSlot(service.Id, slot.Local, person.Name, person.Email, person.Phone, notes, Guid.NewGuid()),
            CancellationToken.None));
    }

    private async Task AskAsync(DemoPerson person, string question) =>
        DemoClinic.Must(await services.GetRequiredService<SendInquiryHandler>().HandleAsync(
            new Caller.Visitor(clinic.Workspace.Id),
            new SendInquiry(person.Name, person.Email, person.Phone, question, Guid.NewGuid()),
            CancellationToken.None));

    private async Task AnswerEveryoneAsync()
    {
        const int Most = 50;
        var inbox = services.GetRequiredService<InboxQueries>();
        var waiting = await inbox.PageAsync(clinic.Owner, new InboxView(InboxFilter.Unanswered), null, Most, CancellationToken.None);
        foreach (var row in waiting)
        {
            var member = _random.Next(2) == 0 ? clinic.Owner : clinic.Staff;
            DemoClinic.Must(await services.GetRequiredService<ReplyToConversationHandler>().HandleAsync(
                member,
                new ReplyToConversation(row.Id, Guid.CreateVersion7(), Channel.Email, DemoPeople.AnswerTo(row.Preview)),
                CancellationToken.None));
        }

        foreach (var row in await inbox.PageAsync(clinic.Owner, new InboxView(InboxFilter.Unread), null, Most * Most, CancellationToken.None))
        {
            DemoClinic.Must(await services.GetRequiredService<MarkConversationReadHandler>()
                .HandleAsync(clinic.Owner, new MarkConversationRead(row.Id), CancellationToken.None));
        }
    }

    private async Task DrainAsync()
    {
        while (await services.GetRequiredService<OutboxDispatcher>().DispatchAsync(CancellationToken.None)
            + await services.GetRequiredService<DueRuns>().DispatchAsync(CancellationToken.None)
            + await services.GetRequiredService<DeliveryDispatcher>().DispatchAsync(CancellationToken.None) > 0)
        {
            // Until nothing is due.
        }
    }
}
