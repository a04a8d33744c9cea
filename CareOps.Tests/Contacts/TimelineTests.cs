using CareOps.Core.Automation;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Inbox;
using CareOps.Tests.Support;

using NodaTime;

namespace CareOps.Tests.Contacts;

/// <summary>A contact's timeline: what was booked, said, filled in and used, what rules did, in one order and page by page.</summary>
public sealed class TimelineTests
{
    private const int PageLength = 2;

    [EachEngine]
    public async Task It_tells_replies_and_what_rules_sent_beside_what_was_booked(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var (business, anna) = await BusyAsync(house);

        var texts = (await PageAsync(business, anna, TimelineScope.All)).Select(static row => row.Text).ToList();

        Assert.Contains(texts, static text => text.StartsWith("Booked Appointment", StringComparison.Ordinal));
        Assert.Single(texts, "“Booking confirmation” was written by email: kept here, not delivered");
        Assert.Single(texts, "Mia Kvam replied by email");
        Assert.Single(texts, "“Booking confirmation” is held");
        Assert.DoesNotContain(texts, static text => text.Contains("skipped", StringComparison.Ordinal));
    }

    [EachEngine]
    public async Task Each_kind_is_shown_alone(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var (business, anna) = await BusyAsync(house);

        foreach (var (scope, kind) in ((TimelineScope, string)[])
            [(TimelineScope.Bookings, "booking."), (TimelineScope.Messages, "message."), (TimelineScope.Automation, "automation.")])
        {
            var rows = await PageAsync(business, anna, scope);
            Assert.NotEmpty(rows);
            Assert.All(rows, row => Assert.StartsWith(kind, row.Kind, StringComparison.Ordinal));
        }

        Assert.Empty(await PageAsync(business, anna, TimelineScope.Stock));

        // Why the welcome did not come is a matter of the rules.
        Assert.Contains(await PageAsync(business, anna, TimelineScope.Automation), static row => row.Kind == "automation.skipped");
    }

    [EachEngine]
    public async Task Pages_follow_each_other_without_a_gap(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var (business, anna) = await BusyAsync(house);

        foreach (var scope in Enum.GetValues<TimelineScope>())
        {
            var whole = await PageAsync(business, anna, scope);
            var paged = new List<TimelineRow>();
            for (TimelineCursor? after = null; await PageAsync(business, anna, scope, after, PageLength) is { Count: > 0 } page; after = new(page[^1].At, page[^1].Id))
            {
                paged.AddRange(page);
            }

            Assert.Equal(whole, paged);
            Assert.Equal(whole.OrderByDescending(static row => row.At).Select(static row => row.At), whole.Select(static row => row.At));
        }
    }

    [EachEngine]
    public async Task Who_may_not_see_the_inbox_sees_neither_messages_nor_automation(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var (business, anna) = await BusyAsync(house);
        await business.AskAsync("Is there a lift?", "anna@example.org");
        var ida = new Caller.Member(business.Id, business.Owner.Id, "Ida Vik", IsOwner: false, Rights.Of(Right.ViewContacts));

        Assert.Contains(await PageAsync(business, anna, TimelineScope.All), static row => row.Kind == "message.received");
        var shown = await PageAsync(business, anna, TimelineScope.All, by: ida);
        Assert.NotEmpty(shown);
        Assert.All(shown, static row => Assert.DoesNotContain("message.", row.Kind, StringComparison.Ordinal));
        Assert.Empty(await PageAsync(business, anna, TimelineScope.Messages, by: ida));
        Assert.Empty(await PageAsync(business, anna, TimelineScope.Automation, by: ida));
    }

    // Two bookings: the first confirmation goes out, the second is held since Mia has replied.
    private static async Task<(TestBusiness Business, Guid Contact)> BusyAsync(TestHouse house)
    {
        var business = await house.OpenBusinessAsync();
        await business.BookAsync(TestBusiness.Tuesday);
        await house.DrainAsync();
        var conversation = await business.ConversationAsync();
        house.Clock.Advance(Duration.FromMinutes(1));
        (await business.ReplyAsync(conversation.Id)).Required();
        (await house.Get<AddNoteHandler>().HandleAsync(business.Owner, new AddNote(conversation.Id, "Prefers mornings."), CancellationToken.None)).Required();
        await house.DrainAsync();
        await business.BookAsync(TestBusiness.Tuesday.PlusHours(2));
        await house.DrainAsync();
        return (business, conversation.ContactId);
    }

    private static Task<IReadOnlyList<TimelineRow>> PageAsync(
        TestBusiness business, Guid contact, TimelineScope scope, TimelineCursor? after = null, int most = 100, Caller? by = null) =>
        business.House.Get<TimelineQueries>().PageAsync(by ?? business.Owner, contact, scope, after, most, CancellationToken.None);
}
