using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Tests.Support;

namespace CareOps.Tests.Contacts;

public sealed class ContactSearchTests
{
    private const int Most = 5;

    [EachEngine]
    public async Task A_part_of_the_name_the_address_or_the_number_finds_a_contact(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        (await business.TryBookAsync(TestBusiness.Tuesday, "anna@example.org", "Anna Berg", "+4722123456")).Required();
        (await business.TryBookAsync(TestBusiness.Tuesday.PlusHours(1), "jo@example.org", "Jo_hn 100%")).Required();

        foreach (var typed in (string[])["berg", "ANNA", "anna@ex", "22 12 34", "022123456"])
        {
            Assert.Equal("Anna Berg", Assert.Single(await FindAsync(house, business, typed)).Name);
        }

        foreach (var typed in (string[])["jo_h", "100%"])
        {
            Assert.Equal("Jo_hn 100%", Assert.Single(await FindAsync(house, business, typed)).Name);
        }

        Assert.Equal(["Anna Berg", "Jo_hn 100%"], (await FindAsync(house, business, "example")).Select(static contact => contact.Name));
        Assert.Empty(await FindAsync(house, business, "%x"));
        Assert.Empty(await FindAsync(house, business, " "));
    }

    [EachEngine]
    public async Task Another_businesses_contacts_are_not_found(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var (mine, other) = (await house.OpenBusinessAsync(), await house.OpenBusinessAsync("Harbour Physio"));
        (await other.TryBookAsync(TestBusiness.Tuesday)).Required();

        var contact = Assert.Single(await FindAsync(house, other, "anna"));

        Assert.Empty(await FindAsync(house, mine, "anna"));
        Assert.Null(await house.Get<ContactSearch>().ByIdAsync(mine.Owner, contact.Id, CancellationToken.None));
    }

    private static Task<IReadOnlyList<FoundContact>> FindAsync(TestHouse house, TestBusiness business, string typed) =>
        house.Get<ContactSearch>().FindAsync(business.Owner, typed, Most, CancellationToken.None);
}
