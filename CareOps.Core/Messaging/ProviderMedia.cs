using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

using CareOps.Core.Files;
using CareOps.Core.Foundation;

namespace CareOps.Core.Messaging;

/// <summary>
/// Fetches files of received messages where a provider has them: from its own hosts only, and with the account's key on those alone
/// that ask for it.
/// </summary>
public sealed class ProviderMedia(ProviderHttp http, ProviderAddresses addresses)
{
    /// <summary>It was not handed over, and may be another time.</summary>
    public static readonly Error Later = new("media.later", "The provider does not hand it over now.");

    private static readonly Error NotTheirs = new("media.elsewhere", "It does not lie at the provider.");

    // Observed: api.twilio.com sends on once to its delivery network, which may send on once more.
    private const int MostRedirects = 2;

    private const string OldTwilioMedia = "/media.twiliocdn.com/";

    /// <param name="account">Through whom the message came.</param>
    /// <param name="source">What <see cref="InboundFile.Source"/> said.</param>
    /// <param name="keep">Reads the file to its end.</param>
    /// <param name="cancellationToken">Stops, and throws.</param>
    public async Task<Result<KeptFile>> FetchAsync(
        ProviderAccount account, string source, Func<Stream, CancellationToken, Task<Result<KeptFile>>> keep, CancellationToken cancellationToken)
    {
        try
        {
            return account.Connection.Kind == ProviderKind.Twilio
                ? await OfTwilioAsync(account, source, keep, cancellationToken)
                : await OfResendAsync(account, source, keep, cancellationToken);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or JsonException or InvalidOperationException
            || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return Later;
        }
    }

    // twilio.com/docs/messaging/api/media-resource: the address asks for the account's sign-in and sends on to a file that is open for a
    // short while.
    private async Task<Result<KeptFile>> OfTwilioAsync(
        ProviderAccount account, string source, Func<Stream, CancellationToken, Task<Result<KeptFile>>> keep, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(source, UriKind.Absolute, out var address) || !IsTwiliosOwn(address, account))
        {
            return NotTheirs;
        }

        var authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{account.Connection.UserName}:{account.Secret}")));
        for (var hop = 0; hop <= MostRedirects; hop++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.Authorization = hop == 0 ? authorization : null;
            var answer = await http.FetchAsync(request, keep, cancellationToken);
            if (answer.Location is null)
            {
                return answer.Value ?? Later;
            }

            address = new Uri(address, answer.Location);
            if (!IsTwiliosNetwork(address))
            {
                return NotTheirs;
            }
        }

        return Later;
    }

    // resend.com/docs/api-reference/emails/retrieve-received-email-attachment: the address it names is good for an hour.
    private async Task<Result<KeptFile>> OfResendAsync(
        ProviderAccount account, string source, Func<Stream, CancellationToken, Task<Result<KeptFile>>> keep, CancellationToken cancellationToken)
    {
        if (source.Split('/') is not [var email, var file])
        {
            return NotTheirs;
        }

        var path = $"/emails/receiving/{Uri.EscapeDataString(email)}/attachments/{Uri.EscapeDataString(file)}";
        using var ask = new HttpRequestMessage(HttpMethod.Get, new Uri(addresses.Resend, path));
        ask.Headers.Authorization = new AuthenticationHeaderValue("Bearer", account.Secret);
        var answer = await http.AskAsync(ask, cancellationToken);
        if (!answer.Succeeded || !Uri.TryCreate(answer.Field("download_url"), UriKind.Absolute, out var address))
        {
            return Later;
        }

        if (!IsSame(address, addresses.Resend) && !IsUnder(address, "resend.com"))
        {
            return NotTheirs;
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        var fetched = await http.FetchAsync(request, keep, cancellationToken);
        return fetched.Value ?? Later;
    }

    private bool IsTwiliosOwn(Uri address, ProviderAccount account) =>
        (IsSame(address, addresses.Twilio) || IsSame(address, ProviderAddresses.Public.Twilio))
        && address.AbsolutePath.StartsWith($"/2010-04-01/Accounts/{account.Connection.UserName}/", StringComparison.Ordinal);

    private bool IsTwiliosNetwork(Uri address) => IsSame(address, addresses.Twilio)
        || IsUnder(address, "twilio.com")
        || IsUnder(address, "twiliocdn.com")
        || (IsUnder(address, "s3-external-1.amazonaws.com") && address.AbsolutePath.StartsWith(OldTwilioMedia, StringComparison.Ordinal));

    private static bool IsSame(Uri one, Uri other) => one.Scheme == other.Scheme && one.Authority == other.Authority && one.UserInfo.Length == 0;

    private static bool IsUnder(Uri address, string domain) => address is { Scheme: "https", IsDefaultPort: true, UserInfo: "" }
        && (address.Host == domain || address.Host.EndsWith($".{domain}", StringComparison.Ordinal));
}
