namespace CareOps.Core.Messaging;

/// <summary>Where messages may go: providers' APIs at their own addresses, a proxy's or a test's, and mail servers.</summary>
public sealed record ProviderAddresses(Uri Resend, Uri SendGrid, Uri Twilio)
{
    public static readonly ProviderAddresses Public = new(
        new Uri("https://api.resend.com"), new Uri("https://api.sendgrid.com"), new Uri("https://api.twilio.com"));

    /// <summary>Whether a business's mail server may stand in this machine's own network: not where strangers become owners.</summary>
    public bool AllowsPrivateMailServers { get; init; } = true;
}
