using System.Globalization;

namespace CareOps.Web.Components.Settings;

/// <summary>Numbers as people type them. What is no number becomes one that no check accepts, so that the field's own sentence is shown.</summary>
public static class Typed
{
    public const int NoNumber = -1;

    public static int Whole(string? text) =>
        int.TryParse(text?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : NoNumber;

    /// <summary>Null where nothing was typed. A comma is taken as the decimal point.</summary>
    public static decimal? Amount(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        return decimal.TryParse(
            text.Trim().Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)
            ? amount
            : NoNumber;
    }

    public static string Of(int number) => number.ToString(CultureInfo.InvariantCulture);
}
