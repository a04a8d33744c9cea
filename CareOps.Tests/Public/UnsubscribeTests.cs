using System.Net;

using CareOps.Core.Automation;
using CareOps.Core.Contacts;
using CareOps.Core.Messaging;
using CareOps.Tests.Support;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Tests.Public;

/// <summary>The link at the foot of automatic mail: what it shows, what it changes, and what it doesn't.</summary>
public sealed class UnsubscribeTests(ServedBusiness served) : IClassFixture<ServedBusiness>
{
    [Fact]
    public async Task Looking_changes_nothing_and_saving_does_both_ways()
    {
        var (business, path) = await MailedAsync("Looked at");
        using var client = served.Server.Browse();
        var before = await Rows.OfAsync(served.Server.Services, business.Id);

        var page = await AnsweredPage.GetAsync(client, path);
        using var head = await client.SendAsync(new HttpRequestMessage(HttpMethod.Head, path));

        Assert.Equal(before, await Rows.OfAsync(served.Server.Services, business.Id));
        Assert.Contains("a…@example.org", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("anna@example.org", page.Html, StringComparison.Ordinal);
        var form = await WebForm.OpenAsync(client, path);
        using var left = await form.Fill(("Nothing", "true")).PostAsync();
        Assert.Equal($"{path}?saved=1", left.Headers.Location?.OriginalString);
        Assert.Equal([(ConsentChannel.Email, false, ConsentSource.Link), (ConsentChannel.Sms, false, ConsentSource.Link)], await ConsentsAsync(business));
        Assert.Contains("You're unsubscribed", (await AnsweredPage.GetAsync(client, $"{path}?saved=1")).Html, StringComparison.Ordinal);

        var again = await WebForm.OpenAsync(client, path);
        using var back = await again.Fill(("Email", "true")).PostAsync();

        Assert.Equal([(ConsentChannel.Email, true, ConsentSource.Link), (ConsentChannel.Sms, false, ConsentSource.Link)], await ConsentsAsync(business));
        var contact = (await business.ConversationAsync()).ContactId;
        var timeline = await served.House.Get<TimelineQueries>().PageAsync(business.Owner, contact, TimelineScope.All, null, 20, CancellationToken.None);
        Assert.Contains(timeline, static entry => entry.Text == "Unsubscribed from email by the link in a message");
        Assert.Contains(timeline, static entry => entry.Text == "Subscribed to email by the link in a message");
    }

    [Fact]
    public async Task A_mail_program_needs_one_request_without_cookies()
    {
        var (business, path) = await MailedAsync("One click");
        using var program = served.Server.Browse();

        using var answer = await program.PostAsync(
            new Uri(path, UriKind.Relative), new FormUrlEncodedContent([KeyValuePair.Create("List-Unsubscribe", "One-Click")]));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal([(ConsentChannel.Email, false, ConsentSource.Link)], await ConsentsAsync(business));
        await business.BookAsync(TestBusiness.Tuesday.PlusHours(2), phone: "+4722123456");
        await served.SettleAsync();
    }

    [Fact]
    public async Task Any_other_post_without_a_token_is_refused()
    {
        var (business, path) = await MailedAsync("Guarded");
        using var client = served.Server.Browse();

        using var answer = await client.PostAsync(
            new Uri(path, UriKind.Relative), new FormUrlEncodedContent([KeyValuePair.Create("Nothing", "true")]));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Empty(await ConsentsAsync(business));
    }

    [Fact]
    public async Task A_link_for_something_else_opens_nothing_here_and_an_erased_contact_has_none()
    {
        var (business, path) = await MailedAsync("Elsewhere");
        var booking = (await business.TryBookAsync(TestBusiness.Tuesday.PlusHours(3))).Required();
        using var client = served.Server.Browse();

        (await AnsweredPage.GetAsync(client, $"/unsubscribe/{booking.Link}")).AssertRefused(HttpStatusCode.NotFound);
        (await AnsweredPage.GetAsync(client, $"/booking/{path.Split('/')[^1]}")).AssertRefused(HttpStatusCode.NotFound);
        var contact = (await business.ConversationAsync()).ContactId;
        (await served.House.Get<EraseContactHandler>().HandleAsync(
            business.Owner, new EraseContact(contact, EraseContactHandler.Word), CancellationToken.None)).Required();
        (await AnsweredPage.GetAsync(client, path)).AssertRefused(HttpStatusCode.NotFound);
    }

    // A contact with both ways, and the link in the mail that confirmed her booking.
    private async Task<(TestBusiness Business, string Path)> MailedAsync(string name)
    {
        var business = await served.House.OpenBusinessAsync(name);
        await business.BookAsync(TestBusiness.Tuesday, phone: "+4722123456");
        await Eventually.TrueAsync(
            async () => (await business.LocalOutboxAsync()).Count > 0
                && await served.House.ReadAsync(business.Id, static db => db.OutboxEvents.AllAsync(stored => stored.ProcessedAt != null)),
            TimeSpan.FromSeconds(30),
            "the confirmation");
        var mail = Assert.Single(await business.LocalOutboxAsync());
        var start = mail.Body.IndexOf("/unsubscribe/", StringComparison.Ordinal);
        Assert.DoesNotContain("/unsubscribe/", Assert.Single(await business.MessagesAsync(), static row => row.Kind == MessageKind.Automated).Body, StringComparison.Ordinal);
        return (business, mail.Body[start..].Trim());
    }

    private static async Task<List<(ConsentChannel Channel, bool IsSubscribed, ConsentSource Source)>> ConsentsAsync(TestBusiness business)
    {
        var consents = await business.House.ReadAsync(business.Id, static db => db.ContactConsents().OrderBy(row => row.Channel).ToListAsync());
        return consents.ConvertAll(static row => (row.Channel, row.IsSubscribed, row.Source));
    }
}
