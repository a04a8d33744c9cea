using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

using CareOps.Core.Data;
using CareOps.Core.Messaging;
using CareOps.Tests.Support;

using Microsoft.AspNetCore.WebUtilities;

namespace CareOps.Tests.Messaging;

/// <summary>
/// Callbacks that a provider really sends, changed a little, posted over and over with the signature of the original. How many for
/// each provider: <c>CAREOPS_FUZZ</c>, 10,000 where it is not set, 100,000 for the bar. Alone, since other tests' memory is not what is
/// measured.
/// </summary>
[Collection(nameof(AloneOnTheMachine))]
public sealed class WebhookFuzzTests
{
    private const int AtOnce = 8;
    private const int WarmUp = 500;
    private const int SignedTimes = 400;
    private const long MostGrowth = 24 * 1024 * 1024;

    private static readonly string[] Charsets = ["utf-7", "utf-16", "iso-2022-jp", "x-unknown", "Shift_JIS", "", "x-user-defined", "65001"];

    private static readonly string[] Odd =
        ["a", "é", "\0", "\r\n", "\"", "\\", "<", ">", "@", "+", "%00", "\u202e", "😀", "\u0301", "STOP", ":", ",", "{", "}", "\t", "=?utf-8?q?=ff?=", "../", "'", " "];

    private static readonly int Times = int.TryParse(
        Environment.GetEnvironmentVariable("CAREOPS_FUZZ"), NumberStyles.None, CultureInfo.InvariantCulture, out var times) ? times : 10_000;

    [Fact]
    [SuppressMessage("Major Code Smell", "S1215", Justification = "What is left after a collection is what is being measured.")]
    public async Task No_changed_callback_is_believed_or_leaves_anything_behind()
    {
        await using var site = await WebhookSite.StartAsync();
        var twilio = await site.Business.ConnectTwilioAsync();
        var sendGrid = await site.Business.ConnectSendGridAsync();
        var resend = await site.Business.ConnectResendAsync();
        await site.Business.BookAsync(TestBusiness.Tuesday);
        await site.SettleAsync();
        var key = (await site.LastDeliveryAsync()).Key;
        var before = await site.RowsAsync();
        Callback[] originals =
        [
            SignedByTwilio(twilio, key), SignedBySendGrid(site, sendGrid, key), SignedByResend(site, resend, key),
        ];

        await PostAsync(site, originals, WarmUp);
        var memory = GC.GetTotalMemory(forceFullCollection: true);
        await PostAsync(site, originals, Times);

        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - memory, long.MinValue, MostGrowth);
        Assert.Equal(before, await site.RowsAsync());
        foreach (var original in originals)
        {
            Assert.Equal(HttpStatusCode.NoContent, await SendAsync(site, original));
        }
    }

    /// <summary>What a broken provider could post: signed well, and nonsense. It is refused or read as far as it goes, and never an error of ours.</summary>
    [EachEngine]
    public async Task Signed_nonsense_is_no_error(Engine engine)
    {
        await using var site = await WebhookSite.StartAsync(engine);
        var twilio = await site.Business.ConnectTwilioAsync();
        var sendGrid = await site.Business.ConnectSendGridAsync(Connecting.ReplyDomain);
        var resend = await site.Business.ConnectResendAsync();
        for (var number = 0; number < SignedTimes; number++)
        {
            var random = new Random(number);
            var texted = await site.TwilioAsync(
                twilio.Id,
                random.Next(4) == 0 ? $"?delivery={Uri.EscapeDataString(Nonsense(random))}" : string.Empty,
                ("MessageSid", Nonsense(random)), ("From", random.Next(2) == 0 ? "+4755501234" : Nonsense(random)), ("Body", Nonsense(random)),
                ("NumMedia", random.Next(3) == 0 ? Nonsense(random) : "2"), ("MediaUrl0", Nonsense(random)), ("MessageStatus", Nonsense(random)));
            var mailed = await PostMailAsync(site, sendGrid, random);
            var told = await site.SendGridAsync(sendGrid.Id, (object)new[] { new { @event = Nonsense(random), sg_event_id = Nonsense(random), delivery = Nonsense(random) } });
            var happened = JsonSerializer.Serialize(new { type = "email.bounced", data = new { tags = new { delivery = Nonsense(random) }, bounce = Nonsense(random) } });
            var heard = await site.ResendTextAsync(
                resend.Id, Encoding.UTF8.GetString(Change(Encoding.UTF8.GetBytes(happened), random, printable: true)), $"msg_{number}");

            foreach (var status in new[] { texted.Status, mailed, told.Status, heard.Status })
            {
                Assert.True(
                    status is HttpStatusCode.OK or HttpStatusCode.NoContent or HttpStatusCode.BadRequest or HttpStatusCode.ServiceUnavailable,
                    $"{number}: {texted.Status}, {mailed}, {told.Status}, {heard.Status}");
            }
        }
    }

    private static async Task<HttpStatusCode> PostMailAsync(WebhookSite site, ProviderConnection connection, Random random)
    {
        var fields = new StringBuilder();
        string[] names = ["headers", "from", "to", "subject", "text", "html", "envelope", "charsets"];
        foreach (var name in names)
        {
            var value = (name, random.Next(3)) switch
            {
                ("from", > 0) => "Anna Berg <anna@example.org>",
                ("headers", > 0) => $"Message-ID: <{Nonsense(random)}@example.org>\r\nReferences: {Nonsense(random)}\r\n",
                ("envelope", > 0) => $$"""{"to":["{{Nonsense(random)}}","\ud800"]}""",
                ("charsets", > 0) => $$"""{"text":"{{Charsets[random.Next(Charsets.Length)]}}","subject":"\udc00"}""",
                _ => Nonsense(random),
            };
            fields.Append(CultureInfo.InvariantCulture, $"--xYzZY\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        }

        var body = Encoding.UTF8.GetBytes(fields.Append("--xYzZY--\r\n").ToString());
        using var content = new ByteArrayContent(random.Next(2) == 0 ? body : Change(body, random, printable: false));
        content.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=xYzZY");
        return (await site.SendGridAsync(connection.Id, content)).Status;
    }

    private static string Nonsense(Random random) =>
        string.Concat(Enumerable.Range(0, random.Next(30)).Select(_ => Odd[random.Next(Odd.Length)]));

    private static Task PostAsync(WebhookSite site, Callback[] originals, int times) => Parallel.ForEachAsync(
        Enumerable.Range(0, times),
        new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
        async (number, _) =>
        {
            var random = new Random(number);
            foreach (var original in originals)
            {
                var changed = Change(original, random);
                var status = await SendAsync(site, changed);
                Assert.True(
                    status is HttpStatusCode.Forbidden or HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge,
                    $"{number}: {status} for {changed.Path} {Convert.ToHexString(changed.Body)}");
            }
        });

    private static async Task<HttpStatusCode> SendAsync(WebhookSite site, Callback callback)
    {
        using var content = new ByteArrayContent(callback.Body);
        content.Headers.TryAddWithoutValidation("Content-Type", callback.Type);
        return (await site.PostAsync(callback.Path, content, [.. callback.Headers])).Status;
    }

    private static Callback Change(Callback original, Random random)
    {
        if (random.Next(8) == 0)
        {
            // The body stays and the signature changes.
            return original with
            {
                Headers = [.. original.Headers.Select(header => header.Name == original.Signature
                    ? (header.Name, ChangeStart(header.Value, random))
                    : header)],
            };
        }

        byte[] body;
        do
        {
            body = Change(original.Body, random, printable: false);
        }
        while (original.Says(body) == original.Says(original.Body));
        return original with { Body = body };
    }

    /// <returns>Other bytes than these, for sure.</returns>
    private static byte[] Change(byte[] original, Random random, bool printable)
    {
        var changed = original.ToList();
        byte Any() => (byte)(printable ? random.Next('a', 'z') : random.Next(256));
        do
        {
            for (var change = random.Next(1, 6); change > 0; change--)
            {
                var at = random.Next(changed.Count + 1);
                switch (random.Next(6))
                {
                    case 0 when at < changed.Count:
                        changed.RemoveAt(at);
                        break;
                    case 1:
                        changed.Insert(at, Any());
                        break;
                    case 2:
                        changed.RemoveRange(at, random.Next(changed.Count - at + 1));
                        break;
                    case 3:
                        changed.InsertRange(at, [.. changed.Skip(at).Take(random.Next(40))]);
                        break;
                    default:
                        if (at < changed.Count)
                        {
                            changed[at] = Any();
                        }

                        break;
                }
            }
        }
        while (changed.SequenceEqual(original));
        return [.. changed];
    }

    // Its end holds bits that mean nothing.
    private static string ChangeStart(string signature, Random random) =>
        Encoding.ASCII.GetString(Change(Encoding.ASCII.GetBytes(signature[..10]), random, printable: true)) + signature[10..];

    private static Callback SignedByTwilio(ProviderConnection connection, string key)
    {
        (string Name, string Value)[] form = [("AccountSid", ProviderSimulator.AccountSid), ("MessageSid", "SM1"), ("MessageStatus", "delivered")];
        var path = $"/webhooks/twilio/{connection.Id}?delivery={key}";
        var body = string.Join('&', form.Select(static field => $"{field.Name}={field.Value}"));
        var signature = WebhookSite.TwilioSignature(path, form);
        return new Callback(path, "application/x-www-form-urlencoded", Encoding.UTF8.GetBytes(body), [("X-Twilio-Signature", signature)], "X-Twilio-Signature")
        {
            // What Twilio signs: "a=1&" says the same as "a=1".
            Says = static posted => string.Concat(QueryHelpers.ParseQuery(Encoding.UTF8.GetString(posted))
                .OrderBy(static field => field.Key, StringComparer.Ordinal).Select(static field => $"{field.Key}{field.Value}")),
        };
    }

    private static Callback SignedBySendGrid(WebhookSite site, ProviderConnection connection, string key)
    {
        var timestamp = site.House.Clock.Now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var body = JsonSerializer.SerializeToUtf8Bytes(new[] { new { @event = "delivered", sg_event_id = "e1", delivery = key } });
        byte[] signed = [.. Encoding.UTF8.GetBytes(timestamp), .. body];
        var signature = Convert.ToBase64String(Connecting.SendGridKey.SignData(signed, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
        return new Callback(
            $"/webhooks/sendgrid/{connection.Id}",
            "application/json",
            body,
            [("X-Twilio-Email-Event-Webhook-Signature", signature), ("X-Twilio-Email-Event-Webhook-Timestamp", timestamp)],
            "X-Twilio-Email-Event-Webhook-Signature");
    }

    private static Callback SignedByResend(WebhookSite site, ProviderConnection connection, string key)
    {
        var timestamp = site.House.Clock.Now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var body = JsonSerializer.Serialize(new { type = "email.delivered", data = new { tags = new { delivery = key } } });
        var secret = Convert.FromBase64String(Connecting.SvixSecret["whsec_".Length..]);
        var signature = Convert.ToBase64String(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes($"msg_1.{timestamp}.{body}")));
        return new Callback(
            $"/webhooks/resend/{connection.Id}",
            "application/json",
            Encoding.UTF8.GetBytes(body),
            [("svix-id", "msg_1"), ("svix-timestamp", timestamp), ("svix-signature", $"v1,{signature}")],
            "svix-signature");
    }

    /// <param name="Path">Where it is posted.</param>
    /// <param name="Type">Its Content-Type.</param>
    /// <param name="Body">As it was signed.</param>
    /// <param name="Headers">The signature's among them.</param>
    /// <param name="Signature">The name of the signature's header.</param>
    private sealed record Callback(string Path, string Type, byte[] Body, IReadOnlyList<(string Name, string Value)> Headers, string Signature)
    {
        /// <summary>What is signed of a body.</summary>
        public Func<byte[], string> Says { get; init; } = static body => Convert.ToHexString(body);
    }
}
