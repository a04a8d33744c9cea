using CareOps.Core.Foundation;

namespace CareOps.Tests.Foundation;

public sealed class EmailAddressTests
{
    [Theory]
    [InlineData("anna@example.org")]
    [InlineData("anna.berg+physio@mail.example.org")]
    [InlineData("o'neil@example.ie")]
    [InlineData("a@b.co")]
    [InlineData("anna_berg-1@sub-domain.example.org")]
    [InlineData("grüße@müller.example")]
    public void A_complete_address_is_kept_as_typed(string typed) =>
        Assert.Equal(typed, EmailAddress.Parse($"  {typed} ")?.Value);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("anna")]
    [InlineData("anna@")]
    [InlineData("@example.org")]
    [InlineData("anna@example")]
    [InlineData("anna@.example.org")]
    [InlineData("anna@example.org.")]
    [InlineData("anna@example..org")]
    [InlineData("anna..berg@example.org")]
    [InlineData(".anna@example.org")]
    [InlineData("anna@@example.org")]
    [InlineData("anna berg@example.org")]
    [InlineData("anna@exam ple.org")]
    [InlineData("Anna <anna@example.org>")]
    [InlineData("\"anna berg\"@example.org")]
    [InlineData("anna@example.org, jon@example.org")]
    [InlineData("anna@example.org;jon@example.org")]
    [InlineData("anna@[127.0.0.1]")]
    [InlineData("anna@example.org\r\nBcc: jon@example.org")]
    [InlineData("anna(comment)@example.org")]
    public void Anything_else_is_no_address(string? typed) => Assert.Null(EmailAddress.Parse(typed));

    [Fact]
    public void Two_spellings_of_one_mailbox_match()
    {
        Assert.Equal("anna@example.org", EmailAddress.Parse("Anna@EXAMPLE.org")?.Normalised);
        Assert.Equal(EmailAddress.Parse("GRÜSSE@example.org")?.Normalised, EmailAddress.Parse("gru\u0308sse@example.org")?.Normalised);
    }

    [Fact]
    public void An_address_is_no_longer_than_mail_servers_take()
    {
        const string Host = "@example.org";
        var longest = new string('a', EmailAddress.MaxLength - Host.Length) + Host;

        Assert.NotNull(EmailAddress.Parse(longest));
        Assert.Null(EmailAddress.Parse("a" + longest));
    }
}
