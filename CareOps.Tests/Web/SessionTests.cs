using System.Net;

using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Members.Accounts;
using CareOps.Tests.Support;

using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

using NodaTime;

namespace CareOps.Tests.Web;

/// <summary>Where somebody is signed in: seen, and ended from elsewhere.</summary>
public sealed class SessionTests : IAsyncDisposable
{
    private const string Phone =
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1";

    private const string Laptop = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0";

    private static readonly Uri Account = new("/account", UriKind.Relative);

    private readonly FakeClock _clock = new();
    private readonly TestServer _server;
    private readonly TestHouse _house;

    public SessionTests()
    {
        // What is asked each minute is asked with every request here.
        _server = new TestServer(
            static services => services.Configure<SecurityStampValidatorOptions>(static options => options.ValidationInterval = TimeSpan.Zero),
            postgres: null,
            _clock);
        _house = TestHouse.Inside(_server, _clock);
    }

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Each_browser_is_listed_and_one_is_signed_out_from_the_other()
    {
        var business = await _house.OpenBusinessAsync();
        using var phone = await SignInAsync(business, Phone);
        using var laptop = await SignInAsync(business, Laptop);

        var seen = await AnsweredPage.GetAsync(laptop, "/account");
        using var ended = await (await WebForm.OpenAsync(laptop, "/account", "form[action$=EndSession]")).PostAsync();
        using var phoneAfter = await phone.GetAsync(Account);
        using var laptopAfter = await laptop.GetAsync(Account);

        Assert.Contains("Safari on iPhone", seen.Text, StringComparison.Ordinal);
        Assert.Contains("Firefox on Windows", seen.Text, StringComparison.Ordinal);
        Assert.Equal("/account?done=session", ended.Headers.Location?.OriginalString);
        Assert.Equal(HttpStatusCode.Redirect, phoneAfter.StatusCode);
        Assert.Equal(HttpStatusCode.OK, laptopAfter.StatusCode);
        Assert.Equal(["Firefox on Windows"], (await SessionsAsync(business)).Select(static row => row.Device));
    }

    [Fact]
    public async Task Signing_out_ends_copies_of_the_cookie_too()
    {
        var business = await _house.OpenBusinessAsync();
        using var client = await SignInAsync(business, Laptop, out var cookies);
        using var thief = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = Copy(cookies) }) { BaseAddress = _server.Address };
        using var before = await thief.GetAsync(Account);

        using var left = await (await WebForm.OpenAsync(client, "/account/logout")).PostAsync();
        using var after = await thief.GetAsync(Account);

        Assert.Equal(HttpStatusCode.OK, before.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, after.StatusCode);
        Assert.Empty(await SessionsAsync(business));
    }

    [Fact]
    public async Task A_change_of_password_keeps_the_session_that_made_it_and_ends_the_others()
    {
        var business = await _house.OpenBusinessAsync();
        using var phone = await SignInAsync(business, Phone);
        using var laptop = await SignInAsync(business, Laptop);
        var own = (await SessionsAsync(business)).Single(static row => row.Device == "Firefox on Windows");

        using var changed = await (await WebForm.OpenAsync(laptop, "/account/password"))
            .Fill(("CurrentPassword", "correct horse"), ("Password", "battery staple")).PostAsync();
        using var phoneAfter = await phone.GetAsync(Account);
        using var laptopAfter = await laptop.GetAsync(Account);

        Assert.Equal("/account?done=password", changed.Headers.Location?.OriginalString);
        Assert.Equal(HttpStatusCode.Redirect, phoneAfter.StatusCode);
        Assert.Equal(HttpStatusCode.OK, laptopAfter.StatusCode);
        Assert.Equal([own.Id], (await SessionsAsync(business)).Select(static row => row.Id));
    }

    [Fact]
    public async Task A_copied_cookie_does_not_come_back_in_the_minute_before_it_is_asked_for()
    {
        // Looked at once a minute, as in the program.
        await using var server = new TestServer(clock: _clock);
        var house = TestHouse.Inside(server, _clock);
        var business = await house.OpenBusinessAsync();
        using var thief = await EnterAsync(new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = server.Address }, business, house);
        using var victim = await EnterAsync(new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = server.Address }, business, house);
        var ready = await WebForm.OpenAsync(thief, "/account");
        using var changed = await (await WebForm.OpenAsync(victim, "/account/password"))
            .Fill(("CurrentPassword", "correct horse"), ("Password", "battery staple")).PostAsync();

        using var revived = await ready.To("/account?handler=SignOut").PostAsync();
        using var still = await victim.GetAsync(Account);

        Assert.Equal("/account/login", revived.Headers.Location?.OriginalString);
        Assert.Equal(HttpStatusCode.OK, still.StatusCode);
        Assert.Single((await house.Get<AccountQueries>().OwnAsync(new Caller.Person(business.AccountId), default)).Sessions);
    }

    [EachEngine]
    public async Task A_session_that_is_over_ends_no_other_and_is_not_kept(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var me = new Caller.Person(business.AccountId);
        var (keep, everywhere) = (house.Get<KeepSessionHandler>(), house.Get<SignOutEverywhereHandler>());
        var (first, second) = ((await keep.HandleAsync(me, new KeepSession(null, "Firefox"), default)).Required(), (await keep.HandleAsync(me, new KeepSession(null, "Safari"), default)).Required());

        (await everywhere.HandleAsync(me, new SignOutEverywhere(first), default)).Required();
        var late = await everywhere.HandleAsync(me, new SignOutEverywhere(second), default);
        (await house.Get<EndSessionHandler>().HandleAsync(me, new EndSession(first), default)).Required();
        var kept = await keep.HandleAsync(me, new KeepSession(first, "Firefox"), default);

        Assert.Equal((AccountErrors.SessionOver, AccountErrors.SessionOver), (late.Error, kept.Error));
        Assert.Empty((await house.Get<AccountQueries>().OwnAsync(me, default)).Sessions);
    }

    [Fact]
    public async Task Nobody_ends_a_session_of_another_account()
    {
        var theirs = await _house.OpenBusinessAsync("Theirs");
        var mine = await _house.OpenBusinessAsync("Mine");
        using var victim = await SignInAsync(theirs, Phone);
        using var client = await SignInAsync(mine, Laptop);
        var session = (await SessionsAsync(theirs)).Single();

        using var answer = await (await WebForm.OpenAsync(client, "/account"))
            .Fill(("Id", session.Id.ToString())).To("/account?handler=EndSession").PostAsync();
        using var still = await victim.GetAsync(Account);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal(HttpStatusCode.OK, still.StatusCode);
    }

    [Fact]
    public async Task The_last_use_is_noted_and_what_nobody_used_for_as_long_as_a_cookie_lasts_is_over()
    {
        var business = await _house.OpenBusinessAsync();
        using var client = await SignInAsync(business, Laptop);
        _clock.Advance(Duration.FromDays(10));
        using var used = await client.GetAsync(Account);
        var after = (await SessionsAsync(business)).Single();

        _clock.Advance(AccountSession.Lifetime);
        var later = await SessionsAsync(business);

        Assert.Equal(Duration.FromDays(10), after.SeenAt - after.StartedAt);
        Assert.Empty(later);
    }

    private Task<HttpClient> SignInAsync(TestBusiness business, string userAgent) => SignInAsync(business, userAgent, out _);

    private Task<HttpClient> SignInAsync(TestBusiness business, string userAgent, out CookieContainer cookies)
    {
        cookies = new CookieContainer();
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = cookies }) { BaseAddress = _server.Address };
        client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", userAgent);
        return EnterAsync(client, business, _house);
    }

    private static async Task<HttpClient> EnterAsync(HttpClient client, TestBusiness business, TestHouse house)
    {
        var email = await house.ReadAsync(
            business.Id, db => db.Set<Core.Workspaces.Account>().Where(row => row.Id == business.AccountId).Select(row => row.Email!).SingleAsync());
        using var answer = await (await WebForm.OpenAsync(client, "/account/login")).Fill(("Email", email), ("Password", "correct horse")).PostAsync();
        Assert.Equal($"/app/{business.Slug}", answer.Headers.Location?.OriginalString);
        return client;
    }

    private CookieContainer Copy(CookieContainer cookies)
    {
        var copy = new CookieContainer();
        copy.Add(cookies.GetCookies(_server.Address));
        return copy;
    }

    private async Task<IReadOnlyList<SessionRow>> SessionsAsync(TestBusiness business) =>
        (await _house.Get<AccountQueries>().OwnAsync(new Caller.Person(business.AccountId), default)).Sessions;
}
