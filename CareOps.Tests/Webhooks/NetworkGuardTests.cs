using System.Diagnostics.CodeAnalysis;
using System.Net;

using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Webhooks;
using CareOps.Tests.Support;

namespace CareOps.Tests.Webhooks;

/// <summary>Nothing that an owner types, and nothing that a name suddenly points to, makes the server ask its own network.</summary>
[SuppressMessage("Security", "S1313", Justification = "Addresses are what is tested.")]
public sealed class NetworkGuardTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.255.255.254")]
    [InlineData("0.0.0.0")]
    [InlineData("10.1.2.3")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("169.254.169.254")]
    [InlineData("100.64.0.1")]
    [InlineData("198.18.0.1")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::1")]
    [InlineData("::")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("::127.0.0.1")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("64:ff9b::a9fe:a9fe")]
    [InlineData("64:ff9b:1::1")]
    [InlineData("2002:7f00:1::")]
    [InlineData("2001:0:7f00:1::")]
    [InlineData("fc00::1")]
    [InlineData("fd00:ec2::254")]
    [InlineData("fe80::1")]
    [InlineData("fe80::1%1")]
    [InlineData("fec0::1")]
    [InlineData("ff02::1")]
    [InlineData("2001:db8::1")]
    [InlineData("3fff::1")]
    [InlineData("5f00::1")]
    public void An_address_inside_is_not_public(string address) => Assert.False(NetworkGuard.IsPublic(IPAddress.Parse(address)));

    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.1")]
    [InlineData("100.128.0.1")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("64:ff9b::808:808")]
    [InlineData("2606:4700:4700::1111")]
    public void An_address_of_the_internet_is_public(string address) => Assert.True(NetworkGuard.IsPublic(IPAddress.Parse(address)));

    [Fact]
    public void Every_form_of_an_ipv4_address_is_judged_alike()
    {
        var random = new Random(1);
        var bytes = new byte[4];
        for (var round = 0; round < 50_000; round++)
        {
            random.NextBytes(bytes);
            var plain = new IPAddress(bytes);
            var expected = NetworkGuard.IsPublic(plain);
            Assert.Equal(expected, NetworkGuard.IsPublic(plain.MapToIPv6()));
            Assert.Equal(expected, NetworkGuard.IsPublic(new IPAddress([0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0, .. bytes])));
        }
    }

    [Theory]
    [InlineData("http://127.0.0.1/")]
    [InlineData("https://127.0.0.1/")]
    [InlineData("https://2130706433/")]
    [InlineData("https://0x7f.1/")]
    [InlineData("https://0177.0.0.1/")]
    [InlineData("https://127.1/")]
    [InlineData("https://[::1]/")]
    [InlineData("https://[::ffff:7f00:1]/")]
    [InlineData("https://169.254.169.254/latest/meta-data/")]
    [InlineData("https://localhost/")]
    [InlineData("https://LOCALHOST./")]
    [InlineData("https://db.internal/")]
    [InlineData("https://printer.local/")]
    [InlineData("https://intranet/")]
    public async Task An_address_that_can_be_seen_to_lie_inside_is_refused_when_it_is_typed(string url)
    {
        await using var house = await TestHouse.StartAsync();
        var business = await house.OpenBusinessAsync();
        var handler = new SaveWebhookHandler(house.Get<IWriteDoor>(), house.Get<WebhookSecrets>(), new WebhookOptions(AllowsPrivateNetworks: false));

        var refused = await handler.HandleAsync(business.Owner, new SaveWebhook(null, url, null, ["booking.created"], true), None);

        Assert.Equal("Url", refused.Error?.Field);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("8.8.8.8", "127.0.0.1")]
    [InlineData("127.0.0.1", "8.8.8.8")]
    public async Task A_name_that_points_inside_even_among_others_is_not_connected_to(params string[] addresses)
    {
        var clock = new FakeClock();
        await using var receiver = await WebhookReceiver.StartAsync(clock);
        using var http = new WebhookHttp(new WebhookOptions(AllowsPrivateNetworks: false), clock)
        {
            Resolve = (_, _) => Task.FromResult(addresses.Select(IPAddress.Parse).ToArray()),
        };

        var answer = await http.PostAsync($"http://innocent.example:{receiver.Port}/careops", [], [], None);

        Assert.Contains("private network", answer.Problem, StringComparison.Ordinal);
        Assert.Empty(receiver.Requests);
    }

    [Fact]
    public async Task A_name_that_pointed_elsewhere_a_moment_ago_is_asked_for_again_and_refused()
    {
        var clock = new FakeClock();
        await using var receiver = await WebhookReceiver.StartAsync(clock);
        var asked = 0;
        using var http = new WebhookHttp(new WebhookOptions(AllowsPrivateNetworks: false), clock)
        {
            Resolve = (_, _) => Task.FromResult<IPAddress[]>(asked++ == 0 ? [] : [IPAddress.Loopback]),
        };

        await http.PostAsync($"http://rebinding.example:{receiver.Port}/careops", [], [], None);
        var second = await http.PostAsync($"http://rebinding.example:{receiver.Port}/careops", [], [], None);

        Assert.Equal(2, asked);
        Assert.Contains("private network", second.Problem, StringComparison.Ordinal);
        Assert.Empty(receiver.Requests);
    }

    [Fact]
    public async Task Where_it_is_allowed_the_same_name_is_reached()
    {
        var clock = new FakeClock();
        await using var receiver = await WebhookReceiver.StartAsync(clock);
        receiver.Mode = ReceiverMode.Redirect;
        using var http = new WebhookHttp(new WebhookOptions(AllowsPrivateNetworks: true), clock)
        {
            Resolve = static (_, _) => Task.FromResult(new[] { IPAddress.Loopback }),
        };
        (string, string)[] headers =
        [
            ("webhook-id", $"{Guid.NewGuid()}"),
            ("webhook-timestamp", $"{clock.Now.ToUnixTimeSeconds()}"),
        ];

        var answer = await http.PostAsync(
            $"http://inside.example:{receiver.Port}/careops", headers, """{"id":1,"type":"x","version":1,"timestamp":"","workspace":{},"data":{}}"""u8.ToArray(), None);

        // The redirect leads to the receiver itself, and is not followed even there.
        Assert.Equal(307, answer.Status);
        Assert.Single(receiver.Requests);
    }
}
