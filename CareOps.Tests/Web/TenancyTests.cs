using System.Net;

using CareOps.Core.Bookings;
using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Forms;
using CareOps.Core.Workspaces;
using CareOps.Tests.Forms;
using CareOps.Tests.Support;

using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.EntityFrameworkCore;

namespace CareOps.Tests.Web;

/// <summary>What a member of one business gets of another's by asking the server for it: nothing.</summary>
public sealed class TenancyTests(ServedBusiness served) : IClassFixture<ServedBusiness>
{
    // Every address the server answers, with the parameters it takes. A new one fails the test until it is listed here.
    private static readonly Dictionary<string, Reach> Routes = new(StringComparer.Ordinal)
    {
        [""] = Reach.OwnOnly,
        ["account"] = Reach.OwnOnly,
        ["account/code"] = Reach.OwnOnly,
        ["account/confirm/{token}"] = Reach.OwnOnly,
        ["account/email"] = Reach.OwnOnly,
        ["account/forgot"] = Reach.OwnOnly,
        ["account/invitation/{token}"] = Reach.OwnOnly,
        ["account/login"] = Reach.OwnOnly,
        ["account/new-workspace"] = Reach.OwnOnly,
        ["account/passkeys"] = Reach.OwnOnly,
        ["account/password"] = Reach.OwnOnly,
        ["account/reset/{token}"] = Reach.OwnOnly,
        ["account/two-factor"] = Reach.OwnOnly,
        ["account/logout"] = Reach.OwnOnly,
        ["account/register"] = Reach.OwnOnly,
        ["status/{code:int}"] = Reach.OwnOnly,
        ["health/live"] = Reach.OwnOnly,
        ["health/ready"] = Reach.OwnOnly,

        ["book/{workspace}"] = Reach.Everyone,
        ["book/{workspace}/{service}"] = Reach.Everyone,
        ["book/{workspace}/{service}/waitlist"] = Reach.Everyone,
        ["contact/{workspace}"] = Reach.Everyone,
        ["logo/{workspace}/{file:guid}"] = Reach.Everyone,
        ["booking/{token}"] = Reach.Everyone,
        ["booking/{token}/calendar.ics"] = Reach.Everyone,
        ["booking/{token}/reschedule"] = Reach.Everyone,
        ["waitlist/{token}"] = Reach.Everyone,
        [FeedOfAMember] = Reach.Everyone,

        ["form/{token}"] = Reach.Everyone,
        ["form/{token}/document"] = Reach.Everyone,

        ["unsubscribe/{token}"] = Reach.Everyone,

        ["webhooks/resend/{connection:guid}"] = Reach.Providers,
        ["webhooks/sendgrid/{connection:guid}"] = Reach.Providers,
        ["webhooks/twilio/{connection:guid}"] = Reach.Providers,

        ["app/{WorkspaceSlug}"] = Reach.Members,
        ["app/{WorkspaceSlug}/alerts"] = Reach.Members,
        ["app/{WorkspaceSlug}/automation"] = Reach.Members,
        ["app/{WorkspaceSlug}/automation/log"] = Reach.Members,
        ["app/{WorkspaceSlug}/automation/log.csv"] = Reach.Members,
        ["app/{WorkspaceSlug}/automation/{RuleId:guid}"] = Reach.Members,
        ["app/{WorkspaceSlug}/bookings"] = Reach.Members,
        ["app/{WorkspaceSlug}/bookings/waitlist"] = Reach.Members,
        ["app/{WorkspaceSlug}/calendar"] = Reach.Members,
        ["app/{WorkspaceSlug}/calendar/why"] = Reach.Members,
        ["app/{WorkspaceSlug}/contacts"] = Reach.Members,
        ["app/{WorkspaceSlug}/contacts.csv"] = Reach.Members,
        ["app/{WorkspaceSlug}/contacts/{ContactId:guid}"] = Reach.Members,
        ["app/{WorkspaceSlug}/contacts/{ContactId:guid}.json"] = Reach.Members,
        ["app/{WorkspaceSlug}/contacts/{ContactId:guid}/merge"] = Reach.Members,
        ["app/{WorkspaceSlug}/contacts/import"] = Reach.Members,
        ["app/{WorkspaceSlug}/contacts/import/{ImportId:guid}"] = Reach.Members,
        ["app/{WorkspaceSlug}/contacts/import/{ImportId:guid}/refused.csv"] = Reach.Members,
        ["app/{WorkspaceSlug}/forms"] = Reach.Members,
        ["app/{WorkspaceSlug}/forms/answers/{SubmissionId:guid}"] = Reach.Members,
        ["app/{WorkspaceSlug}/forms/files/{FileId:guid}"] = Reach.Members,
        ["app/{WorkspaceSlug}/forms/templates"] = Reach.Members,
        ["app/{WorkspaceSlug}/forms/templates/new"] = Reach.Members,
        ["app/{WorkspaceSlug}/forms/templates/contact"] = Reach.Members,
        ["app/{WorkspaceSlug}/forms/templates/{TemplateId:guid}"] = Reach.Members,
        ["app/{WorkspaceSlug}/forms/{TemplateId:guid}/{Version:int}.csv"] = Reach.Members,
        ["app/{WorkspaceSlug}/forms/{TemplateId:guid}/{Version:int}/document"] = Reach.Members,
        ["app/{WorkspaceSlug}/inbox"] = Reach.Members,
        ["app/{WorkspaceSlug}/inbox/{ConversationId:guid}"] = Reach.Members,
        ["app/{WorkspaceSlug}/inbox/waiting"] = Reach.Members,
        ["app/{WorkspaceSlug}/inbox/files/{AttachmentId:guid}"] = Reach.Members,
        ["app/{WorkspaceSlug}/inventory"] = Reach.Members,
        ["app/{WorkspaceSlug}/inventory.csv"] = Reach.Members,
        ["app/{WorkspaceSlug}/inventory/alerts"] = Reach.Members,
        ["app/{WorkspaceSlug}/inventory/count"] = Reach.Members,
        ["app/{WorkspaceSlug}/inventory/import"] = Reach.Members,
        ["app/{WorkspaceSlug}/inventory/new"] = Reach.Members,
        ["app/{WorkspaceSlug}/inventory/orders"] = Reach.Members,
        ["app/{WorkspaceSlug}/inventory/orders/{OrderId:guid}"] = Reach.Members,
        ["app/{WorkspaceSlug}/inventory/orders/{OrderId:guid}.csv"] = Reach.Members,
        ["app/{WorkspaceSlug}/inventory/suppliers"] = Reach.Members,
        ["app/{WorkspaceSlug}/inventory/{ItemId:guid}"] = Reach.Members,
        ["app/{WorkspaceSlug}/inventory/{ItemId:guid}/edit"] = Reach.Members,
        ["app/{WorkspaceSlug}/onboarding"] = Reach.Members,
        ["app/{WorkspaceSlug}/onboarding/{StepName}"] = Reach.Members,
        ["app/{WorkspaceSlug}/reports"] = Reach.Members,
        ["app/{WorkspaceSlug}/reports.csv"] = Reach.Members,
        ["app/{WorkspaceSlug}/settings"] = Reach.Members,
        ["app/{WorkspaceSlug}/settings/audit"] = Reach.Members,
        ["app/{WorkspaceSlug}/settings/branding"] = Reach.Members,
        ["app/{WorkspaceSlug}/settings/data"] = Reach.Members,
        ["app/{WorkspaceSlug}/settings/data/everything.zip"] = Reach.Members,
        ["app/{WorkspaceSlug}/settings/booking-page"] = Reach.Members,
        ["app/{WorkspaceSlug}/settings/calendar-feed"] = Reach.Members,
        ["app/{WorkspaceSlug}/settings/channels"] = Reach.Members,
        ["app/{WorkspaceSlug}/settings/contact-fields"] = Reach.Members,
        ["app/{WorkspaceSlug}/settings/channels/add"] = Reach.Members,
        ["app/{WorkspaceSlug}/settings/channels/{Id:guid}"] = Reach.Members,
        ["app/{WorkspaceSlug}/settings/holidays"] = Reach.Members,
        ["app/{WorkspaceSlug}/settings/members"] = Reach.Members,
        ["app/{WorkspaceSlug}/settings/members/{MemberId:guid}"] = Reach.Members,
        ["app/{WorkspaceSlug}/settings/replies"] = Reach.Members,
        ["app/{WorkspaceSlug}/settings/hours"] = Reach.Members,
        ["app/{WorkspaceSlug}/settings/outbox"] = Reach.Members,
        ["app/{WorkspaceSlug}/settings/notifications"] = Reach.Members,
        ["app/{WorkspaceSlug}/settings/quiet-hours"] = Reach.Members,
        ["app/{WorkspaceSlug}/settings/templates"] = Reach.Members,
        ["app/{WorkspaceSlug}/settings/templates/{KeyText}"] = Reach.Members,
        ["app/{WorkspaceSlug}/settings/webhooks"] = Reach.Members,
        ["app/{WorkspaceSlug}/settings/webhooks/new"] = Reach.Members,
        ["app/{WorkspaceSlug}/settings/webhooks/{Id:guid}"] = Reach.Members,
        ["app/{WorkspaceSlug}/settings/suppressions"] = Reach.Members,
        ["app/{WorkspaceSlug}/settings/resources"] = Reach.Members,
        ["app/{WorkspaceSlug}/settings/services"] = Reach.Members,
        ["app/{WorkspaceSlug}/settings/services/new"] = Reach.Members,
        ["app/{WorkspaceSlug}/settings/services/{Id:guid}"] = Reach.Members,
    };

    // Its holder is a member: each event leads to its booking in the members' calendar.
    private const string FeedOfAMember = "calendar/{token}.ics";

    // Blazor's socket checks its sender's origin (SecurityTests); files are the same for all.
    private static readonly string[] SocketAndFiles = ["_blazor", "_framework", "{**path:file}"];

    private enum Reach
    {
        /// <summary>Names no business: shows the visitor's own, or none.</summary>
        OwnOnly,

        /// <summary>A public page, or one for whoever holds the link.</summary>
        Everyone,

        /// <summary>For a provider that signs what it posts: WebhookTests.</summary>
        Providers,

        /// <summary>For members of the business that it names.</summary>
        Members,
    }

    [Fact]
    public async Task Every_address_of_another_business_looks_as_if_it_did_not_exist()
    {
        var (mine, theirs) = (served.Business, await OtherAsync("Secret Harbour"));
        using var member = await served.SignInAsync(mine);
        using var visitor = served.Server.Browse();
        var ids = await IdsAsync(theirs);
        var tried = 0;

        foreach (var (route, reach) in RoutesOfTheServer())
        {
            if (reach == Reach.OwnOnly)
            {
                var page = await AnsweredPage.GetAsync(member, Fill(route, theirs.Slug, ids));
                Assert.All(ids.Secrets, secret => Assert.DoesNotContain(secret, page.Html, StringComparison.OrdinalIgnoreCase));
            }
            else if (reach == Reach.Providers)
            {
                // Nothing to look at, for a member either.
                using var looked = await member.GetAsync(new Uri(Fill(route, theirs.Slug, ids), UriKind.Relative));
                Assert.Equal(HttpStatusCode.NotFound, looked.StatusCode);
            }
            else if (reach == Reach.Everyone)
            {
                // Being signed in elsewhere neither helps nor harms.
                using var asVisitor = await visitor.GetAsync(new Uri(Fill(route, theirs.Slug, ids), UriKind.Relative));
                using var asMember = await member.GetAsync(new Uri(Fill(route, theirs.Slug, ids), UriKind.Relative));
                Assert.True((int)asVisitor.StatusCode < 400, $"{route} answers {asVisitor.StatusCode}.");
                Assert.Equal(
                    (asVisitor.StatusCode, (await AnsweredPage.ReadAsync(asVisitor)).Text),
                    (asMember.StatusCode, (await AnsweredPage.ReadAsync(asMember)).Text));
                if (route != FeedOfAMember)
                {
                    Assert.DoesNotContain($"/app/{theirs.Slug}", await asMember.Content.ReadAsStringAsync(), StringComparison.Ordinal);
                }
            }
            else
            {
                var there = await AnsweredPage.GetAsync(member, Fill(route, theirs.Slug, ids));
                var nowhere = await AnsweredPage.GetAsync(member, Fill(route, "nobody", ids));
                there.AssertRefused(HttpStatusCode.NotFound);
                Assert.Equal(nowhere.Html, there.Html);
                tried++;
            }
        }

        Assert.Equal(Routes.Count(static route => route.Value == Reach.Members), tried);
    }

    [Fact]
    public async Task Every_address_of_members_sends_a_stranger_to_sign_in_whether_the_business_exists_or_not()
    {
        var theirs = await OtherAsync("Quiet Harbour");
        using var stranger = served.Server.Browse();
        var ids = await IdsAsync(theirs);

        foreach (var (route, _) in RoutesOfTheServer().Where(static route => route.Reach == Reach.Members))
        {
            foreach (var slug in new[] { theirs.Slug, "nobody" })
            {
                var path = Fill(route, slug, ids);
                using var answer = await stranger.GetAsync(new Uri(path, UriKind.Relative));

                Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
                Assert.Equal($"/account/login?returnUrl={Uri.EscapeDataString(path)}", answer.Headers.Location!.PathAndQuery);
                Assert.Empty(await answer.Content.ReadAsStringAsync());
            }
        }
    }

    [Theory]
    [InlineData("/app/{b}/")]
    [InlineData("/APP/{b}")]
    [InlineData("/app//{b}")]
    [InlineData("/app/{a}/../{b}")]
    [InlineData("/app/{a}/%2e%2e/{b}")]
    [InlineData("/app/{a}%2f..%2f{b}/inbox")]
    [InlineData("/app/{b}/inbox?WorkspaceSlug={a}")]
    [InlineData("/app/{B}")]
    [InlineData("/app/{A}")]
    public async Task Spelling_an_address_differently_opens_nothing(string path)
    {
        var theirs = await OtherAsync("Spelled Harbour");
        using var member = await served.SignInAsync(served.Business);
        var address = path
            .Replace("{a}", served.Business.Slug, StringComparison.Ordinal).Replace("{b}", theirs.Slug, StringComparison.Ordinal)
            .Replace("{A}", served.Business.Slug.ToUpperInvariant(), StringComparison.Ordinal)
            .Replace("{B}", theirs.Slug.ToUpperInvariant(), StringComparison.Ordinal);

        // Not made canonical on the way, as a browser would.
        using var request = new HttpRequestMessage(
            HttpMethod.Get,
            new Uri($"{served.Server.Address.GetLeftPart(UriPartial.Authority)}{address}", new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        using var answer = await member.SendAsync(request);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.DoesNotContain("Spelled Harbour", await answer.Content.ReadAsStringAsync(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_business_that_is_not_open_shows_itself_to_its_own_members_only()
    {
        var theirs = await OtherAsync("Closed Harbour");
        await served.House.Get<OpenBusinessHandler>().HandleAsync(theirs.Owner, new OpenBusiness(false), CancellationToken.None);
        using var member = await served.SignInAsync(served.Business);
        using var owner = await served.SignInAsync(theirs);

        var refused = await AnsweredPage.GetAsync(member, $"/contact/{theirs.Slug}");
        var shown = await AnsweredPage.GetAsync(owner, $"/contact/{theirs.Slug}");

        refused.AssertRefused(HttpStatusCode.NotFound);
        Assert.DoesNotContain("Closed Harbour", refused.Html, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(HttpStatusCode.OK, shown.Status);
        Assert.Contains("Closed Harbour", shown.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_of_one_business_acts_on_that_business_only()
    {
        var theirs = await OtherAsync("Token Harbour");
        using var member = await served.SignInAsync(served.Business);
        var ids = await IdsAsync(theirs);
        await served.SettleAsync();
        var before = await Rows.OfAsync(served.Server.Services, served.Business.Id);
        var form = await WebForm.OpenAsync(member, $"/booking/{ids.Token}?cancel=1");

        using var cancelled = await form.PostAsync();

        Assert.Equal(HttpStatusCode.Redirect, cancelled.StatusCode);
        Assert.Equal(BookingStatus.Cancelled, await served.House.ReadAsync(
            theirs.Id, db => db.Bookings().Where(row => row.Id == ids.Booking).Select(row => row.Status).SingleAsync()));
        Assert.Equal(before, await Rows.OfAsync(served.Server.Services, served.Business.Id));
    }

    private async Task<TestBusiness> OtherAsync(string name)
    {
        var business = await served.House.OpenBusinessAsync(name);
        await business.BookAsync(TestBusiness.Tuesday);
        return business;
    }

    private static async Task<TheirIds> IdsAsync(TestBusiness business)
    {
        // Booked by a stranger who got its link.
        var booked = (await business.TryBookAsync(TestBusiness.Tuesday.PlusHours(2), "petra@example.org", "Petra Unknown")).Required();
        var conversation = await business.ConversationAsync("petra@example.org");
        var feed = (await business.House.Get<MakeCalendarFeedHandler>()
            .HandleAsync(business.Owner, new MakeCalendarFeed(), CancellationToken.None)).Required();
        var sunday = TestBusiness.Tuesday.Date.PlusDays(5);
        var place = (await business.House.Get<JoinWaitlistHandler>().HandleAsync(
            business.Visitor,
            new JoinWaitlist(business.Service.Id, null, sunday, sunday, "Petra Unknown", "petra@example.org", null),
            CancellationToken.None)).Required();
        var preferences = await business.House.Get<IWriteDoor>().RunAsync(
            business.Owner, (db, _) => Task.FromResult(PreferenceLinks.Mint(db, conversation.ContactId)), CancellationToken.None);
        var document = await FormFileTests.KeepAsync(business.House, business, "rules.pdf", SampleFiles.Pdf);
        var template = (await business.House.Get<SaveFormTemplateHandler>().HandleAsync(
            business.Owner,
            new SaveFormTemplate(
                null, "Intake of Petra", null, [FormFixtures.Ask(QuestionKind.Consent, "I accept it") with { IsAboutDocument = true }])
            {
                DocumentId = document.FileId,
            },
            CancellationToken.None)).Required();
        var form = await business.SendFormAsync(template, conversation.ContactId);
        var formLink = await business.LinkAsync(form.Id);
        using var picture = new MemoryStream(SampleFiles.Logo);
        var logo = (await business.House.Get<SetLogoHandler>().HandleAsync(business.Owner, new SetLogo("logo.png", picture), CancellationToken.None)).Required();
        return new TheirIds(
            booked.BookingId, conversation.Id, business.Service.Id, booked.Link.Value, feed.Value, place.Link.Value, preferences.Value,
            (template.Id, form.Id, formLink),
            [
                business.Slug, "Petra Unknown", booked.BookingId.ToString(), conversation.Id.ToString(), booked.Link.Value, feed.Value,
                place.Link.Value, preferences.Value, template.Id.ToString(), form.Id.ToString(), formLink, "Intake of Petra",
            ])
        {
            Logo = logo!.Value,
        };
    }

    private IEnumerable<(string Route, Reach Reach)> RoutesOfTheServer()
    {
        var patterns = served.Server.Get<EndpointDataSource>().Endpoints
            .Where(static endpoint => endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is null)
            .Select(static endpoint => Assert.IsType<RouteEndpoint>(endpoint).RoutePattern.RawText!.Trim('/'))
            .Distinct(StringComparer.Ordinal)
            .Where(static pattern => !SocketAndFiles.Contains(pattern.Split('/')[0], StringComparer.Ordinal))
            .Order(StringComparer.Ordinal).ToList();
        Assert.Equal(Routes.Keys.Order(StringComparer.Ordinal), patterns);
        return patterns.Select(static pattern => (pattern, Routes[pattern]));
    }

    private static string Fill(string route, string slug, TheirIds ids) => "/" + route
        .Replace("{workspace}", slug, StringComparison.Ordinal)
        .Replace("{WorkspaceSlug}", slug, StringComparison.Ordinal)
        .Replace("{service}", "appointment", StringComparison.Ordinal)
        .Replace("calendar/{token}", $"calendar/{ids.Feed}", StringComparison.Ordinal)
        .Replace("waitlist/{token}", $"waitlist/{ids.Place}", StringComparison.Ordinal)
        .Replace("unsubscribe/{token}", $"unsubscribe/{ids.Preferences}", StringComparison.Ordinal)
        .Replace("form/{token}", $"form/{ids.Form.Link}", StringComparison.Ordinal)
        .Replace("{TemplateId:guid}", ids.Form.Template.ToString(), StringComparison.Ordinal)
        .Replace("{SubmissionId:guid}", ids.Form.Submission.ToString(), StringComparison.Ordinal)
        .Replace("{Version:int}", "1", StringComparison.Ordinal)
        .Replace("{token}", ids.Token, StringComparison.Ordinal)
        .Replace("{MemberId:guid}", ids.Conversation.ToString(), StringComparison.Ordinal)
        .Replace("{ConversationId:guid}", ids.Conversation.ToString(), StringComparison.Ordinal)
        .Replace("{ContactId:guid}", ids.Conversation.ToString(), StringComparison.Ordinal)
        .Replace("{FileId:guid}", ids.Conversation.ToString(), StringComparison.Ordinal)
        .Replace("{AttachmentId:guid}", ids.Conversation.ToString(), StringComparison.Ordinal)
        .Replace("{ImportId:guid}", ids.Conversation.ToString(), StringComparison.Ordinal)
        .Replace("{ItemId:guid}", ids.Conversation.ToString(), StringComparison.Ordinal)
        .Replace("{OrderId:guid}", ids.Conversation.ToString(), StringComparison.Ordinal)
        .Replace("{RuleId:guid}", ids.Conversation.ToString(), StringComparison.Ordinal)
        .Replace("{connection:guid}", ids.Service.ToString(), StringComparison.Ordinal)
        .Replace("{Id:guid}", ids.Service.ToString(), StringComparison.Ordinal)
        .Replace("{StepName}", "services", StringComparison.Ordinal)
        .Replace("{file:guid}", ids.Logo.ToString("N"), StringComparison.Ordinal)
        .Replace("{KeyText}", "BookingCreated", StringComparison.Ordinal)
        .Replace("{code:int}", "404", StringComparison.Ordinal);

    /// <param name="Booking">A booking of theirs.</param>
    /// <param name="Conversation">The conversation of the one who booked.</param>
    /// <param name="Service">What they offer.</param>
    /// <param name="Token">The booking's secret link.</param>
    /// <param name="Feed">The token of their owner's calendar feed.</param>
    /// <param name="Place">The token of a place on their waitlist.</param>
    /// <param name="Preferences">The token by which the one who booked unsubscribes.</param>
    /// <param name="Form">A form of theirs, who was sent it, and the token by which it is filled in.</param>
    /// <param name="Secrets">What must appear nowhere else.</param>
    private sealed record TheirIds(
        Guid Booking, Guid Conversation, Guid Service, string Token, string Feed, string Place, string Preferences,
        (Guid Template, Guid Submission, string Link) Form, IReadOnlyList<string> Secrets)
    {
        /// <summary>Their logo.</summary>
        public Guid Logo { get; init; }
    }
}
