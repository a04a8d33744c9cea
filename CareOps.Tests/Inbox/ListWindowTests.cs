using CareOps.Web.Components.Inbox;

namespace CareOps.Tests.Inbox;

/// <summary>Which parts of a long list are drawn.</summary>
public sealed class ListWindowTests
{
    private const int Long = 1000;

    [Fact]
    public void A_list_of_usual_length_is_drawn_whole()
    {
        var window = new ListWindow();
        window.Hear("2-3");

        Assert.All(Enumerable.Range(0, 4), part => Assert.True(window.IsDrawn(part, ListWindow.LongestWhole, -1)));
    }

    [Theory]
    [InlineData(null, -1, "0 1")]
    [InlineData("6-8", -1, "6 7 8")]
    [InlineData("6-8-3", -1, "3 6 7 8")]
    [InlineData("6-8", 120, "2 6 7 8")]
    [InlineData("6-8", 149, "2 3 6 7 8")]
    [InlineData("6-8", 100, "1 2 6 7 8")]
    [InlineData("0-19", -1, "0 1 2 3")]
    [InlineData("8-6", -1, "0 1")]
    [InlineData("-1-4", -1, "0 1")]
    [InlineData("x", -1, "0 1")]
    [InlineData("1-2-3-4", -1, "0 1")]
    public void Of_a_long_one_what_is_near_and_where_the_keyboard_is(string? told, int current, string drawn)
    {
        var window = new ListWindow();
        window.Hear(told);

        Assert.Equal(drawn, string.Join(' ', Enumerable.Range(0, Long / ListWindow.PartLength).Where(part => window.IsDrawn(part, Long, current))));
    }

    [Fact]
    public void Another_list_begins_at_its_beginning()
    {
        var window = new ListWindow();
        window.Hear("6-8-3");
        window.Reset();

        Assert.Equal([0, 1], Enumerable.Range(0, 20).Where(part => window.IsDrawn(part, Long, -1)));
    }
}
