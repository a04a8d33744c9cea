using System.Net;

using CareOps.Tests.Support;
using CareOps.Web.Public;

using Microsoft.AspNetCore.Mvc.RazorPages;

using NodaTime;

namespace CareOps.Tests.Public;

/// <summary>Booking in another site's frame: no cookies in either direction, and a form that nobody but us can make.</summary>
public sealed class EmbeddedBookingTests(ServedBusiness served) : IClassFixture<ServedBusiness>
{
    private const string Stamp = "EmbedStamp";

    [Fact]
    public async Task A_stranger_books_from_the_first_page_to_the_result_and_no_answer_sets_a_cookie()
    {
        using var client = Watched(out var answers);
        var services = await AnsweredPage.GetAsync(client, $"/book/{served.Business.Slug}?embed=1");
        Assert.Equal(HttpStatusCode.Redirect, services.Status);
        var times = await AnsweredPage.GetAsync(client, served.BookingPage + "?embed=1");
        var slot = times.All("a.slot")[0].GetAttribute("href")!;
        var form = (await WebForm.OpenAsync(client, slot)).Fill(("Name", "Anna Berg"), ("Email", "anna@example.org"));

        using var refused = await form.Copy().Fill(("Email", "nonsense"), ("Phone", "")).PostAsync();
        using var booked = await form.PostAsync();
        var result = await AnsweredPage.GetAsync(client, booked.Headers.Location!.OriginalString);

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.Redirect), (refused.StatusCode, booked.StatusCode));
        Assert.Matches("^/booking/[^?]+\\?embed=1$", booked.Headers.Location.OriginalString);
        Assert.Contains("You're booked", result.Text, StringComparison.Ordinal);
        Assert.Equal(6, answers.Count);
        Assert.All(answers, static answer => Assert.False(answer.Headers.Contains("Set-Cookie")));
        Assert.All(answers, static answer => Assert.Contains("frame-ancestors *", PolicyOf(answer), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_link_stays_in_the_frame_or_leaves_it_for_a_window_of_its_own()
    {
        using var client = served.Server.Browse();
        var business = await served.House.OpenBusinessAsync("Linked");
        var times = $"/book/{business.Slug}/appointment";
        string[] pages =
        [
            times, times + "?month=2026-04", times + "?day=2026-03-08", times + "?start=2026-03-04T13:00",
            times + "?start=2026-03-08T13:00", $"/booking/{await BookAsync(business)}",
        ];

        foreach (var page in pages)
        {
            var answer = await AnsweredPage.GetAsync(client, page + (page.Contains('?', StringComparison.Ordinal) ? "&embed=1" : "?embed=1"));
            Assert.Empty(answer.All("header.business, footer"));
            Assert.NotEmpty(answer.All("a[href]"));
            Assert.All(answer.All("a[href]"), link => Assert.True(
                link.GetAttribute("href")!.Contains("embed=1", StringComparison.Ordinal) != (link.GetAttribute("target") == "_blank"),
                $"{page}: {link.OuterHtml}"));
        }
    }

    [Fact]
    public async Task Only_booking_pages_that_ask_for_it_may_be_framed()
    {
        using var client = served.Server.Browse();
        var token = await BookAsync(await served.House.OpenBusinessAsync("Framed"));
        string[] framed = [$"{served.BookingPage}?embed=1", $"/booking/{token}?embed=1", "/book/nobody?embed=1"];
        string[] others =
        [
            served.BookingPage, $"/booking/{token}", $"{served.BookingPage}?embed=0", $"{served.BookingPage}?embed=1x",
            $"{served.ContactPage}?embed=1", "/account/login?embed=1", $"/app/{served.Business.Slug}?embed=1", "/nothing?embed=1", "/?embed=1",
            "/bookings?embed=1", "/health/live?embed=1",
        ];

        foreach (var path in framed)
        {
            using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
            Assert.EndsWith("frame-ancestors *", PolicyOf(answer), StringComparison.Ordinal);
        }

        foreach (var path in others)
        {
            using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
            Assert.True(PolicyOf(answer).EndsWith("frame-ancestors 'none'", StringComparison.Ordinal), path);
        }
    }

    [Fact]
    public void Two_pages_take_an_embedded_form() => Assert.Equal(
        ["BookServiceModel", "JoinWaitlistModel"],
        typeof(EmbeddableAttribute).Assembly.GetTypes()
            .Where(static type => type.IsSubclassOf(typeof(PageModel)) && Attribute.IsDefined(type, typeof(EmbeddableAttribute)))
            .Select(static type => type.Name).Order(StringComparer.Ordinal));

    [Fact]
    public async Task Nobody_is_known_there_not_even_the_owner_who_previews_a_page_that_is_not_open()
    {
        var business = await served.House.OpenBusinessAsync("Closed");
        await served.House.Get<Core.Workspaces.OpenBusinessHandler>().HandleAsync(
            business.Owner, new Core.Workspaces.OpenBusiness(false), default);
        using var owner = await served.SignInAsync(business);

        var plain = await AnsweredPage.GetAsync(owner, $"/book/{business.Slug}/appointment");
        var embedded = await AnsweredPage.GetAsync(owner, $"/book/{business.Slug}/appointment?embed=1");

        Assert.Equal(HttpStatusCode.OK, plain.Status);
        embedded.AssertRefused(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Without_its_own_stamp_no_form_books()
    {
        var other = await served.House.OpenBusinessAsync("Another");
        using var client = served.Server.Browse();
        var form = await OpenAsync(client, served.Business, "2026-03-05T09:30");
        var another = await OpenAsync(client, other, "2026-03-05T09:30");
        var key = Guid.NewGuid().ToString();
        await served.SettleAsync();
        var before = await Rows.AllAsync(served.Server.Services);

        await AssertRefusedAsync(form.Copy().Without(Stamp));
        await AssertRefusedAsync(form.Copy().Fill((Stamp, "forged")));
        await AssertRefusedAsync(form.Copy().Fill(("SubmissionKey", key)));
        await AssertRefusedAsync(form.Copy().Fill((Stamp, another[Stamp]), ("SubmissionKey", another["SubmissionKey"])));
        await AssertRefusedAsync(form.Copy().Fill((Stamp, form["Stamp"])));
        await AssertRefusedAsync(form.Copy().To(served.BookingPage + "?start=2026-03-05T09:30"));

        Assert.Equal(before, await Rows.AllAsync(served.Server.Services));
    }

    [Fact]
    public async Task A_members_cookie_and_token_do_not_stand_in_for_the_stamp()
    {
        using var owner = await served.SignInAsync(served.Business);
        var form = await PublicPages.OpenBookingFormAsync(owner, served.Business.Slug, start: "2026-03-05T11:00");

        await AssertRefusedAsync(form.To(served.BookingPage + "?start=2026-03-05T11:00&embed=1").Fill(("Name", "Anna"), ("Email", "anna@example.org")));
    }

    [Fact]
    public async Task A_stamp_books_once_and_answers_its_own_repetition()
    {
        using var client = served.Server.Browse();
        var form = await OpenAsync(client, served.Business, "2026-03-05T13:00");

        using var first = await form.PostAsync();
        using var again = await form.PostAsync();
        using var altered = await form.Copy().Fill(("Start", "2026-03-05T14:00")).PostAsync();

        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Redirect), (first.StatusCode, again.StatusCode));
        Assert.Equal(HttpStatusCode.Conflict, altered.StatusCode);
    }

    [Fact]
    public async Task A_stamp_lasts_half_a_day()
    {
        var clock = new FakeClock();
        await using var server = new TestServer(clock: clock);
        var business = await TestHouse.Inside(server, clock).OpenBusinessAsync();
        using var client = server.Browse();
        var (soon, late) = (await OpenAsync(client, business, "2026-03-05T09:30"), await OpenAsync(client, business, "2026-03-05T10:30"));

        clock.Advance(Duration.FromHours(12));
        using var booked = await soon.PostAsync();
        clock.Advance(Duration.FromSeconds(1));
        var refused = await AnsweredPage.PostAsync(late);

        Assert.Equal(HttpStatusCode.Redirect, booked.StatusCode);
        refused.AssertRefused(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Who_loses_the_race_for_a_time_stays_in_the_frame_with_what_was_typed_and_three_others()
    {
        using var client = served.Server.Browse();
        var form = await OpenAsync(client, served.Business, "2026-03-06T09:30");
        (await served.Business.TryBookAsync(new LocalDateTime(2026, 3, 6, 9, 30), "jon@example.org")).Required();

        var lost = await AnsweredPage.PostAsync(form);

        lost.AssertRefused(HttpStatusCode.Conflict);
        Assert.Equal("Anna Berg", lost.Typed("Name"));
        Assert.Equal(3, lost.Choices("Start").Count);
        Assert.NotEqual(form[Stamp], lost.Typed(Stamp));
        Assert.Empty(lost.All("header.business"));
    }

    [Fact]
    public async Task Any_site_may_load_the_script_and_keeps_it_for_a_day()
    {
        using var client = served.Server.Browse();

        using var script = await client.GetAsync(new Uri("/embed.js", UriKind.Relative));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/embed.js");
        request.Headers.IfNoneMatch.Add(script.Headers.ETag!);
        using var again = await client.SendAsync(request);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotModified), (script.StatusCode, again.StatusCode));
        Assert.Equal("text/javascript", script.Content.Headers.ContentType?.MediaType);
        Assert.Equal("*", Assert.Single(script.Headers.GetValues("Access-Control-Allow-Origin")));
        Assert.Equal("cross-origin", Assert.Single(script.Headers.GetValues("Cross-Origin-Resource-Policy")));
        Assert.Equal("public, max-age=86400, stale-while-revalidate=604800", Assert.Single(script.Headers.GetValues("Cache-Control")));
        Assert.False(script.Headers.Contains("Set-Cookie"));
    }

    private HttpClient Watched(out List<HttpResponseMessage> answers)
    {
        var noted = answers = [];
        return new HttpClient(new Watch(noted)) { BaseAddress = served.Server.Address };
    }

    private static string PolicyOf(HttpResponseMessage answer) => answer.Headers.GetValues("Content-Security-Policy").First();

    private static async Task<string> BookAsync(TestBusiness business) =>
        (await business.TryBookAsync(TestBusiness.Tuesday)).Required().Link.Value;

    private static async Task<WebForm> OpenAsync(HttpClient client, TestBusiness business, string start) =>
        (await WebForm.OpenAsync(client, $"/book/{business.Slug}/appointment?start={start}&embed=1"))
            .Fill(("Name", "Anna Berg"), ("Email", "anna@example.org"));

    private static async Task AssertRefusedAsync(WebForm form) =>
        (await AnsweredPage.PostAsync(form)).AssertRefused(HttpStatusCode.BadRequest);

    /// <summary>Keeps no cookies, follows nothing, notes everything.</summary>
    private sealed class Watch(List<HttpResponseMessage> answers)
        : DelegatingHandler(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false })
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var answer = await base.SendAsync(request, cancellationToken);
            answers.Add(answer);
            return answer;
        }
    }
}
