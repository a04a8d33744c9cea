using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

using CareOps.Core.Data;
using CareOps.Core.Messaging;
using CareOps.Tests.Support;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Tests.Messaging;

/// <summary>A server that sends through simulated providers, and what they post to it, signed as they sign.</summary>
internal sealed class WebhookSite : IAsyncDisposable
{
    public const string Root = "https://book.riverside.example";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly string? _postgres;

    private WebhookSite(ProviderSimulator simulator, TestServer server, TestHouse house, TestBusiness business, string? postgres)
    {
        Simulator = simulator;
        Server = server;
        House = house;
        Business = business;
        _postgres = postgres;
        Client = server.Browse();
    }

    public ProviderSimulator Simulator { get; }

    public TestServer Server { get; }

    public TestHouse House { get; }

    public TestBusiness Business { get; }

    public HttpClient Client { get; }

    public static async Task<WebhookSite> StartAsync(Engine engine = Engine.Sqlite)
    {
        var simulator = await ProviderSimulator.StartAsync();
        var clock = new FakeClock();
        var postgres = engine == Engine.Postgres ? await TestHouse.EmptyPostgresAsync() : null;
        var api = simulator.Address.AbsoluteUri;
        var server = new TestServer(
            postgres,
            clock,
            ("CareOps:PublicUrl", Root),
            ("CareOps:Providers:Resend", api),
            ("CareOps:Providers:SendGrid", api),
            ("CareOps:Providers:Twilio", api));
        var house = TestHouse.Inside(server, clock);
        return new WebhookSite(simulator, server, house, await house.OpenBusinessAsync(), postgres);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Server.DisposeAsync();
        await Simulator.DisposeAsync();
        if (_postgres is not null)
        {
            await (await PostgresCluster.SharedAsync()).DropDatabaseAsync(_postgres);
        }
    }

    /// <summary>Waits until the workers have nothing left to do.</summary>
    public Task SettleAsync() => Eventually.TrueAsync(
        async () => await House.ReadAsync(Business.Id, static async db =>
            !await db.OutboxEvents.AnyAsync(stored => stored.ProcessedAt == null)
            && !await db.Deliveries().AnyAsync(delivery => delivery.Status != DeliveryStatus.Done)),
        Patience,
        "the workers to finish");

    public Task<IReadOnlyList<string>> RowsAsync() => Rows.OfAsync(Server.Services, Business.Id);

    public async Task<Delivery> LastDeliveryAsync() => await House.ReadAsync(
        Business.Id, static db => db.Deliveries().OrderByDescending(delivery => delivery.Id).FirstAsync());

    public async Task<Message> LastMessageAsync() => (await Business.MessagesAsync())[^1];

    public Task<List<Suppression>> SuppressionsAsync() =>
        House.ReadAsync(Business.Id, static db => db.Suppressions().ToListAsync());

    public async Task<(HttpStatusCode Status, string Body)> TwilioAsync(
        Guid connection, string query, params (string Name, string Value)[] fields)
    {
        var form = fields.Append(("AccountSid", ProviderSimulator.AccountSid)).ToList();
        var signature = TwilioSignature($"/webhooks/twilio/{connection}{query}", form);
        using var content = new FormUrlEncodedContent(form.Select(static field => KeyValuePair.Create(field.Item1, field.Item2)));
        return await PostAsync(
            $"/webhooks/twilio/{connection}{query}", content, ("X-Twilio-Signature", signature));
    }

    [SuppressMessage("Security", "CA5350", Justification = "Twilio signs with HMAC-SHA1.")]
    public static string TwilioSignature(string path, IEnumerable<(string Name, string Value)> form)
    {
        var signed = new StringBuilder(Root).Append(path);
        foreach (var (name, value) in form.OrderBy(static field => field.Name, StringComparer.Ordinal))
        {
            signed.Append(name).Append(value);
        }

        return Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(ProviderSimulator.Key), Encoding.UTF8.GetBytes(signed.ToString())));
    }

    public Task<(HttpStatusCode Status, string Body)> SendGridAsync(Guid connection, object events) =>
        SendGridAsync(connection, new StringContent(JsonSerializer.Serialize(events), Encoding.UTF8, "application/json"));

    public async Task<(HttpStatusCode Status, string Body)> SendGridAsync(Guid connection, HttpContent content)
    {
        var timestamp = House.Clock.Now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        byte[] signed = [.. Encoding.UTF8.GetBytes(timestamp), .. await content.ReadAsByteArrayAsync()];
        var signature = Connecting.SendGridKey.SignData(signed, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return await PostAsync(
            $"/webhooks/sendgrid/{connection}",
            content,
            ("X-Twilio-Email-Event-Webhook-Signature", Convert.ToBase64String(signature)),
            ("X-Twilio-Email-Event-Webhook-Timestamp", timestamp));
    }

    public Task<(HttpStatusCode Status, string Body)> SendGridMailAsync(Guid connection, params (string Name, string Value)[] fields) =>
        SendGridMailAsync(connection, [("knee.png", SampleFiles.Png)], fields);

    public async Task<(HttpStatusCode Status, string Body)> SendGridMailAsync(
        Guid connection, IReadOnlyList<(string Name, byte[] Content)> files, params (string Name, string Value)[] fields)
    {
        using var form = new MultipartFormDataContent("xYzZY");
        foreach (var (name, value) in fields)
        {
            form.Add(new StringContent(value), name);
        }

        foreach (var (number, file) in files.Index())
        {
            form.Add(new ByteArrayContent(file.Content), $"attachment{number + 1}", file.Name);
        }

        return await SendGridAsync(connection, form);
    }

    public Task<(HttpStatusCode Status, string Body)> ResendAsync(Guid connection, object happened, string id = "msg_1") =>
        ResendTextAsync(connection, JsonSerializer.Serialize(happened), id);

    public async Task<(HttpStatusCode Status, string Body)> ResendTextAsync(Guid connection, string body, string id = "msg_1")
    {
        var timestamp = House.Clock.Now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var key = Convert.FromBase64String(Connecting.SvixSecret["whsec_".Length..]);
        var signature = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{id}.{timestamp}.{body}"));
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        return await PostAsync(
            $"/webhooks/resend/{connection}",
            content,
            ("svix-id", id), ("svix-timestamp", timestamp), ("svix-signature", $"v1,{Convert.ToBase64String(signature)}"));
    }

    public async Task<(HttpStatusCode Status, string Body)> PostAsync(
        string path, HttpContent content, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = content };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var answer = await Client.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
