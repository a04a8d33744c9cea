using System.Globalization;
using System.Text;

using CareOps.Core.Foundation;

using Text = CareOps.Core.Foundation.Text;

namespace CareOps.Tests.Foundation;

public sealed class TextTests
{
    [Theory]
    [InlineData("  Anna Berg ", "Anna Berg")]
    [InlineData("Anna\tBerg", "Anna Berg")]
    [InlineData("Anna\u0000Berg", "Anna Berg")]
    [InlineData("Anna\u0085Berg", "Anna Berg")]
    [InlineData("Zoe\u0308", "Zoë")]
    [InlineData("👩‍👩‍👧", "👩‍👩‍👧")]
    public void A_line_is_trimmed_composed_and_without_control_characters(string typed, string stored) =>
        Assert.Equal(stored, Text.Line(typed));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \t\r\n ")]
    [InlineData("\u0000")]
    [InlineData("\u00a0\u2003")]
    public void Nothing_but_space_is_nothing(string? typed)
    {
        Assert.Null(Text.Line(typed));
        Assert.Null(Text.Lines(typed));
    }

    [Fact]
    public void Lines_keep_their_breaks_whatever_system_typed_them() =>
        Assert.Equal("one\ntwo\nthree\n\nfour five", Text.Lines("\r\none\r\ntwo\rthree\n\nfour\tfive\n"));

    [Fact]
    public void A_line_breaks_nowhere() => Assert.Equal("one two", Text.Line("one\ntwo"));

    [Fact]
    public void Half_a_letter_becomes_the_replacement_character()
    {
        Assert.Equal("a\ufffdb", Text.Line("a\ud83db"));
        Assert.Equal("\ufffd", Text.Lines("\udc00"));
    }

    [Theory]
    [InlineData("Anna", false)]
    [InlineData("one\r\n\ttwo", false)]
    [InlineData(null, false)]
    [InlineData("An\u0000na", true)]
    [InlineData("An\u001bna", true)]
    [InlineData("An\u009fna", true)]
    public void Control_characters_are_found(string? typed, bool found) => Assert.Equal(found, Text.HasControlCharacters(typed));

    [Theory]
    [InlineData("Anna", 4, "Anna")]
    [InlineData("Anna Berg", 4, "Ann…")]
    [InlineData("Anna Berg", 6, "Anna…")]
    [InlineData("ab🎉cd", 4, "ab…")]
    [InlineData("abe\u0301cd", 4, "ab…")]
    [InlineData("👩‍👩‍👧👩‍👩‍👧", 9, "👩‍👩‍👧…")]
    [InlineData("👩‍👩‍👧!", 8, "…")]
    public void Text_is_shortened_between_letters(string text, int length, string expected) =>
        Assert.Equal(expected, Text.Shorten(text, length));

    [Fact]
    public void Shortening_never_cuts_a_letter_and_never_exceeds_the_length()
    {
        string[] letters = ["a", "é", "e\u0301", "🎉", "👩‍👩‍👧", "🇳🇴", " ", "ﷺ", "\u0928\u093f"];
        var random = new Random(20261121);
        for (var attempt = 0; attempt < 2000; attempt++)
        {
            var text = string.Concat(Enumerable.Range(0, 20).Select(_ => letters[random.Next(letters.Length)]));
            var length = random.Next(1, 60);

            var shortened = Text.Shorten(text, length);

            Assert.True(shortened.Length <= length, $"“{text}” at {length} became “{shortened}”.");
            var kept = text == shortened ? shortened : shortened[..^1];
            Assert.StartsWith(kept, text, StringComparison.Ordinal);
            Assert.Contains(kept.Length, (int[])[.. StringInfo.ParseCombiningCharacters(text), .. EndsBeforeSpace(text), text.Length]);
        }
    }

    [Fact]
    public void What_a_form_accepts_fits_its_column_once_it_is_composed()
    {
        // One character as typed, two as composed (Unicode's composition exclusions).
        var typed = string.Concat(Enumerable.Repeat("\u0958", 80));
        var errors = new FieldChecks();

        errors.Required(typed, "Name", "your name", 100);

        Assert.Equal(160, typed.Normalize(NormalizationForm.FormC).Length);
        Assert.Equal("too_long", Assert.Single(errors.All).Code);
    }

    [Theory]
    [InlineData("Hi Anna,\n\nbring your\ntape along.\nSee you.", "Hi Anna,\n\nbring your tape along.\nSee you.")]
    [InlineData("Move it here:\n{{booking.link}}\n\nGet well soon\n{{workspace.name}}", "Move it here:\n{{booking.link}}\n\nGet well soon\n{{workspace.name}}")]
    [InlineData("One line, unended\n", "One line, unended\n")]
    public void A_paragraph_wrapped_to_fit_a_page_becomes_one_line(string wrapped, string expected) =>
        Assert.Equal(expected, Text.Unwrap(wrapped));

    // A shortened text does not end with the spaces before the cut.
    private static IEnumerable<int> EndsBeforeSpace(string text) =>
        StringInfo.ParseCombiningCharacters(text).Where(end => text[end] == ' ');
}
