using System.Net;

using CareOps.Core.Workspaces;
using CareOps.Tests.Support;

namespace CareOps.Tests.Public;

/// <summary>The public pages as the set-up shows them, in the business's colour and with its logo.</summary>
public sealed class PreviewTests(ServedBusiness served) : IClassFixture<ServedBusiness>
{
    [Theory]
    [InlineData("/book/{b}?preview=1", "'self'")]
    [InlineData("/contact/{b}?preview=1", "'self'")]
    [InlineData("/book/{b}", "'none'")]
    [InlineData("/book/{b}?preview=2", "'none'")]
    [InlineData("/account/login?preview=1", "'none'")]
    [InlineData("/app/{b}?preview=1", "'none'")]
    public async Task Only_our_own_pages_may_frame_a_preview_and_nothing_else(string path, string ancestors)
    {
        using var client = await served.SignInAsync(served.Business);

        using var answer = await client.GetAsync(new Uri(path.Replace("{b}", served.Business.Slug, StringComparison.Ordinal), UriKind.Relative));

        Assert.EndsWith($"frame-ancestors {ancestors}", answer.Headers.GetValues("Content-Security-Policy").First(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_steps_of_a_preview_stay_in_it()
    {
        using var client = served.Server.Browse();

        var page = await AnsweredPage.GetAsync(client, $"/book/{served.Business.Slug}/appointment?preview=1");

        Assert.Contains($"/contact/{served.Business.Slug}?preview=1", page.Html, StringComparison.Ordinal);
        Assert.Contains("preview=1", page.Html[page.Html.IndexOf("<main", StringComparison.Ordinal)..], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Colour_and_logo_stand_on_the_page_and_the_logo_may_be_kept_for_ever()
    {
        var business = await served.House.OpenBusinessAsync("Branded Harbour");
        (await served.House.Get<SetBrandColourHandler>().HandleAsync(business.Owner, new SetBrandColour("#1d4ed8"), default)).Required();
        using var picture = new MemoryStream(SampleFiles.Logo);
        var logo = (await served.House.Get<SetLogoHandler>().HandleAsync(business.Owner, new SetLogo("logo.png", picture), default)).Required()!.Value;
        using var client = served.Server.Browse();

        var page = await AnsweredPage.GetAsync(client, $"/book/{business.Slug}/appointment");
        using var file = await client.GetAsync(new Uri(PublicAddress.Logo(business.Slug, logo), UriKind.Relative));
        using var elsewhere = await client.GetAsync(new Uri(PublicAddress.Logo(served.Business.Slug, logo), UriKind.Relative));

        Assert.Contains("--brand:#1d4ed8", page.Html, StringComparison.Ordinal);
        Assert.Contains(PublicAddress.Logo(business.Slug, logo), page.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, file.StatusCode);
        Assert.Equal("image/png", file.Content.Headers.ContentType!.MediaType);
        Assert.Equal("nosniff", file.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Contains("immutable", file.Headers.GetValues("Cache-Control").Single(), StringComparison.Ordinal);
        Assert.Equal(SampleFiles.Logo, await file.Content.ReadAsByteArrayAsync());
        Assert.Equal(HttpStatusCode.NotFound, elsewhere.StatusCode);
    }

    [Fact]
    public async Task Everything_of_a_workspace_is_one_file_for_its_owners_and_noted()
    {
        using var owner = await served.SignInAsync(served.Business);

        using var answer = await owner.GetAsync(new Uri($"/app/{served.Business.Slug}/settings/data/everything.zip?key={Guid.NewGuid():D}", UriKind.Relative));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        using var zip = new System.IO.Compression.ZipArchive(await answer.Content.ReadAsStreamAsync());
        Assert.NotNull(zip.GetEntry("Services.csv"));
        var noted = await served.House.Get<Core.Audit.AuditQueries>().ListAsync(
            served.Business.Owner, new Core.Audit.AuditFilter { Kind = "workspace" }, null, 1, default);
        Assert.Equal("workspace.exported", Assert.Single(noted).Action);
    }
}
