using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

using CareOps.Core.Bookings;
using CareOps.Core.Workspaces;
using CareOps.Tests.Support;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Tests.Public;

/// <summary>What the script of the booking page asks for while a customer types: that their time is kept.</summary>
public sealed class HoldingTests : IAsyncLifetime
{
    private readonly FakeClock _clock = new();
    private TestBusiness _business = null!;

    private TestServer Server { get; set; } = null!;

    private string Page => $"/book/{_business.Slug}/appointment";

    public async Task InitializeAsync()
    {
        Server = new TestServer(clock: _clock);
        _business = await TestHouse.Inside(Server, _clock).OpenBusinessAsync();
    }

    public async Task DisposeAsync() => await Server.DisposeAsync();

    [Fact]
    public async Task A_kept_time_is_free_for_its_visitor_and_nobody_else_until_it_runs_out()
    {
        using var anna = Server.Browse();
        using var jon = Server.Browse();
        var form = await OpenAsync(anna);

        using var held = await form.To($"{Page}?handler=Hold").PostAsync();

        Assert.Equal(HttpStatusCode.OK, held.StatusCode);
        var answer = await held.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(("10:10", 600), (answer.GetProperty("until").GetString(), answer.GetProperty("seconds").GetInt32()));
        Assert.DoesNotContain(await PublicPages.SlotsAsync(jon, _business.Slug, "appointment", "?day=2026-03-03"), IsOurs);
        Assert.Contains(
            await PublicPages.SlotsAsync(anna, _business.Slug, "appointment", $"?day=2026-03-03&hold={form["HoldId"]}"), IsOurs);
        var again = await AnsweredPage.GetAsync(anna, $"{Page}?start=2026-03-03T09:30&hold={form["HoldId"]}");
        Assert.Equal((string.Empty, form["HoldId"]), (again.Alert, again.Typed("HoldId")));
        var late = await AnsweredPage.PostAsync((await OpenAsync(jon, "10:00")).Fill(("Start", "2026-03-03T09:30"), ("Name", "Jon"), ("Email", "jon@example.org")));
        late.AssertRefused(HttpStatusCode.Conflict);

        _clock.Advance(HoldSlotHandler.HoldTime);

        Assert.Contains(await PublicPages.SlotsAsync(jon, _business.Slug, "appointment", "?day=2026-03-03"), IsOurs);
    }

    [Fact]
    public async Task The_booking_takes_the_place_of_the_hold()
    {
        using var client = Server.Browse();
        var form = await OpenAsync(client);
        using var held = await form.To($"{Page}?handler=Hold").PostAsync();

        using var booked = await form.Copy().Fill(("Name", "Anna Berg"), ("Email", "anna@example.org")).To($"{Page}?start=2026-03-03T09:30").PostAsync();

        Assert.Equal(HttpStatusCode.Redirect, booked.StatusCode);
        Assert.Equal((1, 0), await _business.House.ReadAsync(_business.Id, static async db => (
            await db.Occupancies().CountAsync(row => row.BookingId != null), await db.Occupancies().CountAsync(row => row.HoldId != null))));
    }

    [Fact]
    public async Task Going_back_lets_the_time_go()
    {
        using var anna = Server.Browse();
        using var jon = Server.Browse();
        var form = await OpenAsync(anna);
        using var held = await form.To($"{Page}?handler=Hold").PostAsync();

        using var released = await form.To($"{Page}?handler=Release").PostAsync();
        using var twice = await form.To($"{Page}?handler=Release").PostAsync();

        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NoContent), (released.StatusCode, twice.StatusCode));
        Assert.Contains(await PublicPages.SlotsAsync(jon, _business.Slug, "appointment", "?day=2026-03-03"), IsOurs);
    }

    [Fact]
    public async Task Who_comes_second_is_offered_the_three_nearest_times_at_once()
    {
        using var anna = Server.Browse();
        using var jon = Server.Browse();
        var (first, second) = (await OpenAsync(anna), await OpenAsync(jon));
        using var held = await first.To($"{Page}?handler=Hold").PostAsync();

        var refused = await AnsweredPage.PostAsync(second.To($"{Page}?handler=Hold"));

        refused.AssertRefused(HttpStatusCode.Conflict);
        Assert.Equal(["2026-03-03T09:00", "2026-03-03T10:00", "2026-03-03T10:30"], refused.Choices("Start"));
        Assert.Equal(second["HoldId"], refused.Typed("HoldId"));
    }

    [Theory]
    [InlineData("Start", "yesterday", HttpStatusCode.BadRequest)]
    [InlineData("HoldId", "mine", HttpStatusCode.BadRequest)]
    [InlineData("Start", "2026-03-03T03:00", HttpStatusCode.BadRequest)]
    [InlineData("__RequestVerificationToken", "forged", HttpStatusCode.BadRequest)]
    public async Task Nothing_is_kept_for_what_is_no_time_or_no_visitor_of_ours(string field, string value, HttpStatusCode status)
    {
        using var client = Server.Browse();
        var form = await OpenAsync(client);

        (await AnsweredPage.PostAsync(form.Fill((field, value)).To($"{Page}?handler=Hold"))).AssertRefused(status);

        Assert.Equal(0, await _business.House.ReadAsync(_business.Id, static db => db.Occupancies().CountAsync()));
    }

    [Fact]
    public async Task A_business_that_is_not_open_keeps_nothing()
    {
        using var client = Server.Browse();
        var form = await OpenAsync(client);
        (await _business.House.Get<OpenBusinessHandler>().HandleAsync(_business.Owner, new OpenBusiness(false), CancellationToken.None)).Required();

        (await AnsweredPage.PostAsync(form.To($"{Page}?handler=Hold"))).AssertRefused(HttpStatusCode.NotFound);
    }

    private Task<WebForm> OpenAsync(HttpClient client, string time = "09:30") =>
        PublicPages.OpenBookingFormAsync(client, _business.Slug, start: $"2026-03-03T{time}");

    private static bool IsOurs(string link) => link.Contains("start=2026-03-03T09:30", StringComparison.Ordinal);
}
