using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Forms;
using CareOps.Core.Foundation;
using CareOps.Tests.Support;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Tests.Contacts;

/// <summary>Where an email and a number lead to two contacts the email wins, and a merge of the two is suggested.</summary>
public sealed class SamePersonTests
{
    private const string Number = "+4755501200";

    [EachEngine]
    public async Task Two_who_are_known_by_one_number_are_suggested_to_each_other(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        await business.BookAsync(TestBusiness.Tuesday, phone: Number);
        await business.BookAsync(TestBusiness.Tuesday.PlusHours(1), "anna.berg@example.org", phone: Number);
        await business.BookAsync(TestBusiness.Tuesday.PlusHours(2), "tom@example.org");

        Assert.Equal(["anna.berg@example.org"], await SuggestedAsync(business, "anna@example.org"));
        Assert.Equal(["anna@example.org"], await SuggestedAsync(business, "anna.berg@example.org"));
        Assert.Empty(await SuggestedAsync(business, "tom@example.org"));
    }

    [EachEngine]
    public async Task A_number_that_was_typed_with_a_booking_or_on_the_contact_form_suggests_whose_it_is(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        await business.AskAsync("Hello.", null, "Jon Dahl", Number);
        var jon = await house.ReadAsync(business.Id, static db => db.Contacts().Select(row => row.Id).SingleAsync());
        await business.BookAsync(TestBusiness.Tuesday);
        await business.AskAsync("Hello.", "ida@example.org", "Ida Vik");
        Assert.Empty(await SuggestedAsync(business, "anna@example.org"));

        await business.BookAsync(TestBusiness.Tuesday.PlusHours(1), phone: Number);
        await business.AskAsync("And once more.", "ida@example.org", "Ida Vik", "55 50 12 00");

        foreach (var email in (string[])["anna@example.org", "ida@example.org"])
        {
            var contact = (await business.ConversationAsync(email)).ContactId;
            Assert.Equal(jon, Assert.Single(await house.Get<SamePersonQueries>().OfContactAsync(business.Owner, contact, 5, CancellationToken.None)).Id);
        }
    }

    [EachEngine]
    public async Task What_was_typed_tells_only_those_who_may_see_it(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        await business.AskAsync("Hello.", null, "Jon Dahl", Number);
        await business.BookAsync(TestBusiness.Tuesday);
        await business.BookAsync(TestBusiness.Tuesday.PlusHours(1), phone: Number);
        await business.AskAsync("Hello.", "ida@example.org", "Ida Vik");
        await business.AskAsync("And once more.", "ida@example.org", "Ida Vik", Number);
        var noah = await business.HireAsync("Noah Lind");

        foreach (var (email, rights, found) in ((string, Rights, int)[])
        [
            ("anna@example.org", Rights.Of(Right.ViewContacts, Right.ViewForms), 0),
            ("anna@example.org", Rights.Of(Right.ViewContacts, Right.ViewBookings).LimitedToOwnCalendar(true), 0),
            ("anna@example.org", Rights.Of(Right.ViewContacts, Right.ViewBookings), 1),
            ("ida@example.org", Rights.Of(Right.ViewContacts, Right.ViewBookings), 0),
            ("ida@example.org", Rights.Of(Right.ViewContacts, Right.ViewForms), 1),
        ])
        {
            Assert.Equal(found, (await SuggestedAsync(business, email, noah with { Rights = rights })).Count());
        }
    }

    [EachEngine]
    public async Task Of_an_erased_contact_nobody_is_suggested(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        await business.BookAsync(TestBusiness.Tuesday, phone: Number);
        await business.BookAsync(TestBusiness.Tuesday.PlusHours(1), "anna.berg@example.org", phone: Number);
        await house.DrainAsync();
        var (anna, other) = ((await business.ConversationAsync()).ContactId, (await business.ConversationAsync("anna.berg@example.org")).ContactId);

        (await house.Get<EraseContactHandler>().HandleAsync(business.Owner, new EraseContact(anna, EraseContactHandler.Word), CancellationToken.None)).Required();

        Assert.Empty(await house.Get<SamePersonQueries>().OfContactAsync(business.Owner, anna, 5, CancellationToken.None));
        Assert.Empty(await house.Get<SamePersonQueries>().OfContactAsync(business.Owner, other, 5, CancellationToken.None));
    }

    private static async Task<IEnumerable<string?>> SuggestedAsync(TestBusiness business, string email, Caller? by = null)
    {
        var contact = (await business.ConversationAsync(email)).ContactId;
        return (await business.House.Get<SamePersonQueries>().OfContactAsync(by ?? business.Owner, contact, 5, CancellationToken.None))
            .Select(static row => row.Email);
    }
}
