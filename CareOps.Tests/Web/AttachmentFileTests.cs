using System.Net;
using System.Net.Http.Headers;

using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;
using CareOps.Tests.Messaging;
using CareOps.Tests.Support;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Tests.Web;

/// <summary>What the server hands out of a conversation's files, and to whom.</summary>
public sealed class AttachmentFileTests(ServedBusiness served) : IClassFixture<ServedBusiness>
{
    [Fact]
    public async Task A_file_is_handed_over_so_that_a_browser_saves_it_and_runs_nothing()
    {
        var file = await AddAsync(served.Business, "Plan für Anna.pdf", SampleFiles.Pdf);
        using var member = await served.SignInAsync(served.Business);

        using var answer = await member.GetAsync(UrlOf(served.Business, file));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(SampleFiles.Pdf, await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal(("attachment", "Plan für Anna.pdf"), (answer.Content.Headers.ContentDisposition!.DispositionType, answer.Content.Headers.ContentDisposition.FileNameStar));
        Assert.Equal("application/pdf", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("sandbox", policy, StringComparison.Ordinal);
        Assert.True(answer.Headers.CacheControl!.Private && answer.Headers.CacheControl.NoCache);

        using var again = new HttpRequestMessage(HttpMethod.Get, UrlOf(served.Business, file)) { Headers = { IfNoneMatch = { answer.Headers.ETag! } } };
        using var unchanged = await member.SendAsync(again);
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
    }

    [Fact]
    public async Task Only_a_picture_that_every_browser_draws_is_shown()
    {
        var (picture, page) = (await AddAsync(served.Business, "knee.png", SampleFiles.Png), await AddAsync(served.Business, "plan.pdf", SampleFiles.Pdf));
        using var member = await served.SignInAsync(served.Business);

        Assert.Equal("inline", (await DispositionAsync(member, picture, "?view=1")).DispositionType);
        Assert.Equal("attachment", (await DispositionAsync(member, picture, string.Empty)).DispositionType);
        Assert.Equal("attachment", (await DispositionAsync(member, page, "?view=1")).DispositionType);
    }

    [Fact]
    public async Task Nobody_else_gets_it()
    {
        var theirs = await served.House.OpenBusinessAsync("Other Physio");
        var file = await AddAsync(theirs, "secret.pdf", SampleFiles.Pdf);
        using var member = await served.SignInAsync(served.Business);
        using var stranger = served.Server.Browse();

        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(member, UrlOf(theirs, file)));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(member, UrlOf(served.Business, file)));
        Assert.Equal(HttpStatusCode.Redirect, await StatusAsync(stranger, UrlOf(theirs, file)));
        await TakeRightAsync(theirs);
        using var owner = await served.SignInAsync(theirs);
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(owner, UrlOf(theirs, file)));
    }

    private static Uri UrlOf(TestBusiness business, Guid file) => new($"/app/{business.Slug}/inbox/files/{file}", UriKind.Relative);

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, Uri url)
    {
        using var answer = await client.GetAsync(url);
        return answer.StatusCode;
    }

    private static async Task<Guid> AddAsync(TestBusiness business, string name, byte[] content)
    {
        if (!await business.House.ReadAsync(business.Id, static db => db.Set<Core.Messaging.Conversation>().AnyAsync()))
        {
            (await business.AskAsync()).Required();
        }

        return await AttachmentTests.AttachAsync(business, (await business.ConversationAsync("jon@example.org")).Id, name, content);
    }

    private async Task<ContentDispositionHeaderValue> DispositionAsync(HttpClient member, Guid file, string query)
    {
        using var answer = await member.GetAsync(new Uri(UrlOf(served.Business, file) + query, UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return answer.Content.Headers.ContentDisposition!;
    }

    // As staff who may see bookings only.
    private static Task TakeRightAsync(TestBusiness business) => business.House.Get<IWriteDoor>().RunAsync(
        business.Owner,
        (db, token) => db.Members().Where(member => member.AccountId == business.AccountId).ExecuteUpdateAsync(
            static set => set.SetProperty(static member => member.Role, MemberRole.Staff).SetProperty(static member => member.Rights, Rights.Of(Right.ViewBookings)), token),
        CancellationToken.None);
}
