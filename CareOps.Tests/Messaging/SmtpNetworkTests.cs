using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;

using CareOps.Core.Data;
using CareOps.Core.Messaging;
using CareOps.Tests.Support;

namespace CareOps.Tests.Messaging;

/// <summary>Where strangers may become owners, a test mail tells nobody what answers inside the server's own network.</summary>
[SuppressMessage("Security", "S1313", Justification = "Addresses are what is tested.")]
public sealed class SmtpNetworkTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("192.168.1.20")]
    [InlineData("localhost")]
    [InlineData("mail.internal")]
    public async Task A_mail_server_that_can_be_seen_to_lie_inside_is_refused_when_it_is_typed(string host)
    {
        await using var house = await TestHouse.StartAsync();
        var business = await house.OpenBusinessAsync();
        var connect = new ConnectSmtp(host, 2525, SmtpSecurity.None, null, null, "clinic@example.org", "Clinic", true);
        var handler = new ConnectSmtpHandler(
            house.Get<IWriteDoor>(), house.Get<Secrets>(), ProviderAddresses.Public with { AllowsPrivateMailServers = false });

        var refused = await handler.HandleAsync(business.Owner, connect, CancellationToken.None);
        var taken = await house.Get<ConnectSmtpHandler>().HandleAsync(business.Owner, connect, CancellationToken.None);

        Assert.Equal(("host.private", "Host"), (refused.Error?.Code, refused.Error?.Field));
        Assert.True(taken.Succeeded);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("8.8.8.8", "127.0.0.1")]
    public async Task A_name_that_points_inside_even_among_others_is_not_connected_to(params string[] addresses)
    {
        using var inside = new TcpListener(IPAddress.Loopback, 0);
        inside.Start();
        var guarded = new SmtpProvider
        {
            AllowsPrivateNetworks = false,
            Resolve = (_, _) => Task.FromResult(addresses.Select(IPAddress.Parse).ToArray()),
        };
        var account = new ProviderAccount(
            ProviderConnection.OfOperator(new SmtpSettings(
                "mail.innocent.example", ((IPEndPoint)inside.LocalEndpoint).Port, SmtpSecurity.None, null, "clinic@example.org", "Clinic")),
            null);

        var sent = await guarded.SendAsync(
            account, new OutgoingMessage(Guid.NewGuid(), "key", "anna@example.org", "Hello", "Hello"), CancellationToken.None);

        Assert.Equal(SendOutcomeKind.TryAgain, sent.Kind);
        Assert.Contains("private network", sent.Reason, StringComparison.Ordinal);
        Assert.False(inside.Pending());
    }
}
