using System.Globalization;
using System.Net;

using CareOps.Core.Data;
using CareOps.Core.Files;
using CareOps.Core.Members.Accounts;
using CareOps.Core.Messaging;
using CareOps.Core.Workspaces;

namespace CareOps.Web.Hosting;

/// <summary>The program's configuration, read and checked once: appsettings.example.json explains each key.</summary>
public sealed record CareOpsSettings
{
    private const int MostRequestsAMinute = 1_000_000;
    private const int LongestTrapSeconds = 60;

    public required string DataDirectory { get; init; }

    /// <summary>PostgreSQL's, or empty for SQLite.</summary>
    public string? ConnectionString { get; init; }

    /// <summary>Where customers reach the server; null: where it listens.</summary>
    public Uri? PublicUrl { get; init; }

    public RegistrationPolicy Registration { get; init; }

    /// <summary>Requests a minute and address; 0 is off.</summary>
    public int PublicRequestsAMinute { get; init; }

    public int SignInsAMinute { get; init; }

    /// <summary>A form that comes back sooner was not filled in by a person; 0 is off.</summary>
    public int BotMinimumSeconds { get; init; }

    public IReadOnlyList<IPAddress> TrustedProxies { get; init; } = [];

    /// <summary>The operator's mail server for account mail; null: it becomes files in the data directory.</summary>
    public SmtpSettings? Mail { get; init; }

    public string? MailPassword { get; init; }

    /// <summary>Where the providers' APIs are: their own addresses, or a proxy's.</summary>
    public ProviderAddresses Providers { get; init; } = ProviderAddresses.Public;

    /// <summary>
    /// Whether webhooks may be sent to this machine and its network, and by plain http; and mail as well, where anyone may become an owner.
    /// </summary>
    public bool AllowsPrivateNetworks { get; init; }

    /// <summary>Where messages may go.</summary>
    public ProviderAddresses MessageTargets =>
        Providers with { AllowsPrivateMailServers = Registration != RegistrationPolicy.Open || AllowsPrivateNetworks };

    public DatabaseLocation Database => new(ConnectionString, Path.Combine(DataDirectory, "careops.db"));

    /// <summary>How mail about accounts and invitations leaves.</summary>
    public AccountMailOptions AccountMail => new(Mail, MailPassword, Path.Combine(DataDirectory, "account-mail"));

    /// <summary>Below the data directory, which no web server shows.</summary>
    public FileLocation Files => new(Path.Combine(DataDirectory, "files"));

    /// <exception cref="StartRefusedException">A value is wrong; the message names the key, the value and what is allowed.</exception>
    public static CareOpsSettings Read(IConfiguration configuration) => new()
    {
        DataDirectory = Path.GetFullPath(configuration["CareOps:DataDirectory"] is { Length: > 0 } folder ? folder : DefaultDirectory()),
        ConnectionString = Connection(configuration.GetConnectionString("CareOps")),
        PublicUrl = Url(configuration, "CareOps:PublicUrl"),
        Registration = Choice(configuration, "CareOps:Registration", RegistrationPolicy.FirstOnly),
        PublicRequestsAMinute = Number(configuration, "CareOps:RateLimits:Public", 240, MostRequestsAMinute),
        SignInsAMinute = Number(configuration, "CareOps:RateLimits:SignIn", 20, MostRequestsAMinute),
        BotMinimumSeconds = Number(configuration, "CareOps:Bots:MinimumSeconds", 1, LongestTrapSeconds),
        TrustedProxies = Addresses(configuration, "CareOps:TrustedProxies"),
        Mail = OperatorMail.Read(configuration),
        MailPassword = configuration[OperatorMail.Key + ":Password"] is { Length: > 0 } password ? password : null,
        AllowsPrivateNetworks = Switch(configuration, "CareOps:Webhooks:AllowPrivateNetworks"),
        Providers = new ProviderAddresses(
            Url(configuration, "CareOps:Providers:Resend") ?? ProviderAddresses.Public.Resend,
            Url(configuration, "CareOps:Providers:SendGrid") ?? ProviderAddresses.Public.SendGrid,
            Url(configuration, "CareOps:Providers:Twilio") ?? ProviderAddresses.Public.Twilio),
    };

    private static string DefaultDirectory() =>
        Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
            "CareOps");

    private static string? Connection(string? value) =>
        string.IsNullOrWhiteSpace(value) || value.TrimStart().StartsWith("Host=", StringComparison.OrdinalIgnoreCase)
            ? value
            : throw new StartRefusedException(
                "ConnectionStrings:CareOps is neither empty (SQLite) nor a PostgreSQL connection string that starts with Host=.");

    private static Uri? Url(IConfiguration configuration, string key) => configuration[key] switch
    {
        null or "" => null,
        var value when Uri.TryCreate(value, UriKind.Absolute, out var url) && (url.Scheme is "http" or "https") => url,
        var value => throw Wrong(key, value, "an address such as https://book.example.org"),
    };

    private static T Choice<T>(IConfiguration configuration, string key, T fallback)
        where T : struct, Enum => configuration[key] switch
        {
            null or "" => fallback,
            var value when Enum.GetNames<T>().Contains(value, StringComparer.OrdinalIgnoreCase) => Enum.Parse<T>(value, ignoreCase: true),
            var value => throw Wrong(key, value, string.Join(", ", Enum.GetNames<T>())),
        };

    private static int Number(IConfiguration configuration, string key, int fallback, int most) => configuration[key] switch
    {
        null or "" => fallback,
        var value when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most => number,
        var value => throw Wrong(key, value, string.Create(CultureInfo.InvariantCulture, $"a whole number from 0 to {most}")),
    };

    private static bool Switch(IConfiguration configuration, string key) => configuration[key] switch
    {
        null or "" => false,
        var value when bool.TryParse(value, out var isOn) => isOn,
        var value => throw Wrong(key, value, "true, false"),
    };

    private static List<IPAddress> Addresses(IConfiguration configuration, string key)
    {
        var section = configuration.GetSection(key);
        var values = section.GetChildren().Select(static child => child.Value)
            .Concat(section.Value?.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries) ?? [])
            .OfType<string>();
        return [.. values.Select(value => IPAddress.TryParse(value, out var address)
            ? address
            : throw Wrong(key, value, "IP addresses, separated by commas"))];
    }

    private static StartRefusedException Wrong(string key, string value, string allowed) =>
        new($"{key} is \"{value}\"; allowed: {allowed}.");
}
