using CareOps.Core.Data;
using CareOps.Core.Inbox;
using CareOps.Core.Messaging;
using CareOps.Tests.Support;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Tests.Inbox;

/// <summary>The search finds what people said, in this business only, whatever is typed.</summary>
public sealed class ConversationSearchTests
{
    [EachEngine]
    public async Task Words_names_and_beginnings_are_found_and_shown_where_they_were_said(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        await business.AskAsync("My knee hurts. Is there a wheelchair ramp at the Østre entrance?");
        await business.AskAsync("Do you take cards?", "ida@example.org", "Ida Vik");
        await business.ReplyAsync((await business.ConversationAsync("ida@example.org")).Id, "Yes: cards, and the ramp is open.");

        Assert.Equal(["Jon Dahl", "Ida Vik"], (await FindAsync(business, "ramp")).Select(static row => row.Name).OrderDescending());
        Assert.Equal(["Jon Dahl"], await NamesAsync(business, "WHEELCH knee"));
        Assert.Equal(["Jon Dahl"], await NamesAsync(business, "østre"));
        Assert.Equal(["Ida Vik"], await NamesAsync(business, "ida vik"));
        Assert.Equal(["Ida Vik"], await NamesAsync(business, "ida@example"));
        Assert.Contains("wheelchair ramp", Assert.Single(await FindAsync(business, "wheelchair")).Preview, StringComparison.Ordinal);
        Assert.Empty(await FindAsync(business, "elephant"));
        Assert.Empty(await FindAsync(business, "knee elephant"));
    }

    [EachEngine]
    public async Task Nothing_of_another_business_is_found(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var (mine, theirs) = (await house.OpenBusinessAsync("Mine"), await house.OpenBusinessAsync("Theirs"));
        await theirs.AskAsync("Is there a ramp?");

        Assert.Empty(await FindAsync(mine, "ramp"));
        Assert.Empty(await FindAsync(mine, "Jon"));
        Assert.Single(await FindAsync(theirs, "ramp"));
    }

    [EachEngine]
    public async Task What_was_deleted_or_rewritten_is_found_no_more(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        await business.AskAsync("Is there a ramp?");
        await business.AskAsync("And a lift?", "ida@example.org", "Ida Vik");

        await house.Get<IWriteDoor>().RunAsync(
            business.Owner,
            static async (db, token) =>
            {
                await db.Messages().Where(row => row.Body.Contains("ramp")).ExecuteUpdateAsync(set => set.SetProperty(row => row.Body, "Is there a cellar?"), token);
                await db.Messages().Where(row => row.Body.Contains("lift")).ExecuteDeleteAsync(token);
                return true;
            },
            CancellationToken.None);

        Assert.Empty(await FindAsync(business, "ramp"));
        Assert.Empty(await FindAsync(business, "lift"));
        Assert.Single(await FindAsync(business, "cellar"));
    }

    [EachEngine]
    public async Task Whatever_is_typed_is_no_command(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        await business.AskAsync("Is there a ramp?");

        foreach (var typed in (string[])["", " ", "a", "\"", "\"ramp", "ra\"mp*", "ramp OR 1", "NEAR(ramp)", "Body:ramp", "'; DROP TABLE x", "ra:mp & !x", "\\'ramp", "(((", "%__%", "🙂🙂"])
        {
            await FindAsync(business, typed);
        }

        Assert.Single(await FindAsync(business, "ramp"));
    }

    private static Task<IReadOnlyList<ConversationRow>> FindAsync(TestBusiness business, string typed) =>
        business.House.Get<ConversationSearch>().FindAsync(business.Owner, typed, 20, CancellationToken.None);

    private static async Task<IEnumerable<string>> NamesAsync(TestBusiness business, string typed) =>
        (await FindAsync(business, typed)).Select(static row => row.Name);
}
