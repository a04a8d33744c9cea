using System.Security.Cryptography;

using CareOps.Core.Messaging;
using CareOps.Tests.Support;

namespace CareOps.Tests.Messaging;

/// <summary>Connections to the simulated providers, with keys that open nothing.</summary>
internal static class Connecting
{
    public const string SvixSecret = "whsec_ZmFrZS1zaWduaW5nLXNlY3JldA==";
    public const string ReplyDomain = "replies.riverside.example";

    private const string From = "hello@riverside.example";
    private const string FromName = "Riverside Physio";

    /// <summary>Signs as SendGrid does.</summary>
    public static ECDsa SendGridKey { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public static string SendGridPublicKey { get; } = Convert.ToBase64String(SendGridKey.ExportSubjectPublicKeyInfo());

    public static async Task<ProviderConnection> ConnectSmtpAsync(this TestBusiness business, int port) =>
        (await business.House.Get<ConnectSmtpHandler>().HandleAsync(
            business.Owner,
            new ConnectSmtp("127.0.0.1", port, SmtpSecurity.None, null, null, From, FromName, IsEnabled: true),
            CancellationToken.None)).Required();

    public static async Task<ProviderConnection> ConnectResendAsync(this TestBusiness business, string? replies = null) =>
        (await business.House.Get<ConnectResendHandler>().HandleAsync(
            business.Owner,
            new ConnectResend(null, ProviderSimulator.Key, SvixSecret, From, FromName, replies, IsEnabled: true),
            CancellationToken.None)).Required();

    public static async Task<ProviderConnection> ConnectSendGridAsync(this TestBusiness business, string? replies = null) =>
        (await business.House.Get<ConnectSendGridHandler>().HandleAsync(
            business.Owner,
            new ConnectSendGrid(
                null, ProviderSimulator.Key, SendGridPublicKey, SendGridPublicKey, From, FromName, replies, IsEnabled: true),
            CancellationToken.None)).Required();

    public static async Task<ProviderConnection> ConnectTwilioAsync(this TestBusiness business, string from = "+4755500000") =>
        (await business.House.Get<ConnectTwilioHandler>().HandleAsync(
            business.Owner,
            new ConnectTwilio(null, ProviderSimulator.AccountSid, ProviderSimulator.Key, from, IsEnabled: true),
            CancellationToken.None)).Required();
}
