using CareOps.Core.Members.Accounts;
using CareOps.Core.Messaging;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Tests.Support;

/// <summary>A business that is open, behind a real server with a clock that stands still.</summary>
public sealed class ServedBusiness : IAsyncLifetime
{
    private const string Password = "correct horse";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly FakeClock _clock = new();

    public TestServer Server { get; private set; } = null!;

    public TestHouse House { get; private set; } = null!;

    public TestBusiness Business { get; private set; } = null!;

    public string BookingPage => $"/book/{Business.Slug}/{Business.Service.Slug}";

    public string ContactPage => $"/contact/{Business.Slug}";

    public async Task InitializeAsync()
    {
        Server = new TestServer(clock: _clock);
        House = TestHouse.Inside(Server, _clock);
        Business = await House.OpenBusinessAsync();
    }

    public async Task DisposeAsync() => await Server.DisposeAsync();

    /// <summary>Waits until the server's workers have nothing left to do, so that what is written next was written by the test.</summary>
    public Task SettleAsync() => Eventually.TrueAsync(
        async () => await House.ReadAsync(Business.Id, static async db =>
            !await db.OutboxEvents.AnyAsync(stored => stored.ProcessedAt == null)
            && !await db.Deliveries().AnyAsync(delivery => delivery.Status != DeliveryStatus.Done)
            && !await db.Set<AccountMail>().AnyAsync()),
        Patience,
        "the workers to finish");

    /// <summary>A browser in which the owner of a business has signed in.</summary>
    public async Task<HttpClient> SignInAsync(TestBusiness business)
    {
        var client = Server.Browse();
        var form = await WebForm.OpenAsync(client, "/account/login");
        using var answer = await form.Fill(("Email", await EmailOfAsync(business)), ("Password", Password)).PostAsync();
        Assert.Equal($"/app/{business.Slug}", answer.Headers.Location?.OriginalString);
        return client;
    }

    public Task<string> EmailOfAsync(TestBusiness business) => House.ReadAsync(
        business.Id, db => db.Accounts().Where(account => account.Id == business.AccountId).Select(account => account.Email!).SingleAsync());
}
