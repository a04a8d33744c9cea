using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Inbox;
using CareOps.Core.Messaging;
using CareOps.Tests.Messaging;
using CareOps.Tests.Support;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

using NodaTime;

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
    public async Task Subjects_quotes_and_names_of_files_are_found_too(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        await WriteMailAsync(business);
        await SendFileAsync(business, "knee_exercises-2.pdf");

        await FoundAsync(business);
        Assert.Empty(await FindAsync(business, "parcel"));
        Assert.Empty(await FindAsync(business, "elbow_exercises"));
    }

    [EachEngine]
    public async Task Who_said_it_is_shown_before_who_repeats_it(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        await WriteMailAsync(business);
        var id = (await business.ConversationAsync("ida@example.org")).Id;
        house.Clock.Advance(Duration.FromMinutes(1));
        await ReceiveAsync(business, id, new ReceivedText("The gate", "Is the garage locked?", null, null));
        house.Clock.Advance(Duration.FromMinutes(1));
        await ReceiveAsync(business, id, new ReceivedText("Re: The gate", "Thank you.", "You wrote: Is the garage locked?", null));

        Assert.Equal("Is the garage locked?", Assert.Single(await FindAsync(business, "garage")).Preview);
        Assert.Equal("Thank you.", Assert.Single(await FindAsync(business, "thank")).Preview);
    }

    [EachEngine]
    public async Task What_came_before_is_found_after_the_migration(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        await WriteMailAsync(business);
        await SendFileAsync(business, "knee_exercises-2.pdf");
        await using (var db = house.Get<ICareOpsContexts>().ForMigrating())
        {
            var before = db.Database.GetMigrations().TakeWhile(static name => !name.EndsWith("_SearchSubjectsAndFiles", StringComparison.Ordinal)).Last();
            await db.GetService<IMigrator>().MigrateAsync(before);
            await db.GetService<IMigrator>().MigrateAsync();
        }

        await FoundAsync(business);
    }

    [EachEngine]
    public async Task A_file_that_is_only_in_a_composer_or_gone_is_not_found(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var id = await SendFileAsync(business, "before.pdf");
        await AttachmentTests.AttachAsync(business, id, "unsent.pdf", SampleFiles.Pdf);
        Assert.Single(await FindAsync(business, "before.pdf"));
        Assert.Empty(await FindAsync(business, "unsent.pdf"));

        var contact = (await business.ConversationAsync("jon@example.org")).ContactId;
        (await house.Get<EraseContactHandler>().HandleAsync(business.Owner, new EraseContact(contact, EraseContactHandler.Word), CancellationToken.None)).Required();
        Assert.Empty(await FindAsync(business, "before.pdf"));
        if (engine == Engine.Sqlite)
        {
            var left = await house.ReadAsync(business.Id, static db => db.Database
                .SqlQueryRaw<string>("SELECT \"Body\" AS \"Value\" FROM \"MessageSearch\"").ToListAsync());
            Assert.DoesNotContain(left, static text => text.Contains("before", StringComparison.Ordinal));
        }
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

    private static async Task FoundAsync(TestBusiness business)
    {
        Assert.Contains("Your invoice 4711", Assert.Single(await FindAsync(business, "invoice")).Preview, StringComparison.Ordinal);
        Assert.Contains("the garage gate", Assert.Single(await FindAsync(business, "garage")).Preview, StringComparison.Ordinal);
        Assert.Contains("all well", Assert.Single(await FindAsync(business, "invoice well")).Preview, StringComparison.Ordinal);
        foreach (var typed in (string[])["exercises", "knee_exerc", "knee_exercises-2.pdf", "pdf knee"])
        {
            Assert.Equal("knee_exercises-2.pdf", Assert.Single(await FindAsync(business, typed)).Preview);
        }
    }

    // An answer by mail, as a provider hands it over.
    private static async Task WriteMailAsync(TestBusiness business)
    {
        (await business.AskAsync("Hello.", "ida@example.org", "Ida Vik")).Required();
        await ReceiveAsync(
            business,
            (await business.ConversationAsync("ida@example.org")).Id,
            new ReceivedText("Your invoice 4711", "It is all well.", "On Monday you wrote: the garage gate", null));
    }

    private static Task<Done> ReceiveAsync(TestBusiness business, Guid id, ReceivedText text) => business.House.Get<IWriteDoor>().RunAsync(
        business.Owner,
        async (db, token) =>
        {
            var conversation = (await Conversation.LockAsync(db, id, token))!;
            Message.Inbound(db, conversation, Channel.Email, text);
            return Done.It;
        },
        CancellationToken.None);

    private static async Task<Guid> SendFileAsync(TestBusiness business, string name)
    {
        var id = await AttachmentTests.AskedAsync(business);
        var file = await AttachmentTests.AttachAsync(business, id, name, SampleFiles.Pdf);
        (await business.House.Get<ReplyToConversationHandler>().HandleAsync(
            business.Owner,
            new ReplyToConversation(id, Guid.CreateVersion7(), Channel.Email, "Twice a day.") { Attachments = [file] },
            CancellationToken.None)).Required();
        return id;
    }

    private static Task<IReadOnlyList<ConversationRow>> FindAsync(TestBusiness business, string typed) =>
        business.House.Get<ConversationSearch>().FindAsync(business.Owner, typed, 20, CancellationToken.None);

    private static async Task<IEnumerable<string>> NamesAsync(TestBusiness business, string typed) =>
        (await FindAsync(business, typed)).Select(static row => row.Name);
}
