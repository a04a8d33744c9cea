using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Inbox;
using CareOps.Core.Workspaces;
using CareOps.Tests.Support;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Tests.Inbox;

/// <summary>A note names members; each finds it, until they have opened it.</summary>
public sealed class MentionTests
{
    private static readonly MemberId Mia = new(Guid.NewGuid());
    private static readonly MemberId Noah = new(Guid.NewGuid());

    private static readonly Dictionary<MemberId, string> Names = new() { [Mia] = "Mia", [Noah] = "Mia Berg" };

    [Theory]
    [InlineData("@Mia, look", "Mia")]
    [InlineData("Ask @mia berg.", "Mia Berg")]
    [InlineData("@Mia Bergman", "Mia")]
    [InlineData("mail anna@mia.example", null)]
    [InlineData("@Miami @ @Ida", null)]
    public void The_longest_whole_name_is_meant(string note, string? named) =>
        Assert.Equal(named is null ? [] : [named], Mentions.In(note, Names).Select(static mention => Names[mention.Member]));

    [EachEngine]
    public async Task Who_is_named_finds_the_conversation_until_they_open_it(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        (await business.AskAsync()).Required();
        var id = (await business.ConversationAsync("jon@example.org")).Id;
        var noah = await business.HireAsync("Noah Lind");

        (await house.Get<AddNoteHandler>().HandleAsync(
            business.Owner, new AddNote(id, "@Noah Lind can you call him? @Noah Lind, @Mia Kvam"), CancellationToken.None)).Required();

        Assert.Equal((1, 0), (await CountAsync(business, noah), await CountAsync(business, business.Owner)));
        Assert.True(Assert.Single(await ListAsync(business, noah)).NamesMe);
        Assert.Empty(await ListAsync(business, business.Owner));

        (await house.Get<ReadMentionsHandler>().HandleAsync(noah, new ReadMentions(id), CancellationToken.None)).Required();
        Assert.Equal(0, await CountAsync(business, noah));
        Assert.False(Assert.Single(await ListAsync(business, noah)).NamesMe);
    }

    [EachEngine]
    public async Task Who_may_not_read_the_inbox_is_not_named(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        (await business.AskAsync()).Required();
        var id = (await business.ConversationAsync("jon@example.org")).Id;

        await house.Get<IWriteDoor>().RunAsync(
            business.Owner,
            static (db, _) =>
            {
                var account = Account.Create(db.NewId(), "Ida Vik", "ida.vik@example.org", "no sign-in");
                db.AddRange(account, Member.Staff(new MemberId(db.NewId()), db.Workspace, account, Rights.None, db.Now));
                return Task.FromResult(Done.It);
            },
            CancellationToken.None);
        (await house.Get<AddNoteHandler>().HandleAsync(business.Owner, new AddNote(id, "@Ida Vik, see this"), CancellationToken.None)).Required();

        var readers = await house.Get<InboxQueries>().ReadersAsync(business.Owner, CancellationToken.None);
        Assert.Equal(["Mia Kvam"], readers.Values);
        Assert.False(await house.ReadAsync(business.Id, static db => db.NoteMentions().AnyAsync()));
    }

    private static async Task<int> CountAsync(TestBusiness business, Caller member) =>
        (await business.House.Get<InboxQueries>().CountsAsync(member, CancellationToken.None)).Mentions;

    private static Task<IReadOnlyList<ConversationRow>> ListAsync(TestBusiness business, Caller member) =>
        business.House.Get<InboxQueries>().PageAsync(member, new InboxView(InboxFilter.Mentions), null, 50, CancellationToken.None);
}
