using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Tests.Support;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Tests.Contacts;

/// <summary>What members change of a contact, and what they are refused.</summary>
public sealed class ChangeContactTests
{
    [EachEngine]
    public async Task A_corrected_email_is_what_the_contact_is_matched_by(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        await business.BookAsync(TestBusiness.Tuesday);
        var anna = (await business.ConversationAsync()).ContactId;

        (await ChangeAsync(business, anna, "Anna Moen", "Anna.Moen@Example.org")).Required();
        await business.BookAsync(TestBusiness.Tuesday.PlusHours(1), "anna.moen@example.org");

        var contact = Assert.Single(await house.ReadAsync(business.Id, static db => db.Contacts().ToListAsync()));
        Assert.Equal(("Anna Moen", "Anna.Moen@Example.org"), (contact.Name, contact.Email));
    }

    [EachEngine]
    public async Task Details_of_another_contact_are_refused_and_lead_to_it(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        await business.BookAsync(TestBusiness.Tuesday);
        await business.AskAsync();
        (await business.TryBookAsync(TestBusiness.Tuesday.PlusHours(1), email: null, name: "Liv Dahl", phone: "+4722123456")).Required();
        var anna = (await business.ConversationAsync()).ContactId;

        var byEmail = await ChangeAsync(business, anna, "Anna Berg", "JON@example.org");
        var byPhone = await ChangeAsync(business, anna, "Anna Berg", null, "22 12 34 56");

        Assert.Equal((ContactErrors.Duplicate, "Email"), (byEmail.Error!.Code, byEmail.Error.Field));
        Assert.Contains("Jon Dahl", byEmail.Error.Message, StringComparison.Ordinal);
        Assert.NotNull(byPhone.Error);
        var other = await house.Get<ContactQueries>().OtherByAsync(business.Owner, anna, "JON@example.org", null, CancellationToken.None);
        Assert.Equal((await business.ConversationAsync("jon@example.org")).ContactId, other!.Id);
    }

    [EachEngine]
    public async Task Of_two_who_take_the_same_email_at_once_one_is_refused(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        await business.BookAsync(TestBusiness.Tuesday);
        await business.AskAsync();
        var anna = (await business.ConversationAsync()).ContactId;
        var jon = (await business.ConversationAsync("jon@example.org")).ContactId;

        var tried = await Task.WhenAll(
            Task.Run(() => ChangeAsync(business, anna, "Anna Berg", "shared@example.org")),
            Task.Run(() => ChangeAsync(business, jon, "Jon Dahl", "shared@example.org")),
            Task.Run(async () => (await business.TryBookAsync(TestBusiness.Tuesday.PlusHours(2), "shared@example.org")).Succeeded
                ? Done.It : (Result<Done>)Error.Forbidden));

        Assert.InRange(tried.Count(static result => result.Succeeded), 1, 2);
        Assert.Equal(1, await house.ReadAsync(
            business.Id, static db => db.Contacts().CountAsync(row => row.NormalisedEmail == "shared@example.org")));
    }

    [EachEngine]
    public async Task A_tag_counts_once_whatever_its_capitals_and_narrows_the_list(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        await business.BookAsync(TestBusiness.Tuesday);
        await business.AskAsync();
        var anna = (await business.ConversationAsync()).ContactId;

        foreach (var name in (string[])["Regular", "REGULAR", " regular "])
        {
            (await house.Get<TagContactHandler>().HandleAsync(business.Owner, new TagContact(anna, name), CancellationToken.None)).Required();
        }

        var row = Assert.Single(await ListAsync(business, new ContactFilter { Tag = "regular" }));
        Assert.Equal((anna, "Regular"), (row.Id, Assert.Single(row.Tags)));
        Assert.Empty(await ListAsync(business, new ContactFilter { Tag = "regular", Search = "jon" }));
    }

    [EachEngine]
    public async Task The_list_goes_on_where_a_page_ended_in_either_order(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        foreach (var name in (string[])["Carl", "Anna", "Berta", "Berta", "Dora"])
        {
            house.Clock.Advance(NodaTime.Duration.FromMinutes(1));
            await business.AskAsync(name: name, email: $"{Guid.NewGuid():N}@example.org");
        }

        Assert.Equal(["Anna", "Berta", "Berta", "Carl", "Dora"], await PagesAsync(business, isByName: true));
        Assert.Equal(["Dora", "Berta", "Berta", "Anna", "Carl"], await PagesAsync(business, isByName: false));
    }

    private static async Task<List<string>> PagesAsync(TestBusiness business, bool isByName)
    {
        var names = new List<string>();
        ContactCursor? after = null;
        while (true)
        {
            var page = await business.House.Get<ContactQueries>().ListAsync(
                business.Owner, new ContactFilter { IsByName = isByName }, after, 2, CancellationToken.None);
            if (page.Count == 0)
            {
                return names;
            }

            names.AddRange(page.Select(static row => row.Name));
            after = new ContactCursor(page[^1].Name, page[^1].LastActivityAt, page[^1].Id);
        }
    }

    private static Task<IReadOnlyList<ContactRow>> ListAsync(TestBusiness business, ContactFilter filter) =>
        business.House.Get<ContactQueries>().ListAsync(business.Owner, filter, null, 10, CancellationToken.None);

    private static Task<Result<Done>> ChangeAsync(TestBusiness business, Guid contact, string name, string? email, string? phone = null) =>
        business.House.Get<ChangeContactHandler>().HandleAsync(
            business.Owner, new ChangeContact(contact, name, email, phone), CancellationToken.None);
}
