using System.Text.Json;

using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Tests.Support;

namespace CareOps.Tests.Contacts;

/// <summary>Contacts as files.</summary>
public sealed class ContactExportTests
{
    [Theory]
    [InlineData("Anna Berg", "Anna Berg")]
    [InlineData("", "")]
    [InlineData(null, "")]
    [InlineData("Berg, Anna", "\"Berg, Anna\"")]
    [InlineData("the \"boss\"", "\"the \"\"boss\"\"\"")]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+4722123456", "'+4722123456")]
    [InlineData("-2+3", "'-2+3")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("  =cmd|' /C calc'!A0", "'  =cmd|' /C calc'!A0")]
    [InlineData("=HYPERLINK(\"http://x\",\"y\")", "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"")]
    [InlineData("\tx", "'\tx")]
    [InlineData("one\ntwo", "\"one\ntwo\"")]
    public void No_cell_is_taken_for_a_formula(string? value, string cell) => Assert.Equal(cell, ContactCsv.Cell(value));

    [EachEngine]
    public async Task All_contacts_are_lines_of_one_file(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        await business.AskAsync(name: "=Evil(1)");
        await business.BookAsync(TestBusiness.Tuesday);
        var anna = (await business.ConversationAsync()).ContactId;
        (await house.Get<TagContactHandler>().HandleAsync(business.Owner, new TagContact(anna, "Regular"), CancellationToken.None)).Required();

        var lines = (await house.Get<ContactExportQueries>().AllAsync(business.Owner, CancellationToken.None)).Split("\r\n");

        Assert.Equal("Name,Email,Phone,Tags,Email messages,SMS messages,Since", lines[0]);
        Assert.Contains(lines, static line => line.StartsWith("'=Evil(1),jon@example.org,,", StringComparison.Ordinal));
        Assert.Contains(lines, static line => line.StartsWith("Anna Berg,anna@example.org,,Regular,Subscribed,Subscribed,", StringComparison.Ordinal));
    }

    [EachEngine]
    public async Task One_contact_is_a_file_of_everything_that_is_kept_but_members_notes(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        await business.BookAsync(TestBusiness.Tuesday);
        await house.DrainAsync();
        var anna = (await business.ConversationAsync()).ContactId;

        var file = (await house.Get<ContactExportQueries>().OneAsync(business.Owner, anna, CancellationToken.None))!;

        using var json = JsonDocument.Parse(file);
        Assert.Equal("anna@example.org", json.RootElement.GetProperty("email").GetString());
        Assert.Equal(1, json.RootElement.GetProperty("bookings").GetArrayLength());
        Assert.NotEqual(0, json.RootElement.GetProperty("messages").GetArrayLength());
    }

    [Fact]
    public async Task A_member_takes_out_no_more_of_a_contact_than_they_see()
    {
        await using var house = await TestHouse.StartAsync();
        var business = await house.OpenBusinessAsync();
        await business.BookAsync(TestBusiness.Tuesday);
        await house.DrainAsync();
        var anna = (await business.ConversationAsync()).ContactId;
        var staff = await business.HireAsync();
        var seen = Rights.Of(Right.ViewContacts, Right.ViewBookings, Right.Export);

        async Task<JsonElement> FileAsync(Rights rights) => JsonDocument.Parse(
            await house.Get<ContactExportQueries>().OneAsync(staff with { Rights = rights }, anna, CancellationToken.None) ?? "null").RootElement;
        var all = await FileAsync(seen);
        var own = await FileAsync(seen.LimitedToOwnCalendar(true));

        Assert.Equal(1, all.GetProperty("bookings").GetArrayLength());
        Assert.Equal(0, own.GetProperty("bookings").GetArrayLength());
        string[] unseen = ["messages", "forms", "automation", "webhooks"];
        Assert.DoesNotContain(all.EnumerateObject(), part => unseen.Contains(part.Name, StringComparer.Ordinal));
    }

    [Fact]
    public async Task Staff_take_nothing_out()
    {
        await using var house = await TestHouse.StartAsync();
        var business = await house.OpenBusinessAsync();
        var staff = await business.HireAsync();

        await Assert.ThrowsAsync<AccessDeniedException>(
            () => house.Get<ContactExportQueries>().AllAsync(staff, CancellationToken.None));
    }
}
