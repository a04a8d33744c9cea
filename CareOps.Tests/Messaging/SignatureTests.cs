using System.Text;

using CareOps.Core.Messaging;

using NodaTime;

namespace CareOps.Tests.Messaging;

/// <summary>The examples that the providers publish.</summary>
public sealed class SignatureTests
{
    // twilio.com/docs/usage/security
    private const string TwilioUrl = "https://mycompany.com/myapp.php?foo=1&bar=2";

    // docs.svix.com/receiving/verifying-payloads/how-manual
    private const string SvixSecret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string SvixBody = """{"test": 2432232314}""";

    // sendgrid/sendgrid-python, test/unit/test_eventwebhook.py
    private const string SendGridKey =
        "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE83T4O/n84iotIvIW4mdBgQ/7dAfSmpqIM8kF9mN1flpVKS3GRqe62gw+2fNNRaINXvVpiglSI8eNEc6wEA3F+g==";

    private const string OtherSendGridKey =
        "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEqTxd43gyp8IOEto2LdIfjRQrIbsd4SXZkLW6jDutdhXSJCWHw8REntlo7aNDthvj+y7GjUuFDb/R1NGe1OPzpA==";

    private const string SendGridSignature =
        "MEUCIGHQVtGj+Y3LkG9fLcxf3qfI10QysgDWmMOVmxG0u6ZUAiEAyBiXDWzM+uOe5W0JuG+luQAbPIqHh89M15TluLtEZtM=";

    private const string SendGridBody =
        """[{"email":"hello@world.com","event":"dropped","reason":"Bounced Address","sg_event_id":"ZHJvcC0xMDk5NDkxOS1MUnpYbF9OSFN0T0doUTRrb2ZTbV9BLTA","sg_message_id":"LRzXl_NHStOGhQ4kofSm_A.filterdrecv-p3mdw1-756b745b58-kmzbl-18-5F5FC76C-9.0","smtp-id":"<LRzXl_NHStOGhQ4kofSm_A@ismtpd0039p1iad1.sendgrid.net>","timestamp":1600112492}]"""
        + "\r\n";

    private static readonly Dictionary<string, string> TwilioForm = new(StringComparer.Ordinal)
    {
        ["To"] = "+18005551212",
        ["From"] = "+14158675309",
        ["Digits"] = "1234",
        ["Caller"] = "+14158675309",
        ["CallSid"] = "CA1234567890ABCDE",
    };

    private static readonly SvixHeaders Svix =
        new("msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", "v1,bm9ldHUjKzFob2VudXRob2V1 v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");

    private static readonly Instant SvixNow = Instant.FromUnixTimeSeconds(1614265330);

    [Theory]
    [InlineData("12345", TwilioUrl, "RSOYDt4T1cUTdK1PDd93/VVr8B8=", true)]
    [InlineData("12346", TwilioUrl, "RSOYDt4T1cUTdK1PDd93/VVr8B8=", false)]
    [InlineData("12345", "https://mycompany.com/myapp.php?foo=1&bar=3", "RSOYDt4T1cUTdK1PDd93/VVr8B8=", false)]
    [InlineData("12345", TwilioUrl, "RSOYDt4T1cUTdK1PDd93/VVr8B9=", false)]
    [InlineData("12345", TwilioUrl, "no base64", false)]
    [InlineData("12345", TwilioUrl, null, false)]
    public void Twilios_own_example_is_accepted_and_nothing_else(string token, string url, string? signature, bool isRight) =>
        Assert.Equal(isRight, Signatures.IsTwilios(token, signature, url, TwilioForm));

    [Theory]
    [InlineData(SendGridKey, SendGridSignature, "1600112502", SendGridBody, true)]
    [InlineData(OtherSendGridKey, SendGridSignature, "1600112502", SendGridBody, false)]
    [InlineData(SendGridKey, SendGridSignature, "1600112503", SendGridBody, false)]
    [InlineData(SendGridKey, SendGridSignature, "timestamp", SendGridBody, false)]
    [InlineData(SendGridKey, SendGridSignature, "1600112502", "payload", false)]
    [InlineData(SendGridKey, "bm90IGEgc2lnbmF0dXJl", "1600112502", SendGridBody, false)]
    [InlineData(SendGridKey, null, null, SendGridBody, false)]
    public void SendGrids_own_example_is_accepted_and_nothing_else(string key, string? signature, string? timestamp, string body, bool isRight) =>
        Assert.Equal(isRight, Signatures.IsSendGrids(key, signature, timestamp, Encoding.UTF8.GetBytes(body)));

    [Fact]
    public void Svixs_own_example_is_accepted_for_five_minutes()
    {
        Assert.True(Accepts(Svix, SvixBody, Duration.Zero));
        Assert.True(Accepts(Svix, SvixBody, Duration.FromMinutes(5)));
        Assert.True(Accepts(Svix, SvixBody, Duration.FromMinutes(-5)));
        Assert.False(Accepts(Svix, SvixBody, Duration.FromSeconds(301)));
        Assert.False(Accepts(Svix, SvixBody, Duration.FromSeconds(-301)));
    }

    [Fact]
    public void Svix_with_anything_else_is_refused()
    {
        Assert.False(Accepts(Svix, SvixBody + " ", Duration.Zero));
        Assert.False(Accepts(Svix with { Id = "msg_other" }, SvixBody, Duration.Zero));
        Assert.False(Accepts(Svix with { Timestamp = "1614265331" }, SvixBody, Duration.Zero));
        Assert.False(Accepts(Svix with { Timestamp = "soon" }, SvixBody, Duration.Zero));
        Assert.False(Accepts(Svix with { Signature = "v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=" }, SvixBody, Duration.Zero));
        Assert.False(Accepts(new SvixHeaders(null, null, null), SvixBody, Duration.Zero));
    }

    private static bool Accepts(SvixHeaders headers, string body, Duration later) =>
        Signatures.IsResends(SvixSecret, headers, Encoding.UTF8.GetBytes(body), SvixNow + later);
}
