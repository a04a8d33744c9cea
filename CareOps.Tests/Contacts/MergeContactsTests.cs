using CareOps.Core.Bookings;
using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Messaging;
using CareOps.Tests.Support;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Tests.Contacts;

/// <summary>Two contacts become one, and two again.</summary>
public sealed class MergeContactsTests
{
    [EachEngine]
    public async Task Everything_of_both_is_the_winners_with_the_details_that_were_chosen(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var (business, anna, jon) = await TwoAsync(house);
        var messages = (await business.MessagesAsync()).Count;

        (await MergeAsync(business, new MergeContacts(anna, jon, TakesName: true, TakesEmail: false, TakesPhone: false))).Required();

        var contact = Assert.Single(await house.ReadAsync(business.Id, static db => db.Contacts().ToListAsync()));
        Assert.Equal((anna, "Jon Dahl", "anna@example.org"), (contact.Id, contact.Name, contact.Email));
        var conversation = Assert.Single(await house.ReadAsync(business.Id, static db => db.Conversations().ToListAsync()));
        Assert.Equal(anna, conversation.ContactId);
        Assert.NotNull(conversation.WaitingSince);
        Assert.All(await business.MessagesAsync(), message => Assert.Equal(conversation.Id, message.ConversationId));
        Assert.Equal(messages, (await business.MessagesAsync()).Count);
        Assert.All(await house.ReadAsync(business.Id, static db => db.Bookings().ToListAsync()), row => Assert.Equal(anna, row.ContactId));
        Assert.All(await house.ReadAsync(business.Id, static db => db.TimelineEntries().ToListAsync()), row => Assert.Equal(anna, row.ContactId));
        var profile = (await house.Get<ContactQueries>().ProfileAsync(business.Owner, anna, CancellationToken.None))!;
        Assert.Equal(["New", "Regular"], profile.Tags);
        Assert.False(Assert.Single(profile.Consents).IsSubscribed);
        await house.DrainAsync();
    }

    [EachEngine]
    public async Task Undone_both_are_what_they_were_and_keep_what_happened_since(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var (business, anna, jon) = await TwoAsync(house);
        var before = await PictureAsync(business);
        var merge = (await MergeAsync(business, new MergeContacts(anna, jon, TakesName: true, TakesEmail: true, TakesPhone: true))).Required();
        var since = await business.BookAsync(TestBusiness.Tuesday.PlusDays(2), "jon@example.org");

        (await UndoAsync(business, merge)).Required();

        Assert.Equal(anna, (await business.ReadBookingAsync(since.Id)).ContactId);
        var after = await PictureAsync(business);
        Assert.Equal(before, after.Where(line => !line.Contains($"{since.Id}", StringComparison.Ordinal)));
        Assert.Equal("merge.over", (await UndoAsync(business, merge)).Error?.Code);
    }

    [EachEngine]
    public async Task An_email_that_someone_else_took_since_keeps_a_merge_from_being_undone(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var (business, anna, jon) = await TwoAsync(house);
        var merge = (await MergeAsync(business, new MergeContacts(anna, jon, false, false, false))).Required();
        await business.BookAsync(TestBusiness.Tuesday.PlusDays(2), "jon@example.org");

        var refused = await UndoAsync(business, merge);

        Assert.Equal(ContactErrors.Duplicate, refused.Error?.Code);
        Assert.Equal(2, await house.ReadAsync(business.Id, static db => db.Contacts().CountAsync()));
    }

    [Fact]
    public async Task A_merge_can_be_undone_for_a_week()
    {
        await using var house = await TestHouse.StartAsync();
        var (business, anna, jon) = await TwoAsync(house);
        var merge = (await MergeAsync(business, new MergeContacts(anna, jon, false, false, false))).Required();
        Assert.NotNull(await house.Get<ContactQueries>().LastMergeAsync(business.Owner, anna, CancellationToken.None));

        house.Clock.Advance(ContactMerge.UndoTime + Duration.FromSeconds(1));

        Assert.Equal("merge.over", (await UndoAsync(business, merge)).Error?.Code);
        Assert.Null(await house.Get<ContactQueries>().LastMergeAsync(business.Owner, anna, CancellationToken.None));
    }

    [EachEngine]
    public async Task Who_waited_twice_for_a_service_waits_once_and_twice_again_after_undoing(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var (business, anna, jon) = await TwoAsync(house);
        var sunday = TestBusiness.Tuesday.Date.PlusDays(5);
        foreach (var (name, email) in ((string, string)[])[("Anna Berg", "anna@example.org"), ("Jon Dahl", "jon@example.org")])
        {
            (await house.Get<JoinWaitlistHandler>().HandleAsync(
                business.Visitor, new JoinWaitlist(business.Service.Id, null, sunday, sunday, name, email, null), CancellationToken.None)).Required();
        }

        var merge = (await MergeAsync(business, new MergeContacts(anna, jon, false, false, false))).Required();
        Assert.Equal(1, await WaitingAsync(business));

        (await UndoAsync(business, merge)).Required();
        Assert.Equal(2, await WaitingAsync(business));
    }

    [EachEngine]
    public async Task Of_two_merges_at_once_in_both_directions_one_happens(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var (business, anna, jon) = await TwoAsync(house);

        var tried = await Task.WhenAll(
            Task.Run(() => MergeAsync(business, new MergeContacts(anna, jon, false, false, false))),
            Task.Run(() => MergeAsync(business, new MergeContacts(jon, anna, false, false, false))));

        Assert.Equal(1, tried.Count(static result => result.Succeeded));
        Assert.Equal(1, await house.ReadAsync(business.Id, static db => db.Contacts().CountAsync()));
    }

    private static async Task<(TestBusiness Business, Guid Anna, Guid Jon)> TwoAsync(TestHouse house)
    {
        var business = await house.OpenBusinessAsync();
        await business.BookAsync(TestBusiness.Tuesday);
        await business.BookAsync(TestBusiness.Tuesday.PlusHours(1), "jon@example.org");
        await business.AskAsync();
        await house.DrainAsync();
        var anna = (await business.ConversationAsync()).ContactId;
        var jon = (await business.ConversationAsync("jon@example.org")).ContactId;
        (await house.Get<ChangeContactHandler>().HandleAsync(
            business.Owner, new ChangeContact(jon, "Jon Dahl", "jon@example.org", null), CancellationToken.None)).Required();
        (await house.Get<TagContactHandler>().HandleAsync(business.Owner, new TagContact(anna, "Regular"), CancellationToken.None)).Required();
        (await house.Get<TagContactHandler>().HandleAsync(business.Owner, new TagContact(jon, "New"), CancellationToken.None)).Required();
        (await house.Get<SetConsentHandler>().HandleAsync(
            business.Owner, new SetConsent(jon, ConsentChannel.Email, false), CancellationToken.None)).Required();
        return (business, anna, jon);
    }

    // Whose everything is: contacts and what they have, without the lines that say that a merge came and went.
    private static Task<List<string>> PictureAsync(TestBusiness business) => business.House.ReadAsync(business.Id, static async db =>
    {
        var lines = new List<string>();
        lines.AddRange((await db.Contacts().ToListAsync()).Select(static row => $"{row.Id} {row.Name} {row.Email} {row.Phone} {row.CreatedAt}"));
        lines.AddRange((await db.Bookings().ToListAsync()).Select(static row => $"{row.ContactId} booking {row.Id}"));
        lines.AddRange((await db.Conversations().ToListAsync()).Select(static row => $"{row.ContactId} conversation {row.Id}"));
        lines.AddRange((await db.ContactTags().ToListAsync()).Select(static row => $"{row.ContactId} {row.Name}"));
        lines.AddRange((await db.ContactConsents().ToListAsync()).Select(static row => $"{row.ContactId} {row.Channel} {row.IsSubscribed} {row.ChangedAt}"));
        lines.Sort(StringComparer.Ordinal);
        return lines;
    });

    private static Task<int> WaitingAsync(TestBusiness business) => business.House.ReadAsync(
        business.Id, static db => db.WaitlistEntries().CountAsync(row => row.Status == WaitlistStatus.Waiting));

    private static Task<Result<Guid>> MergeAsync(TestBusiness business, MergeContacts command) =>
        business.House.Get<MergeContactsHandler>().HandleAsync(business.Owner, command, CancellationToken.None);

    private static Task<Result<Guid>> UndoAsync(TestBusiness business, Guid merge) =>
        business.House.Get<UndoMergeHandler>().HandleAsync(business.Owner, new UndoMerge(merge), CancellationToken.None);
}
