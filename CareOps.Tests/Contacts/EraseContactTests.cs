using CareOps.Core.Bookings;
using CareOps.Core.Contacts;
using CareOps.Core.Contacts.Import;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Inbox;
using CareOps.Core.Workspaces;
using CareOps.Tests.Support;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Tests.Contacts;

/// <summary>What is left of someone who was erased: figures.</summary>
public sealed class EraseContactTests
{
    private const string Marker = "zebra";

    [EachEngine]
    public async Task Nothing_personal_is_left_in_any_row_and_the_bookings_stay(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var contact = await LiveAsync(business);
        Assert.Contains(await Rows.AllAsync(house.Services), static row => row.Contains(Marker, StringComparison.OrdinalIgnoreCase));
        var bookings = await house.ReadAsync(business.Id, static db => db.Bookings().CountAsync());

        (await EraseAsync(business, contact, "Erase")).Required();
        await house.DrainAsync();

        Assert.DoesNotContain(await Rows.AllAsync(house.Services), static row => row.Contains(Marker, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(await Rows.AllAsync(house.Services), static row => row.Contains("4722999888", StringComparison.Ordinal));
        Assert.Equal(bookings, await house.ReadAsync(
            business.Id, db => db.Bookings().CountAsync(row => row.ContactId == contact && row.Name == Contact.ErasedName)));
        Assert.Empty(await house.Get<ContactQueries>().ListAsync(business.Owner, new ContactFilter(), null, 10, CancellationToken.None));
        Assert.Equal(0, await house.ReadAsync(business.Id, static db => db.Set<PublicLink>().CountAsync()));
    }

    [EachEngine]
    public async Task Who_comes_back_is_a_new_contact(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        await business.BookAsync(TestBusiness.Tuesday);
        var first = (await business.ConversationAsync()).ContactId;
        (await EraseAsync(business, first, EraseContactHandler.Word)).Required();

        await business.BookAsync(TestBusiness.Tuesday.PlusHours(1));
        await house.DrainAsync();

        Assert.NotEqual(first, (await business.ConversationAsync()).ContactId);
        Assert.Single(await business.LocalOutboxAsync());
    }

    [Fact]
    public async Task Nothing_is_erased_without_the_word()
    {
        await using var house = await TestHouse.StartAsync();
        var business = await house.OpenBusinessAsync();
        await business.BookAsync(TestBusiness.Tuesday);
        var contact = (await business.ConversationAsync()).ContactId;

        Assert.Equal("Confirmation", (await EraseAsync(business, contact, "yes")).Error?.Field);

        Assert.NotNull((await business.ConversationAsync()).LastMessagePreview);
        (await EraseAsync(business, contact, "erase")).Required();
        (await EraseAsync(business, contact, "erase")).Required();
    }

    // Booked, cancelled, asked, answered, noted, waited, described and merged, with the marker in everything that can be typed.
    private static async Task<Guid> LiveAsync(TestBusiness business)
    {
        var (house, owner, none) = (business.House, business.Owner, CancellationToken.None);
        var (name, email, phone) = ($"Anna {Marker}", $"{Marker}@example.org", "+4722999888");
        (await business.TryBookAsync(TestBusiness.Tuesday, email, name, phone, $"{Marker} notes")).Required();
        var booked = (await business.TryBookAsync(TestBusiness.Tuesday.PlusHours(1), email, name, phone)).Required();
        (await house.Get<CancelBookingHandler>().HandleAsync(
            owner, new CancelBooking(booked.BookingId) { Reason = $"{Marker} is ill" }, none)).Required();
        await business.AskAsync($"{Marker} asks", email, name, phone);
        await house.DrainAsync();
        var conversation = await business.ConversationAsync(email);
        (await business.ReplyAsync(conversation.Id, $"Dear {Marker}")).Required();
        (await house.Get<AddNoteHandler>().HandleAsync(owner, new AddNote(conversation.Id, $"{Marker} note"), none)).Required();
        await house.DrainAsync();
        (await business.TryBookAsync(TestBusiness.Tuesday.PlusHours(2), email, name, phone)).Required();
        (await house.Get<CreateBookingHandler>().HandleAsync(
            owner,
            new CreateBooking(business.Service.Id, business.Owner.Id, TestBusiness.Tuesday.PlusHours(10), conversation.ContactId)
            {
                Reason = $"{Marker} can't come earlier",
                Notes = $"{Marker} walks in",
            },
            none)).Required();
        await house.DrainAsync();
        var import = (await house.Get<UploadContactsHandler>().HandleAsync(
            owner, new UploadContacts("old.csv", System.Text.Encoding.UTF8.GetBytes($"Name,Email\n{name},{email}")), none)).Required();
        (await house.Get<StartImportHandler>().HandleAsync(
            owner, new StartImport(import, new ImportChoices([ImportTargets.Name, ImportTargets.Email], true, true, false)), none)).Required();
        await house.DrainAsync();
        var sunday = TestBusiness.Tuesday.Date.PlusDays(5);
        (await house.Get<JoinWaitlistHandler>().HandleAsync(
            business.Visitor, new JoinWaitlist(business.Service.Id, null, sunday, sunday, name, email, phone), none)).Required();
        (await house.Get<ShareBookingLinkHandler>().HandleAsync(owner, new ShareBookingLink(conversation.ContactId, null), none)).Required();
        (await house.Get<SaveContactFieldHandler>().HandleAsync(owner, new SaveContactField(null, "Insurance"), none)).Required();
        var field = (await house.Get<ContactQueries>().FieldsAsync(owner, none)).Single().Id;
        (await house.Get<SetContactFieldHandler>().HandleAsync(owner, new SetContactField(conversation.ContactId, field, Marker), none)).Required();
        (await house.Get<TagContactHandler>().HandleAsync(owner, new TagContact(conversation.ContactId, Marker), none)).Required();
        await business.AskAsync($"{Marker} again", $"other-{email}", $"A. {Marker}");
        var again = (await business.ConversationAsync($"other-{email}")).ContactId;
        (await house.Get<MergeContactsHandler>().HandleAsync(
            owner, new MergeContacts(conversation.ContactId, again, false, false, false), none)).Required();
        return conversation.ContactId;
    }

    private static Task<Result<Done>> EraseAsync(TestBusiness business, Guid contact, string word) =>
        business.House.Get<EraseContactHandler>().HandleAsync(business.Owner, new EraseContact(contact, word), CancellationToken.None);
}
