using System.Net;
using System.Text;
using System.Text.RegularExpressions;

using CareOps.Core.Messaging;

namespace CareOps.Tests.Automation.Templates;

/// <summary>Whatever is written in a template and typed by customers, a message says what it was meant to say and nothing else.</summary>
public sealed partial class MessageTemplateTests
{
    private const int Rounds = 20_000;

    private static readonly string[] Names = ["contact.first_name", "contact.name", "booking.when", "booking.link"];

    // What people try, and what tears programs apart.
    private static readonly string[] Pieces =
    [
        "Hi ", "{{contact.first_name}}", "{{ contact.name }}", "{{booking.when}}", "{{booking.link}}", "{{nobody.knows}}", "{", "}", "{{", "}}",
        "\n", "\n\n", "\r\n", "\r\nBcc: everyone@example.org\r\n", "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "&amp;", "&lt;", "'", "\"",
        "https://example.org/a?b=1&c=2", "javascript:alert(1)", "\u202e", "\0", "\u0007", "\ud83d\ude00", "\ud800", "e\u0301", "{{{contact.name}}}", "$1", "${name}", " ", "\t", "\u2028",
    ];

    [Fact]
    public void A_value_is_never_read_again_however_much_it_looks_like_a_variable()
    {
        var random = new Random(1);
        for (var round = 0; round < Rounds; round++)
        {
            var (template, values) = (Mix(random, 12), Values(random));

            // An independent way to the same: cut at the variables, fill in between.
            var expected = new StringBuilder();
            foreach (var piece in Cut().Split(template))
            {
                var name = piece.Trim('{', '}', ' ', '\t');
                expected.Append(Cut().IsMatch(piece) ? values.GetValueOrDefault(name, string.Empty) : piece);
            }

            Assert.Equal(Paragraphs().Replace(expected.ToString(), "\n\n"), MessageTemplate.Render(template, values));
        }
    }

    [Fact]
    public void A_subject_is_one_line_without_anything_that_begins_another_header()
    {
        var random = new Random(2);
        for (var round = 0; round < Rounds; round++)
        {
            var line = MessageTemplate.RenderLine(Mix(random, 12), Values(random), Message.MaxSubjectLength);

            Assert.DoesNotContain(line, char.IsControl);
            Assert.True(line.Length <= Message.MaxSubjectLength);
        }
    }

    [Fact]
    public void A_mail_holds_no_tag_but_paragraphs_line_breaks_and_links_to_the_web()
    {
        var random = new Random(3);
        for (var round = 0; round < Rounds; round++)
        {
            var text = MessageTemplate.RenderText(Mix(random, 12), Values(random), Message.MaxBodyLength);
            var html = MailParts.Html(text);
            var inner = html[(html.IndexOf("<body>", StringComparison.Ordinal) + 6)..html.IndexOf("</body>", StringComparison.Ordinal)];

            Assert.Empty(OurTags().Replace(inner, string.Empty).Where(static c => c is '<' or '>' or '"'));
            Assert.All(Links().Matches(inner).Select(static match => WebUtility.HtmlDecode(match.Groups["to"].Value)), to =>
                Assert.True(Uri.TryCreate(to, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"));
        }
    }

    [Fact]
    public void However_long_the_values_are_a_message_fits_where_it_is_stored()
    {
        var values = Names.ToDictionary(static name => name, static _ => string.Concat(Enumerable.Repeat("👩‍⚕️ long ", 200)), StringComparer.Ordinal);
        var template = string.Concat(Enumerable.Repeat("{{booking.when}} ", 200));

        Assert.True(MessageTemplate.RenderText(template, values, Message.MaxBodyLength).Length <= Message.MaxBodyLength);
        Assert.True(MessageTemplate.RenderLine(template, values, Message.MaxSubjectLength).Length <= Message.MaxSubjectLength);
    }

    [Theory]
    [InlineData("Hi {{contact.frist_name}},", 1, "{{contact.frist_name}}", "contact.first_name")]
    [InlineData("Hi\n\nsee you {{booking.wen}}", 3, "{{booking.wen}}", "booking.when")]
    [InlineData("Hi\r\n{{Booking.When}}", 2, "{{Booking.When}}", "booking.when")]
    [InlineData("a\nb\n{contact.name}", 3, "{contact.name}", "contact.name")]
    [InlineData("{{ invoice.total }}", 1, "{{ invoice.total }}", null)]
    [InlineData("see {{booking.link", 1, "{{booking.link", "booking.link")]
    [InlineData("see {{booking.link\n}} there", 1, "{{booking.link", "booking.link")]
    [InlineData("see }} there", 1, "}}", null)]
    [InlineData("{{}}", 1, "{{}}", null)]
    public void What_would_not_be_filled_in_is_named_with_its_line_and_what_was_meant(string template, int line, string written, string? meant)
    {
        var problem = MessageTemplate.ProblemsIn(template, Names).First();

        Assert.Equal(new TemplateProblem(line, written, meant), problem);
    }

    [Theory]
    [InlineData("Hi {{contact.first_name}}, {{ booking.when }}.")]
    [InlineData("A set {1, 2} and {} and a { brace.")]
    [InlineData("")]
    public void What_is_filled_in_or_is_no_variable_is_no_problem(string template) => Assert.Empty(MessageTemplate.ProblemsIn(template, Names));

    [Fact]
    public void What_a_template_without_problems_says_has_nothing_left_that_looks_like_a_variable()
    {
        var random = new Random(4);
        var plain = Names.ToDictionary(static name => name, static _ => "x", StringComparer.Ordinal);
        var sound = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var template = Mix(random, 4);
            if (!MessageTemplate.ProblemsIn(template, Names).Any())
            {
                sound++;
                Assert.DoesNotContain("{{", MessageTemplate.Render(template, plain), StringComparison.Ordinal);
            }
        }

        Assert.True(sound > Rounds / 20, $"Only {sound} were sound.");
    }

    private static string Mix(Random random, int most) =>
        string.Concat(Enumerable.Range(0, random.Next(most + 1)).Select(_ => Pieces[random.Next(Pieces.Length)]));

    private static Dictionary<string, string> Values(Random random) =>
        Names.ToDictionary(static name => name, _ => Mix(random, 4), StringComparer.Ordinal);

    [GeneratedRegex(@"(?<variable>\{\{\s*[a-z_]+\.[a-z_]+\s*\}\})", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Cut();

    [GeneratedRegex(@"\n{3,}", RegexOptions.None, 1000)]
    private static partial Regex Paragraphs();

    [GeneratedRegex("""</?p>|<br>|<a href="[^"<>]*">|</a>""", RegexOptions.None, 1000)]
    private static partial Regex OurTags();

    [GeneratedRegex("""<a href="(?<to>[^"]*)">""", RegexOptions.None, 1000)]
    private static partial Regex Links();
}
