using CareOps.Core.Foundation;

namespace CareOps.Tests.Foundation;

public sealed class PhoneNumberTests
{
    [Theory]
    [InlineData("DE", "030 123456", "+4930123456")]
    [InlineData("DE", "(030) 12 34-56", "+4930123456")]
    [InlineData("DE", "030/123456", "+4930123456")]
    [InlineData("AT", "01 58858", "+43158858")]
    [InlineData("CH", "044 668 18 00", "+41446681800")]
    [InlineData("GB", "020 7946 0958", "+442079460958")]
    [InlineData("GB", "(0)20 7946 0958", "+442079460958")]
    [InlineData("IE", "01 679 6007", "+35316796007")]
    [InlineData("FR", "01.42.68.53.00", "+33142685300")]
    [InlineData("NL", "020 794 0958", "+31207940958")]
    [InlineData("SE", "08-123 456 78", "+46812345678")]
    [InlineData("FI", "09 471 71100", "+358947171100")]
    [InlineData("TR", "0212 555 12 34", "+902125551234")]
    [InlineData("JP", "03-3210-7000", "+81332107000")]
    [InlineData("AU", "02 9876 5432", "+61298765432")]
    [InlineData("NZ", "09 306 6700", "+6493066700")]
    [InlineData("ZA", "021 480 5000", "+27214805000")]
    [InlineData("IN", "011 2301 5000", "+911123015000")]
    [InlineData("BR", "011 3456-7890", "+551134567890")]
    public void A_national_number_loses_its_trunk_prefix(string country, string typed, string expected) =>
        Assert.Equal(expected, PhoneNumber.Parse(typed, country)?.Value);

    [Theory]
    [InlineData("US", "(202) 555-0123", "+12025550123")]
    [InlineData("US", "1 202 555 0123", "+12025550123")]
    [InlineData("CA", "416.555.0123", "+14165550123")]
    [InlineData("JM", "1-876-555-0123", "+18765550123")]
    [InlineData("RU", "8 (912) 345-67-89", "+79123456789")]
    [InlineData("RU", "912 345 67 89", "+79123456789")]
    [InlineData("KZ", "8 701 234 5678", "+77012345678")]
    [InlineData("BY", "8 029 123-45-67", "+375291234567")]
    [InlineData("HU", "06 1 234 5678", "+3612345678")]
    [InlineData("LT", "0 612 34567", "+37061234567")]
    public void Other_trunk_prefixes_than_0_are_known(string country, string typed, string expected) =>
        Assert.Equal(expected, PhoneNumber.Parse(typed, country)?.Value);

    [Theory]
    [InlineData("IT", "06 698 1234", "+39066981234")]
    [InlineData("IT", "333 123 4567", "+393331234567")]
    [InlineData("IT", "+39 06 698 1234", "+39066981234")]
    [InlineData("IT", "+39 (0)6 698 1234", "+39066981234")]
    [InlineData("DE", "0039 06 698 1234", "+39066981234")]
    [InlineData("SM", "0549 886 377", "+3780549886377")]
    [InlineData("VA", "06 698 83145", "+390669883145")]
    public void Italy_keeps_its_0(string country, string typed, string expected) =>
        Assert.Equal(expected, PhoneNumber.Parse(typed, country)?.Value);

    [Theory]
    [InlineData("NO", "22 12 34 56", "+4722123456")]
    [InlineData("DK", "33 12 34 56", "+4533123456")]
    [InlineData("ES", "912 345 678", "+34912345678")]
    [InlineData("PT", "21 123 4567", "+351211234567")]
    [InlineData("PL", "22 123 45 67", "+48221234567")]
    [InlineData("CZ", "224 123 456", "+420224123456")]
    [InlineData("GR", "21 0123 4567", "+302101234567")]
    [InlineData("SG", "6123 4567", "+6561234567")]
    [InlineData("HK", "2123 4567", "+85221234567")]
    [InlineData("MX", "55 1234 5678", "+525512345678")]
    [InlineData("CL", "2 2345 6789", "+56223456789")]
    public void Countries_without_a_trunk_prefix_take_all_digits(string country, string typed, string expected) =>
        Assert.Equal(expected, PhoneNumber.Parse(typed, country)?.Value);

    [Theory]
    [InlineData("DE", "0047 22 12 34 56", "+4722123456")]
    [InlineData("US", "011 49 30 123456", "+4930123456")]
    [InlineData("CA", "011 44 20 7946 0958", "+442079460958")]
    [InlineData("AU", "0011 49 30 123456", "+4930123456")]
    [InlineData("JP", "010 49 30 123456", "+4930123456")]
    [InlineData("RU", "810 49 30 123456", "+4930123456")]
    [InlineData("KE", "000 49 30 123456", "+4930123456")]
    [InlineData("HK", "001 49 30 123456", "+4930123456")]
    [InlineData("NG", "009 49 30 123456", "+4930123456")]
    public void An_exit_prefix_makes_a_number_international(string country, string typed, string expected) =>
        Assert.Equal(expected, PhoneNumber.Parse(typed, country)?.Value);

    [Theory]
    [InlineData("+49 30 123456", "+4930123456")]
    [InlineData("+49 (0)30 123456", "+4930123456")]
    [InlineData(" +1 (202) 555-0123 ", "+12025550123")]
    [InlineData("+47\u00a022\u00a012\u00a034\u00a056", "+4722123456")]
    [InlineData("+7 912 345-67-89", "+79123456789")]
    [InlineData("+355 4 223 4567", "+35542234567")]
    [InlineData("+247 12345", "+24712345")]
    public void An_international_number_needs_no_country(string typed, string expected)
    {
        Assert.Equal(expected, PhoneNumber.Parse(typed, "US")?.Value);
        Assert.Equal(expected, PhoneNumber.Parse(typed, "XX")?.Value);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("+")]
    [InlineData("00")]
    [InlineData("0")]
    [InlineData("110")]
    [InlineData("call me")]
    [InlineData("030 123456 ext. 7")]
    [InlineData("+49+30123456")]
    [InlineData("030123456+")]
    [InlineData("+0 30 123456")]
    [InlineData("+49 30 12345678901234")]
    [InlineData("+28 12 34 56 7")]
    [InlineData("+210 123 4567")]
    [InlineData("+49 30 123456<script>")]
    [InlineData("٠٣٠١٢٣٤٥٦")]
    public void Rubbish_is_no_number(string? typed) => Assert.Null(PhoneNumber.Parse(typed, "DE"));

    [Fact]
    public void A_national_number_of_an_unknown_country_is_no_number() => Assert.Null(PhoneNumber.Parse("030 123456", "XX"));

    public static TheoryData<string> Countries => [.. CallingCodes.Countries];

    [Theory]
    [MemberData(nameof(Countries))]
    public void What_is_stored_is_read_again_as_itself_in_every_country(string country)
    {
        Assert.True(CallingCodes.TryGet(country, out var code));
        var number = PhoneNumber.Parse($"{code.TrunkPrefix}5512345", country);

        Assert.Equal($"+{code.Code}5512345", number?.Value);
        Assert.Equal(number, PhoneNumber.Parse(number?.Value, country));
        Assert.Equal(number, PhoneNumber.Parse($"{code.ExitPrefix} {code.Code} 55 12-345", country));
    }

    [Fact]
    public void A_number_is_never_longer_than_the_standard_allows()
    {
        Assert.NotNull(PhoneNumber.Parse("+49" + new string('1', PhoneNumber.MaxDigits - 2), "DE"));
        Assert.Null(PhoneNumber.Parse("+49" + new string('1', PhoneNumber.MaxDigits - 1), "DE"));
    }
}
