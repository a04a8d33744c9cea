using System.Net;

using CareOps.Core.Data;
using CareOps.Core.Messaging;
using CareOps.Core.Workspaces;
using CareOps.Tests.Support;
using CareOps.Web.Hosting;

using Microsoft.Extensions.Configuration;

namespace CareOps.Tests.Web;

public sealed class SettingsTests
{
    [Fact]
    public void Without_any_setting_the_server_is_one_businesss_own()
    {
        var settings = Read();

        Assert.Equal(RegistrationPolicy.FirstOnly, settings.Registration);
        Assert.Equal(Engine.Sqlite, settings.Database.Engine);
        Assert.Equal(Path.Combine(settings.DataDirectory, "careops.db"), settings.Database.SqliteFile);
        Assert.EndsWith("CareOps", settings.DataDirectory, StringComparison.Ordinal);
        Assert.True(settings is { PublicRequestsAMinute: > 0, SignInsAMinute: > 0, BotMinimumSeconds: > 0 });
        Assert.False(settings.AllowsPrivateNetworks);
        Assert.Null(settings.PublicUrl);
        Assert.Empty(settings.TrustedProxies);
    }

    [Fact]
    public void Every_setting_is_read()
    {
        var settings = Read(
            ("CareOps:DataDirectory", "/srv/careops"),
            ("ConnectionStrings:CareOps", "Host=db;Database=careops"),
            ("CareOps:PublicUrl", "https://book.example.org"),
            ("CareOps:Registration", "closed"),
            ("CareOps:RateLimits:Public", "0"),
            ("CareOps:RateLimits:SignIn", "1000000"),
            ("CareOps:Bots:MinimumSeconds", "60"),
            ("CareOps:Webhooks:AllowPrivateNetworks", "true"),
            ("CareOps:Providers:SendGrid", "https://api.eu.sendgrid.com"),
            ("CareOps:TrustedProxies", "10.0.0.1, ::1"));

        Assert.Equal(Path.GetFullPath("/srv/careops"), settings.DataDirectory);
        Assert.Equal(Engine.Postgres, settings.Database.Engine);
        Assert.Equal("https://book.example.org/", settings.PublicUrl?.AbsoluteUri);
        Assert.True(settings.AllowsPrivateNetworks);
        Assert.Equal(RegistrationPolicy.Closed, settings.Registration);
        Assert.Equal((0, 1_000_000, 60), (settings.PublicRequestsAMinute, settings.SignInsAMinute, settings.BotMinimumSeconds));
        Assert.Equal(ProviderAddresses.Public with { SendGrid = new Uri("https://api.eu.sendgrid.com") }, settings.Providers);
        Assert.Equal([IPAddress.Parse("10.0.0.1"), IPAddress.IPv6Loopback], settings.TrustedProxies);
    }

    [Theory]
    [InlineData("FirstOnly", "false", true)]
    [InlineData("Closed", "false", true)]
    [InlineData("Open", "false", false)]
    [InlineData("Open", "true", true)]
    public void Strangers_who_become_owners_connect_no_mail_server_in_the_servers_own_network(string registration, string allowed, bool expected) =>
        Assert.Equal(
            expected,
            Read(("CareOps:Registration", registration), ("CareOps:Webhooks:AllowPrivateNetworks", allowed)).MessageTargets.AllowsPrivateMailServers);

    [Fact]
    public void Proxies_may_be_a_list_in_the_file() => Assert.Equal(
        [IPAddress.Parse("10.0.0.1"), IPAddress.Parse("10.0.0.2")],
        Read(("CareOps:TrustedProxies:0", "10.0.0.1"), ("CareOps:TrustedProxies:1", "10.0.0.2")).TrustedProxies);

    [Theory]
    [InlineData("CareOps:Webhooks:AllowPrivateNetworks", "yes", "true, false")]
    [InlineData("CareOps:Registration", "Maybe", "FirstOnly, Open, Closed")]
    [InlineData("CareOps:Registration", "1", "FirstOnly, Open, Closed")]
    [InlineData("CareOps:Registration", "FirstOnly, Open", "FirstOnly, Open, Closed")]
    [InlineData("CareOps:RateLimits:Public", "-1", "a whole number from 0 to 1000000")]
    [InlineData("CareOps:RateLimits:Public", "1000001", "a whole number from 0 to 1000000")]
    [InlineData("CareOps:RateLimits:SignIn", "many", "a whole number from 0 to 1000000")]
    [InlineData("CareOps:RateLimits:SignIn", "1.5", "a whole number from 0 to 1000000")]
    [InlineData("CareOps:Bots:MinimumSeconds", "61", "a whole number from 0 to 60")]
    [InlineData("CareOps:PublicUrl", "book.example.org", "an address such as https://book.example.org")]
    [InlineData("CareOps:PublicUrl", "ftp://book.example.org", "an address such as https://book.example.org")]
    [InlineData("CareOps:Providers:Twilio", "api.twilio.com", "an address such as https://book.example.org")]
    [InlineData("CareOps:TrustedProxies", "proxy", "IP addresses, separated by commas")]
    public void A_wrong_value_is_refused_with_its_key_and_what_is_allowed(string key, string value, string allowed)
    {
        var refusal = Assert.Throws<StartRefusedException>(() => Read((key, value)));

        Assert.Equal($"{key} is \"{value}\"; allowed: {allowed}.", refusal.Message);
    }

    [Fact]
    public void A_connection_string_of_another_database_is_refused_without_repeating_its_password()
    {
        var refusal = Assert.Throws<StartRefusedException>(() => Read(("ConnectionStrings:CareOps", "Server=sql;Password=s3cret")));

        Assert.Contains("ConnectionStrings:CareOps", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Host=", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CareOps:Registration", "Maybe", "CareOps:Registration is \"Maybe\"; allowed: FirstOnly, Open, Closed.")]
    [InlineData("CareOps:RateLimits:Public", "-1", "CareOps:RateLimits:Public is \"-1\"; allowed: a whole number from 0 to 1000000.")]
    public async Task A_wrong_value_stops_the_start_with_that_one_sentence(string key, string value, string sentence)
    {
        var folder = Directory.CreateTempSubdirectory("careops-settings-");

        var (code, output) = await AppProcess.RunAsync(folder.FullName, postgres: null, $"--{key}={value}");

        Assert.Equal((1, sentence), (code, output.Trim()));
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_data_directory_that_can_not_be_made_stops_the_start_with_one_sentence()
    {
        var folder = Directory.CreateTempSubdirectory("careops-settings-");
        var inside = Path.Combine(folder.FullName, "file", "data");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "file"), "not a folder");

        var (code, output) = await AppProcess.RunAsync(folder.FullName, postgres: null, $"--CareOps:DataDirectory={inside}");

        Assert.Equal(1, code);
        Assert.StartsWith($"CareOps:DataDirectory is \"{inside}\", which can't be written:", output, StringComparison.Ordinal);
        Assert.Single(output.Trim().Split('\n'));
        folder.Delete(recursive: true);
    }

    private static CareOpsSettings Read(params (string Key, string Value)[] values) => CareOpsSettings.Read(
        new ConfigurationBuilder().AddInMemoryCollection(values.ToDictionary(
            static pair => pair.Key, static pair => (string?)pair.Value, StringComparer.Ordinal)).Build());
}
