using CareOps.Web.Components.Inbox;

namespace CareOps.Tests.Inbox;

/// <summary>Where a slash asks for a saved reply, and what it is replaced by. "|" is the caret.</summary>
public sealed class SlashWordTests
{
    [Theory]
    [InlineData("/|", "")]
    [InlineData("/par|", "par")]
    [InlineData("/parking |", "parking")]
    [InlineData("Hello Jon, /par|", "par")]
    [InlineData("Hello\n/par| and more", "par")]
    [InlineData("/pa|rking", "pa")]
    [InlineData("and/or|", null)]
    [InlineData("https://example.org|", null)]
    [InlineData("/parking  |", null)]
    [InlineData("/parking is|", null)]
    [InlineData("|/parking", null)]
    [InlineData("|", null)]
    public void A_slash_that_begins_the_word_at_the_caret_asks(string typed, string? word)
    {
        var (text, caret) = Split(typed);

        Assert.Equal(word, SlashWord.At(text, caret)?.Typed(text));
    }

    [Theory]
    [InlineData("/par|", "Behind.|")]
    [InlineData("/parking |", "Behind.|")]
    [InlineData("Hello. /par|", "Hello. Behind.|")]
    [InlineData("Hello. /par| See you.", "Hello. Behind.| See you.")]
    [InlineData("Hello. /pa|rking\nSee you.", "Hello. Behind.|\nSee you.")]
    public void Only_the_word_is_replaced(string typed, string expected)
    {
        var (text, caret) = Split(typed);

        Assert.Equal(Split(expected), SlashWord.At(text, caret)!.Value.Replace(text, "Behind."));
    }

    [Theory]
    [InlineData("/", true)]
    [InlineData("Well, /x", true)]
    [InlineData("a/b and http://x", false)]
    [InlineData("", false)]
    public void A_text_without_one_is_known_at_once(string text, bool isIn) => Assert.Equal(isIn, SlashWord.IsIn(text));

    private static (string Text, int Caret) Split(string marked) =>
        (marked.Replace("|", string.Empty, StringComparison.Ordinal), marked.IndexOf('|', StringComparison.Ordinal));
}
