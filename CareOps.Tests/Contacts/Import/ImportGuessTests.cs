using CareOps.Core.Contacts.Import;

namespace CareOps.Tests.Contacts.Import;

public sealed class ImportGuessTests
{
    [Theory]
    [InlineData("First Name|Last Name|E-mail Address|Mobile Phone|Notes", "first_name|last_name|email|phone|notes")]
    [InlineData("Vorname|Nachname|E-Mail|Telefon|Notizen", "first_name|last_name|email|phone|notes")]
    [InlineData("Name|Email|Phone|Tags|Email messages|SMS messages|Since", "name|email|phone|tags|email_consent|sms_consent|")]
    [InlineData("Email|E-Mail address|Name", "email||name")]
    public void Headings_say_what_the_columns_are(string headings, string targets) =>
        Assert.Equal(targets.Split('|'), ImportGuess.Of(headings.Split('|'), [], []));

    [Fact]
    public void Without_headings_the_cells_say_it()
    {
        string[] first = ["Anna Berg", "anna@example.org", "+47 22 12 34 56", "2019"];

        Assert.False(ImportGuess.HasHeadings(first));
        Assert.Equal(["name", "email", "phone", ""], ImportGuess.Of(first, [["Jon", "jon@example.org", "22 12 34 57", "2020"]], []));
    }

    [Theory]
    [InlineData("name,email", "Ida,ida@", "“ida@” is not a complete email address.")]
    [InlineData("name,phone", "Ida,12", "“12” is not a complete phone number.")]
    [InlineData("name,email", "Ida,", "Neither an email address nor a phone number.")]
    [InlineData("email,email_consent", "ida@example.org,perhaps", "“perhaps” says neither yes nor no to messages.")]
    public void A_line_that_cannot_come_in_says_why(string targets, string line, string reason) =>
        Assert.Equal(reason, ImportedContact.Read(line.Split(','), targets.Split(','), "NO").Error?.Message);

    [Fact]
    public void A_line_without_a_name_is_called_by_its_address() => Assert.Equal(
        "ida@example.org", ImportedContact.Read(["ida@example.org"], ["email"], "NO").Value!.Details.Name);
}
