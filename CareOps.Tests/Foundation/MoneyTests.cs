using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

namespace CareOps.Tests.Foundation;

public sealed class MoneyTests
{
    [Theory]
    [InlineData(89000, "NOK", "890 NOK")]
    [InlineData(4950, "EUR", "49.50 EUR")]
    [InlineData(5, "EUR", "0.05 EUR")]
    [InlineData(0, "USD", "0 USD")]
    [InlineData(123456789, "USD", "1,234,567.89 USD")]
    [InlineData(-4950, "EUR", "-49.50 EUR")]
    [InlineData(4950, "JPY", "4,950 JPY")]
    [InlineData(1500, "KWD", "1.500 KWD")]
    public void Amounts_are_said_without_needless_zeros(long minor, string currency, string said) =>
        Assert.Equal(said, new Money(minor, currency).ToString());

    [Theory]
    [InlineData("49.50", "EUR", 4950)]
    [InlineData("49.505", "EUR", 4950)]
    [InlineData("49.515", "EUR", 4952)]
    [InlineData("4950", "JPY", 4950)]
    [InlineData("1.5", "KWD", 1500)]
    [InlineData("0.1", "EUR", 10)]
    public void Prices_become_exact_minor_units(string major, string currency, long minor)
    {
        var amount = decimal.Parse(major, System.Globalization.CultureInfo.InvariantCulture);

        Assert.Equal(minor, Money.ToMinor(amount, currency));
    }

    [Fact]
    public void An_amount_that_no_currency_reaches_is_refused_and_not_wrapped() =>
        Assert.Throws<OverflowException>(() => Money.ToMinor(decimal.MaxValue / 1000, "EUR"));

    // ISO 4217, of the currencies a workspace can choose: those whose minor unit is not a hundredth.
    [Fact]
    public void Every_currency_that_can_be_chosen_has_its_own_decimals()
    {
        var others = Locales.Currencies
            .Where(static currency => Money.Decimals(currency) != 2)
            .ToDictionary(static currency => currency, Money.Decimals);

        Assert.Equal(
            new Dictionary<string, int>
            {
                ["BHD"] = 3,
                ["CLP"] = 0,
                ["ISK"] = 0,
                ["JOD"] = 3,
                ["JPY"] = 0,
                ["KRW"] = 0,
                ["KWD"] = 3,
                ["OMR"] = 3,
                ["PYG"] = 0,
                ["TND"] = 3,
                ["UGX"] = 0,
                ["VND"] = 0,
            }.Where(pair => Locales.Currencies.Contains(pair.Key)).ToDictionary(),
            others);
    }
}
