using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Inbox;
using CareOps.Tests.Support;

namespace CareOps.Tests.Inbox;

/// <summary>Each saved reply has a word of its own and says nothing that can't be filled in.</summary>
public sealed class SavedReplyTests
{
    [EachEngine]
    public async Task It_is_added_rewritten_and_removed(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();

        var id = (await SaveAsync(business, null, "/Parking", "Hi {{contact.first_name}}, {{ booking.date }} at {{booking.time}} {behind the house}.")).Required();
        (await SaveAsync(business, null, "hours", "We are open from nine to five.")).Required();
        (await SaveAsync(business, id, "parking-lot", "Behind the house.")).Required();
        Assert.Equal([("hours", "We are open from nine to five."), ("parking-lot", "Behind the house.")], await AllAsync(business));

        (await house.Get<RemoveSavedReplyHandler>().HandleAsync(business.Owner, new RemoveSavedReply(id), CancellationToken.None)).Required();
        Assert.Single(await AllAsync(business));
    }

    [EachEngine]
    public async Task A_word_is_taken_once_however_many_take_it_at_once(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();

        var all = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => SaveAsync(business, null, "parking", $"Text {number}")));

        Assert.Single(all, static result => result.Succeeded);
        Assert.All(all.Where(static result => !result.Succeeded), static result => Assert.Equal("Shortcut", result.Error!.Field));
        Assert.Single(await AllAsync(business));
    }

    [Theory]
    [InlineData("", "Text", "Shortcut")]
    [InlineData("two words", "Text", "Shortcut")]
    [InlineData("hours", " ", "Body")]
    [InlineData("hours", "Hi {{contact.shoe_size}}", "Body")]
    [InlineData("hours", "Hi {contact.first_name}", "Body")]
    [InlineData("hours", "Hi {{Contact.FirstName}}", "Body")]
    [InlineData("hours", "Hi {{first_name}}", "Body")]
    public async Task What_is_wrong_is_said_beside_its_field(string shortcut, string body, string field)
    {
        await using var house = await TestHouse.StartAsync();
        var business = await house.OpenBusinessAsync();

        var refused = await SaveAsync(business, null, shortcut, body);

        Assert.Equal(field, refused.Error?.Field);
        Assert.True(field != "Body" || body.Trim().Length == 0 || refused.Error!.Message.Contains(body[3..], StringComparison.Ordinal));
        Assert.Empty(await AllAsync(business));
    }

    private static Task<Result<Guid>> SaveAsync(TestBusiness business, Guid? id, string shortcut, string body) =>
        business.House.Get<SaveSavedReplyHandler>().HandleAsync(business.Owner, new SaveSavedReply(id, shortcut, body), CancellationToken.None);

    private static async Task<IEnumerable<(string Shortcut, string Body)>> AllAsync(TestBusiness business) =>
        (await business.House.Get<InboxQueries>().SavedRepliesAsync(business.Owner, CancellationToken.None))
            .Select(static reply => (reply.Shortcut, reply.Body));
}
