namespace CareOps.Core.Messaging;

/// <summary>Where providers' APIs are: their own addresses, a proxy's, or a test's.</summary>
public sealed record ProviderAddresses(Uri Resend, Uri SendGrid, Uri Twilio)
{
    public static readonly ProviderAddresses Public = new(
        new Uri("https://api.resend.com"), new Uri("https://api.sendgrid.com"), new Uri("https://api.twilio.com"));
}
