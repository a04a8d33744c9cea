using System.Globalization;

using CareOps.Core.Bookings;
using CareOps.Core.Contacts;
using CareOps.Core.Dashboard;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Tests.Support;

using NodaTime;

namespace CareOps.Tests.Dashboard;

/// <summary>Who is told how likely a customer won't come: members of the business who may see that very booking.</summary>
public sealed class NoShowQueriesTests
{
    private const int Closed = 200;

    private static readonly CancellationToken None = CancellationToken.None;

    [EachEngine]
    public async Task The_risk_of_a_booking_is_for_its_business_and_for_who_may_see_it(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var (mine, theirs) = (await WithHistoryAsync(house, "Mine"), await WithHistoryAsync(house, "Theirs"));
        var booking = await theirs.BookAsync(TestBusiness.Tuesday);
        var noah = await theirs.HireAsync();
        var ownOnly = noah with { Rights = Rights.Staff.LimitedToOwnCalendar(true) };

        Assert.NotNull(await AskAsync(theirs, theirs.Owner));
        Assert.NotNull(await AskAsync(theirs, noah));
        Assert.Null(await AskAsync(theirs, ownOnly));
        Assert.Null(await AskAsync(mine, mine.Owner));

        async Task<NoShowRisk?> AskAsync(TestBusiness business, Caller caller) =>
            await house.Get<NoShowQueries>().OfAsync(caller, await business.WorkspaceAsync(), booking.Id, None);
    }

    private static async Task<TestBusiness> WithHistoryAsync(TestHouse house, string name)
    {
        var business = await house.OpenBusinessAsync(name);
        await house.Get<IWriteDoor>().RunAsync(
            business.Owner,
            (db, _) =>
            {
                for (var number = 0; number < Closed; number++)
                {
                    Add(db, business, number);
                }

                return Task.FromResult(Done.It);
            },
            None);
        return business;
    }

    // Every fifth customer did not come.
    private static void Add(CareOpsDb db, TestBusiness business, int number)
    {
        var email = EmailAddress.Parse(string.Create(CultureInfo.InvariantCulture, $"old{number}@example.org"));
        var details = new ContactDetails("Someone", email, null);
        var contact = Contact.Create(db, details, ContactSource.ContactForm);
        var start = db.Now - Duration.FromHours(number + 1);
        var slot = new Slot(start.InUtc().LocalDateTime, start, start + Duration.FromMinutes(30));
        var booking = Booking.Create(
            db,
            business.Service,
            Placement.Of(slot, business.Owner.Id),
            new BookingParty(contact.Id, details, null),
            BookingOrigin.Online,
            BookingReference.OfNumber(number));
        (number % 5 == 0 ? booking.MarkNoShow(db) : booking.Complete(db)).Required();
        db.AddRange(contact, booking);
    }
}
