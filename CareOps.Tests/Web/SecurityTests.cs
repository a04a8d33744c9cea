using System.Net;
using System.Net.WebSockets;

using CareOps.Tests.Support;
using CareOps.Web.Hosting;

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace CareOps.Tests.Web;

public sealed class SecurityTests(ServedBusiness served) : IClassFixture<ServedBusiness>
{
    private const string Elsewhere = "https://elsewhere.example";

    private static readonly string[] UnsafeMethods = ["POST", "PUT", "PATCH", "DELETE"];

    [Theory]
    [InlineData("/book/{b}", 302)]
    [InlineData("/book/{b}/appointment", 200)]
    [InlineData("/contact/{b}", 200)]
    [InlineData("/account/login", 200)]
    [InlineData("/account/register", 200)]
    [InlineData("/app/{b}", 200)]
    [InlineData("/app/{b}/inbox", 200)]
    [InlineData("/app/nobody", 404)]
    [InlineData("/nothing", 404)]
    [InlineData("/health/ready", 200)]
    [InlineData("/css/app.css", 200)]
    public async Task Every_answer_carries_the_security_headers(string path, int status)
    {
        using var client = await served.SignInAsync(served.Business);

        using var response = await client.GetAsync(
            new Uri(path.Replace("{b}", served.Business.Slug, StringComparison.Ordinal), UriKind.Relative));

        Assert.Equal(status, (int)response.StatusCode);
        AssertGuarded(response);
    }

    [Fact]
    public async Task A_secret_address_is_neither_cached_nor_passed_on()
    {
        using var client = served.Server.Browse();
        var form = await PublicPages.OpenBookingFormAsync(client, served.Business.Slug);
        using var booked = await form.Fill(("Name", "Anna Berg"), ("Email", "anna@example.org")).PostAsync();

        using var page = await client.GetAsync(booked.Headers.Location);
        using var file = await client.GetAsync(new Uri(booked.Headers.Location + "/calendar.ics", UriKind.Relative));
        using var times = await client.GetAsync(new Uri(booked.Headers.Location + "/reschedule", UriKind.Relative));
        var waitlist = await WebForm.OpenAsync(client, $"{served.BookingPage}/waitlist?day=2026-03-08");
        using var joined = await waitlist.Fill(
            ("LastDay", "2026-03-08"), ("Name", "Anna Berg"), ("Email", "anna@example.org")).PostAsync();
        using var place = await client.GetAsync(joined.Headers.Location);

        Assert.All([page, file, times, place], static response =>
        {
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            AssertGuarded(response);
            Assert.Equal("no-referrer", Header(response, "Referrer-Policy"));
            Assert.True(response.Headers.CacheControl?.NoStore);
        });
    }

    [Fact]
    public async Task A_fault_of_ours_is_told_without_a_look_inside_and_with_the_same_headers()
    {
        var clock = new FakeClock();
        await using var server = new TestServer(clock: clock);
        var business = await TestHouse.Inside(server, clock).OpenBusinessAsync();
        await BreakAsync(server.Get<CareOpsSettings>().Database.SqliteFile);
        using var client = server.Browse();

        using var response = await client.GetAsync(new Uri($"/book/{business.Slug}/appointment", UriKind.Relative));

        (await AnsweredPage.ReadAsync(response)).AssertRefused(HttpStatusCode.InternalServerError);
        AssertGuarded(response);
    }

    [Fact]
    public async Task Every_page_refuses_what_comes_without_its_token()
    {
        using var client = await served.SignInAsync(served.Business);
        var token = await BookAsync(client);
        await served.SettleAsync();
        var before = await Rows.AllAsync(served.Server.Services);
        var tried = new List<string>();

        var plain = await UnsafeRequestsAsync(token);
        var embedded = plain.Select(static request => (
            request.Path + (request.Path.Contains('?', StringComparison.Ordinal) ? "&embed=1" : "?embed=1"), request.Method));
        foreach (var (path, method) in plain.Concat(embedded))
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = new FormUrlEncodedContent([]) };
            using var response = await client.SendAsync(request);
            var expected = path.StartsWith("/status/", StringComparison.Ordinal) ? HttpStatusCode.NotFound : HttpStatusCode.BadRequest;
            Assert.True(expected == response.StatusCode, $"{method} {path} answers {(int)response.StatusCode}.");
            tried.Add($"{method} {path}");
        }

        Assert.Contains("POST /account/logout", tried);
        Assert.Contains($"POST {served.BookingPage}?embed=1", tried);
        Assert.Contains($"POST {served.BookingPage}?handler=Hold", tried);
        Assert.Contains($"POST {served.BookingPage}/waitlist?embed=1", tried);
        Assert.Contains($"POST /booking/{token}?handler=Cancel", tried);
        Assert.Contains($"POST /booking/{token}/reschedule", tried);
        Assert.Contains($"POST /waitlist/{token}?handler=Take", tried);
        Assert.Equal(before, await Rows.AllAsync(served.Server.Services));
        Assert.Equal(HttpStatusCode.OK, (await AnsweredPage.GetAsync(client, $"/app/{served.Business.Slug}")).Status);
    }

    [Theory]
    [InlineData("POST", "/book/{b}")]
    [InlineData("POST", "/")]
    [InlineData("POST", "/booking/{token}")]
    [InlineData("POST", "/booking/{token}/calendar.ics")]
    [InlineData("POST", "/booking/{token}?handler=nothing")]
    [InlineData("PUT", "/contact/{b}")]
    [InlineData("DELETE", "/booking/{token}")]
    [InlineData("PATCH", "/account/login")]
    [InlineData("TRACE", "/book/{b}")]
    [InlineData("TRACE", "/contact/{b}")]
    [InlineData("TRACE", "/account/register")]
    [InlineData("SPLICE", "/contact/{b}")]
    public async Task A_method_that_a_page_does_not_know_is_refused_with_a_sentence(string method, string path)
    {
        using var client = served.Server.Browse();
        var form = await WebForm.OpenAsync(client, served.ContactPage);
        var address = path.Replace("{b}", served.Business.Slug, StringComparison.Ordinal)
            .Replace("{token}", await BookAsync(client), StringComparison.Ordinal);
        using var request = new HttpRequestMessage(new HttpMethod(method), address);
        request.Headers.Add("RequestVerificationToken", form["__RequestVerificationToken"]);

        using var response = await client.SendAsync(request);

        (await AnsweredPage.ReadAsync(response)).AssertRefused(HttpStatusCode.MethodNotAllowed);
    }

    [Theory]
    [InlineData("https://elsewhere.example/app")]
    [InlineData("//elsewhere.example")]
    [InlineData("/\\elsewhere.example")]
    [InlineData("/%09/elsewhere.example")]
    [InlineData("\t//elsewhere.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("~//elsewhere.example")]
    public async Task Signing_in_never_leads_to_another_site(string returnUrl)
    {
        using var client = served.Server.Browse();
        var form = await WebForm.OpenAsync(client, $"/account/login?returnUrl={Uri.EscapeDataString(returnUrl)}");

        using var answer = await form.Fill(("Email", await served.EmailOfAsync(served.Business)), ("Password", "correct horse")).PostAsync();

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var target = new Uri(served.Server.Address, answer.Headers.Location!);
        Assert.Equal(served.Server.Address.Authority, target.Authority);
        Assert.Equal("http", target.Scheme);
    }

    [Fact]
    public async Task Signing_in_leads_back_to_where_it_was_asked_for()
    {
        using var client = served.Server.Browse();
        using var challenge = await client.GetAsync(new Uri($"/app/{served.Business.Slug}/inbox", UriKind.Relative));
        var form = await WebForm.OpenAsync(client, challenge.Headers.Location!.PathAndQuery);

        using var answer = await form.Fill(("Email", await served.EmailOfAsync(served.Business)), ("Password", "correct horse")).PostAsync();

        Assert.Equal($"/app/{served.Business.Slug}/inbox", answer.Headers.Location?.OriginalString);
    }

    [Theory]
    [InlineData(Elsewhere, HttpStatusCode.Forbidden)]
    [InlineData("null", HttpStatusCode.Forbidden)]
    [InlineData("http://localhost.elsewhere.example", HttpStatusCode.Forbidden)]
    [InlineData("http://{host}.elsewhere.example", HttpStatusCode.Forbidden)]
    [InlineData("http://{host}", HttpStatusCode.SwitchingProtocols)]
    public async Task Only_our_own_pages_open_the_socket(string origin, HttpStatusCode expected)
    {
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        socket.Options.SetRequestHeader("Origin", origin.Replace("{host}", served.Server.Address.Authority, StringComparison.Ordinal));
        var address = new UriBuilder(served.Server.Address) { Scheme = "ws", Path = "/_blazor" }.Uri;

        var opening = socket.ConnectAsync(address, CancellationToken.None);

        if (expected == HttpStatusCode.Forbidden)
        {
            await Assert.ThrowsAsync<WebSocketException>(() => opening);
        }
        else
        {
            await opening;
        }

        Assert.Equal(expected, socket.HttpStatusCode);
    }

    [Fact]
    public async Task Another_sites_page_can_not_negotiate_a_circuit_either()
    {
        using var client = await served.SignInAsync(served.Business);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1");
        request.Headers.Add("Origin", Elsewhere);

        using var response = await client.SendAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Too_many_requests_are_told_when_to_come_back_whatever_address_they_claim()
    {
        await using var server = new TestServer(settings: ("CareOps:RateLimits:Public", "3"));
        using var client = server.Browse();

        var answers = new List<HttpStatusCode>();
        for (var number = 0; number < 3; number++)
        {
            using var allowed = await client.SendAsync(Claiming("/contact/nobody", number));
            answers.Add(allowed.StatusCode);
        }

        using var refused = await client.SendAsync(Claiming("/contact/nobody", 3));

        Assert.All(answers, static status => Assert.Equal(HttpStatusCode.NotFound, status));
        await AssertTooManyAsync(refused);
        using var health = await client.GetAsync(new Uri("/health/live", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
    }

    [Fact]
    public async Task Behind_a_trusted_proxy_each_address_has_its_own_limit()
    {
        await using var server = new TestServer(
            null, null, ("CareOps:RateLimits:Public", "1"), ("CareOps:TrustedProxies", "127.0.0.1, ::1"));
        using var client = server.Browse();

        using var first = await client.SendAsync(Claiming("/contact/nobody", 1));
        using var second = await client.SendAsync(Claiming("/contact/nobody", 2));
        using var secondAgain = await client.SendAsync(Claiming("/contact/nobody", 2));

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (first.StatusCode, second.StatusCode));
        await AssertTooManyAsync(secondAgain);
    }

    [Fact]
    public async Task Trying_passwords_is_limited_and_looking_at_the_form_is_not()
    {
        await using var server = new TestServer(settings: ("CareOps:RateLimits:SignIn", "2"));
        using var client = server.Browse();
        var form = (await WebForm.OpenAsync(client, "/account/login")).Fill(("Email", "nobody@example.org"), ("Password", "wrong"));

        using var first = await form.PostAsync();
        using var second = await form.PostAsync();
        using var third = await form.PostAsync();

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (first.StatusCode, second.StatusCode));
        await AssertTooManyAsync(third);
        Assert.Equal(HttpStatusCode.OK, (await AnsweredPage.GetAsync(client, "/account/login")).Status);
    }

    [Fact]
    public async Task An_unknown_address_and_a_wrong_password_look_the_same()
    {
        var business = await served.House.OpenBusinessAsync("Careful");
        using var client = served.Server.Browse();
        var form = await WebForm.OpenAsync(client, "/account/login");

        var unknown = await AnsweredPage.PostAsync(form.Fill(("Email", "nobody@example.org"), ("Password", "wrong horse")));
        var wrong = await AnsweredPage.PostAsync(form.Fill(("Email", await served.EmailOfAsync(business))));

        unknown.AssertRefused(HttpStatusCode.BadRequest);
        Assert.Equal(unknown.Status, wrong.Status);
        Assert.Equal(unknown.Text, wrong.Text);
        Assert.Equal(unknown.All("main *").Select(static element => element.LocalName), wrong.All("main *").Select(static element => element.LocalName));
    }

    [Fact]
    public async Task After_five_wrong_passwords_the_right_one_has_to_wait_too()
    {
        var business = await served.House.OpenBusinessAsync("Locked");
        using var client = served.Server.Browse();
        var form = (await WebForm.OpenAsync(client, "/account/login")).Fill(("Email", await served.EmailOfAsync(business)));
        var alerts = new List<string>();

        for (var attempt = 0; attempt < 5; attempt++)
        {
            alerts.Add((await AnsweredPage.PostAsync(form.Fill(("Password", "wrong horse")))).Alert);
        }

        var right = await AnsweredPage.PostAsync(form.Fill(("Password", "correct horse")));

        // That it is locked would tell that it exists.
        Assert.All(alerts.Append(right.Alert), static alert => Assert.StartsWith("Email or password is wrong", alert, StringComparison.Ordinal));
        right.AssertRefused(HttpStatusCode.BadRequest);
        using var other = await served.SignInAsync(served.Business);
    }

    [Fact]
    public async Task Signing_in_makes_a_new_session_and_signing_out_ends_it()
    {
        const string Planted = "careops=planted";
        using var client = served.Server.Browse();
        client.DefaultRequestHeaders.Add("Cookie", Planted);
        var form = await WebForm.OpenAsync(client, "/account/login");

        using var signedIn = await form.Fill(("Email", await served.EmailOfAsync(served.Business)), ("Password", "correct horse")).PostAsync();

        var cookie = Assert.Single(signedIn.Headers.GetValues("Set-Cookie"), static value => value.StartsWith("careops=", StringComparison.Ordinal));
        Assert.DoesNotContain(Planted, cookie, StringComparison.Ordinal);
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        using var again = await form.PostAsync();
        Assert.Equal(HttpStatusCode.BadRequest, again.StatusCode); // the form of a stranger is not the member's

        using var member = await served.SignInAsync(served.Business);
        using var signedOut = await (await WebForm.OpenAsync(member, "/account/logout")).PostAsync();
        using var after = await member.GetAsync(new Uri($"/app/{served.Business.Slug}", UriKind.Relative));
        Assert.Equal(HttpStatusCode.Redirect, after.StatusCode);
        Assert.StartsWith("/account/login", after.Headers.Location!.PathAndQuery, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plain_http_is_for_this_machine_and_for_monitors_only()
    {
        await using var server = new TestServer(
            static services => services.AddSingleton<IStartupFilter, ReachedFromOutside>(), postgres: null, clock: null);
        using var client = server.Browse();

        using var page = await client.GetAsync(new Uri("/account/login?returnUrl=%2Fapp", UriKind.Relative));
        using var posted = await client.PostAsync(new Uri("/account/login", UriKind.Relative), new FormUrlEncodedContent([]));
        using var health = await client.GetAsync(new Uri("/health/live", UriKind.Relative));

        Assert.Equal(
            (HttpStatusCode.TemporaryRedirect, $"https://{server.Address.Host}/account/login?returnUrl=%2Fapp"),
            (page.StatusCode, page.Headers.Location?.AbsoluteUri));
        Assert.Equal(HttpStatusCode.TemporaryRedirect, posted.StatusCode);
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
        using var claimed = new HttpRequestMessage(HttpMethod.Get, "/account/login");
        claimed.Headers.Add("X-Forwarded-Proto", "https");
        claimed.Headers.Add("X-Forwarded-For", "192.0.2.1");
        using var lied = await client.SendAsync(claimed);
        Assert.Equal(HttpStatusCode.TemporaryRedirect, lied.StatusCode);
    }

    [Theory]
    [InlineData("Closed")]
    [InlineData("FirstOnly")]
    public async Task Where_registration_is_closed_a_post_registers_nobody(string policy)
    {
        var clock = new FakeClock();
        await using var server = new TestServer(clock: clock, settings: ("CareOps:Registration", policy));
        using var client = server.Browse();
        if (policy == "FirstOnly")
        {
            using var first = await (await RegistrationAsync(client, "first@example.org")).PostAsync();
            Assert.Equal(HttpStatusCode.Redirect, first.StatusCode);
            await Eventually.TrueAsync(
                async () => !(await Rows.AllAsync(server.Services)).Any(static row => row.StartsWith("AccountMail:", StringComparison.Ordinal)),
                TimeSpan.FromSeconds(30),
                "the mail about the registration to go out");
        }

        using var stranger = server.Browse();
        var form = (await WebForm.OpenAsync(stranger, "/account/login")).Fill(
            ("Name", "Mia"), ("Email", "new@example.org"), ("Password", "correct horse"), ("BusinessName", "Spa"), ("TimeZone", "Europe/Oslo"));
        var before = await Rows.AllAsync(server.Services);
        var refused = await AnsweredPage.PostAsync(form.To("/account/register"));

        refused.AssertRefused(HttpStatusCode.Forbidden);
        Assert.Equal(before, await Rows.AllAsync(server.Services));
    }

    private static async Task<WebForm> RegistrationAsync(HttpClient client, string email) =>
        (await WebForm.OpenAsync(client, "/account/register")).Fill(
            ("Name", "Mia"), ("Email", email), ("Password", "correct horse"), ("BusinessName", "Spa"), ("TimeZone", "Europe/Oslo"));

    private static void AssertGuarded(HttpResponseMessage response)
    {
        // Blazor adds a second, laxer policy of its own; browsers enforce both.
        var policy = response.Headers.GetValues("Content-Security-Policy").First().Split(';', StringSplitOptions.TrimEntries)
            .Select(static directive => directive.Split(' ', 2)).ToDictionary(static part => part[0], static part => part[1], StringComparer.Ordinal);
        Assert.Equal("'self'", policy["default-src"]);
        Assert.Equal("'self'", policy["script-src"]);
        Assert.Equal("'none'", policy["object-src"]);
        Assert.Equal("'none'", policy["frame-ancestors"]);
        Assert.Equal("'self'", policy["form-action"]);
        Assert.Equal("'self'", policy["base-uri"]);
        Assert.Equal("nosniff", Header(response, "X-Content-Type-Options"));
        Assert.NotEmpty(Header(response, "Referrer-Policy"));
        Assert.NotEmpty(Header(response, "Permissions-Policy"));
        Assert.Equal("same-origin", Header(response, "Cross-Origin-Opener-Policy"));
        Assert.False(response.Headers.Contains("Server"));
        Assert.False(response.Headers.Contains("X-Powered-By"));
    }

    private static string Header(HttpResponseMessage response, string name) => Assert.Single(response.Headers.GetValues(name));

    private static async Task AssertTooManyAsync(HttpResponseMessage response)
    {
        Assert.Equal("60", Header(response, "Retry-After"));
        var page = await AnsweredPage.ReadAsync(response);
        page.AssertRefused(HttpStatusCode.TooManyRequests);
        Assert.Contains("wait a minute", page.Text, StringComparison.Ordinal);
    }

    private static HttpRequestMessage Claiming(string path, int number)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("X-Forwarded-For", $"203.0.113.{number}");
        return request;
    }

    private static async Task BreakAsync(string file)
    {
        await using var connection = new SqliteConnection($"Data Source={file}");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "ALTER TABLE \"Services\" RENAME TO \"Elsewhere\"";
        await command.ExecuteNonQueryAsync();
    }

    private async Task<string> BookAsync(HttpClient client)
    {
        var form = await PublicPages.OpenBookingFormAsync(client, served.Business.Slug);
        using var booked = await form.Fill(("Name", "Anna Berg"), ("Email", "anna@example.org")).PostAsync();
        return booked.Headers.Location!.OriginalString["/booking/".Length..].Split('?')[0];
    }

    private async Task<IReadOnlyList<(string Path, string Method)>> UnsafeRequestsAsync(string token)
    {
        var loader = served.Server.Get<PageLoader>();
        var requests = new List<(string Path, string Method)>();
        foreach (var endpoint in served.Server.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            if (endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not { } descriptor)
            {
                continue;
            }

            var path = "/" + endpoint.RoutePattern.RawText!.TrimStart('/')
                .Replace("{workspace}", served.Business.Slug, StringComparison.Ordinal)
                .Replace("{WorkspaceSlug}", served.Business.Slug, StringComparison.Ordinal)
                .Replace("{ContactId:guid}", served.Business.Owner.Id.ToString(), StringComparison.Ordinal)
                .Replace("{FileId:guid}", served.Business.Owner.Id.ToString(), StringComparison.Ordinal)
                .Replace("{AttachmentId:guid}", served.Business.Owner.Id.ToString(), StringComparison.Ordinal)
                .Replace("{OrderId:guid}", served.Business.Owner.Id.ToString(), StringComparison.Ordinal)
                .Replace("{ImportId:guid}", served.Business.Owner.Id.ToString(), StringComparison.Ordinal)
                .Replace("{TemplateId:guid}", served.Business.Owner.Id.ToString(), StringComparison.Ordinal)
                .Replace("{Version:int}", "1", StringComparison.Ordinal)
                .Replace("{service}", served.Business.Service.Slug, StringComparison.Ordinal)
                .Replace("{token}", token, StringComparison.Ordinal)
                .Replace("{file:guid}", served.Business.Owner.Id.ToString(), StringComparison.Ordinal)
                .Replace("{code:int}", "404", StringComparison.Ordinal);
            Assert.DoesNotContain("{", path, StringComparison.Ordinal);
            var page = await loader.LoadAsync(descriptor, EndpointMetadataCollection.Empty);
            requests.AddRange(UnsafeMethods.Select(method => (path, method)));
            requests.AddRange(page.HandlerMethods.Where(static handler => handler.Name is not null && !HttpMethods.IsGet(handler.HttpMethod))
                .Select(handler => ($"{path}?handler={handler.Name}", handler.HttpMethod.ToUpperInvariant())));
        }

        return requests;
    }

    /// <summary>As if the server listened on an address that others can reach.</summary>
    private sealed class ReachedFromOutside : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use(static (context, rest) =>
            {
                context.Connection.LocalIpAddress = IPAddress.Parse("192.0.2.10");
                return rest(context);
            });
            next(app);
        };
    }
}
