using CareOps.Core.Data;
using CareOps.Core.Files;
using CareOps.Core.Messaging;
using CareOps.Core.Workspaces;
using CareOps.Tests.Support;

namespace CareOps.Tests.Workspaces;

/// <summary>A colour that can be read, a logo that is one, and both on what customers see.</summary>
public sealed class BrandingTests
{
    [Theory]
    [InlineData("#ffffff", 1.0)]
    [InlineData("#000000", 21.0)]
    [InlineData("#767676", 4.54)]
    [InlineData("#0f766e", 5.47)]
    public void Contrast_is_that_of_WCAG(string colour, double contrast) =>
        Assert.Equal(contrast, BrandColours.ContrastOnWhite(colour), 0.01);

    [Theory]
    [InlineData("#ffd400")]
    [InlineData("#ff7a59")]
    [InlineData("#7dd3fc")]
    [InlineData("#ffffff")]
    [InlineData("#777777")]
    public void The_nearest_colour_is_just_readable_and_stays_itself(string colour)
    {
        var nearest = BrandColours.Nearest(colour);

        Assert.InRange(BrandColours.ContrastOnWhite(nearest), BrandColours.Needed, BrandColours.Needed + 0.15);
        Assert.Equal(nearest, BrandColours.Nearest(nearest));
    }

    [Fact]
    public void Every_colour_makes_pages_that_can_be_read_light_and_dark()
    {
        foreach (var colour in new[] { "#0f766e", "#1d4ed8", "#b42318", "#000000", "#6d3fc4", "#286b2e", "#8f5006" })
        {
            var colours = BrandColours.Of(colour);
            Assert.True(Contrast(colours.Strong, colours.Soft) >= 4.5, $"{colour}: words on what is chosen");
            Assert.True(Contrast(colours.DarkBase, colours.OnDarkBase) >= 4.5, $"{colour}: words on a dark page's button");
            Assert.True(Contrast(colours.DarkStrong, colours.DarkSoft) >= 4.5, $"{colour}: words on what is chosen, dark");
        }
    }

    [EachEngine]
    public async Task A_colour_that_is_hard_to_read_is_refused_with_one_that_is_not(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var handler = house.Get<SetBrandColourHandler>();

        var refused = await handler.HandleAsync(business.Owner, new SetBrandColour("#ffd400"), default);
        (await handler.HandleAsync(business.Owner, new SetBrandColour(" 1D4ED8 "), default)).Required();

        Assert.Equal("brand.contrast", refused.Error?.Code);
        Assert.Contains(BrandColours.Nearest("#ffd400"), refused.Error!.Message, StringComparison.Ordinal);
        Assert.Equal("#1d4ed8", (await business.WorkspaceAsync()).BrandColour);
    }

    [EachEngine]
    public async Task A_logo_is_a_small_picture_and_the_one_before_goes(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();

        Assert.Equal("logo.small", await SetAsync("dot.png", SampleFiles.Png));
        Assert.Equal("logo.type", await SetAsync("logo.png", SampleFiles.Pdf));
        Assert.Equal("file.program", await SetAsync("logo.png", SampleFiles.Program));
        Assert.Null(await SetAsync("logo.png", SampleFiles.Logo));
        var first = (await business.WorkspaceAsync()).LogoFileId!.Value;
        var file = await house.Get<LogoQueries>().FileAsync(business.Visitor, first, default);
        Assert.True(house.Get<FileStore>().Has(file!.Place));
        Assert.Null(await SetAsync("another.png", SampleFiles.Logo));
        await house.DrainAsync();

        Assert.Null(await house.Get<LogoQueries>().FileAsync(business.Visitor, first, default));
        Assert.False(house.Get<FileStore>().Has(file.Place), "The first logo is still there.");

        async Task<string?> SetAsync(string name, byte[] bytes)
        {
            using var content = new MemoryStream(bytes);
            return (await house.Get<SetLogoHandler>().HandleAsync(business.Owner, new SetLogo(name, content), default)).Error?.Code;
        }
    }

    [Fact]
    public void A_mail_wears_the_colour_and_the_logo()
    {
        var html = MailParts.Html("Hi Anna,\n\nhttps://book.example.org", new MailLook("Riverside <Physio>", "#1d4ed8", null));

        Assert.Contains("<strong style=\"font-size:18px;color:#1d4ed8\">Riverside &lt;Physio&gt;</strong>", html, StringComparison.Ordinal);
        Assert.Contains("<a href=\"https://book.example.org\" style=\"color:#1d4ed8\">", html, StringComparison.Ordinal);
    }

    private static double Contrast(string one, string other)
    {
        var (first, second) = (Luminance(one), Luminance(other));
        return (Math.Max(first, second) + 0.05) / (Math.Min(first, second) + 0.05);
    }

    // From the contrast to white, which the formula defines: (1 + 0.05) / (luminance + 0.05).
    private static double Luminance(string colour) => (1.05 / BrandColours.ContrastOnWhite(colour)) - 0.05;
}
