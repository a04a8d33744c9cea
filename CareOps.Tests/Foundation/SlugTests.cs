using CareOps.Core.Foundation;

namespace CareOps.Tests.Foundation;

public sealed class SlugTests
{
    [Theory]
    [InlineData("Riverside Physio", "riverside-physio")]
    [InlineData("Zoë's Spa & Salon", "zoes-spa-salon")]
    [InlineData("Zoë’s Spa", "zoes-spa")]
    [InlineData("  Café -- Nr. 1  ", "cafe-nr-1")]
    [InlineData("Straße", "strasse")]
    [InlineData("Bjørns Smørbrød", "bjorns-smorbrod")]
    [InlineData("Ærø Fysio", "aero-fysio")]
    [InlineData("Łódź Clinic", "lodz-clinic")]
    [InlineData("Ålesund", "alesund")]
    [InlineData("İstanbul Diş Kliniği", "istanbul-dis-klinigi")]
    [InlineData("Işık", "isik")]
    [InlineData("東京 Spa 🎉", "spa")]
    public void A_name_becomes_an_address_that_can_be_read_aloud(string name, string slug) =>
        Assert.Equal(slug, Slug.From(name, "business"));

    [Theory]
    [InlineData("")]
    [InlineData("---")]
    [InlineData("東京")]
    [InlineData("🎉")]
    public void A_name_without_letters_of_ours_falls_back(string name) => Assert.Equal("business", Slug.From(name, "business"));

    [Fact]
    public void A_long_name_is_cut_without_a_hyphen_at_its_end()
    {
        var slug = Slug.From(new string('a', Slug.MaxLength - 1) + " and more", "business");

        Assert.Equal(new string('a', Slug.MaxLength - 1), slug);
    }

    [Theory]
    [InlineData("riverside-physio", true)]
    [InlineData("a", true)]
    [InlineData("24", true)]
    [InlineData(null, false)]
    [InlineData("", false)]
    [InlineData("-a", false)]
    [InlineData("a-", false)]
    [InlineData("Riverside", false)]
    [InlineData("a_b", false)]
    [InlineData("a/b", false)]
    [InlineData("a.b", false)]
    [InlineData("zoë", false)]
    public void Only_lower_case_letters_digits_and_hyphens_inside_are_valid(string? text, bool valid) =>
        Assert.Equal(valid, Slug.IsValid(text));

    [Fact]
    public void Whatever_is_made_is_valid()
    {
        var random = new Random(20261121);
        for (var name = 0; name < 2000; name++)
        {
            var letters = Enumerable.Range(0, random.Next(60)).Select(_ => char.ConvertFromUtf32(random.Next(0x20, 0x2FFF)));
            Assert.True(Slug.IsValid(Slug.From(string.Concat(letters), "business")));
        }
    }
}
