using System.Globalization;

namespace CareOps.Core.Workspaces;

/// <summary>A colour of the screen: red, green and blue from 0 to 1, in sRGB.</summary>
internal readonly record struct Rgb(double Red, double Green, double Blue)
{
    /// <summary>Reads #rgb and #rrggbb, with the sign or without.</summary>
    public static Rgb? Parse(string? text)
    {
        var digits = text?.Trim().TrimStart('#') ?? string.Empty;
        if (digits.Length == 3)
        {
            digits = string.Concat(digits.Select(static digit => new string(digit, 2)));
        }

        return digits.Length == 6 && int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
            ? new Rgb((value >> 16) / 255d, ((value >> 8) & 0xff) / 255d, (value & 0xff) / 255d)
            : null;
    }

    /// <summary>WCAG 2.2: how far two colours are apart in brightness, from 1 to 21. Of what the screen shows, so of whole steps.</summary>
    public double Contrast(Rgb other)
    {
        var (one, two) = (Shown().Luminance, other.Shown().Luminance);
        return (Math.Max(one, two) + 0.05) / (Math.Min(one, two) + 0.05);
    }

    public Rgb Towards(Rgb other, double share) =>
        new(Red + ((other.Red - Red) * share), Green + ((other.Green - Green) * share), Blue + ((other.Blue - Blue) * share));

    // Björn Ottosson's Oklab: the same step in lightness looks the same in every hue.
    public (double Lightness, double A, double B) ToOklab()
    {
        var (red, green, blue) = (Linear(Red), Linear(Green), Linear(Blue));
        var l = Math.Cbrt((0.4122214708 * red) + (0.5363325363 * green) + (0.0514459929 * blue));
        var m = Math.Cbrt((0.2119034982 * red) + (0.6806995451 * green) + (0.1073969566 * blue));
        var s = Math.Cbrt((0.0883024619 * red) + (0.2817188376 * green) + (0.6299787005 * blue));
        return (
            (0.2104542553 * l) + (0.7936177850 * m) - (0.0040720468 * s),
            (1.9779984951 * l) - (2.4285922050 * m) + (0.4505937099 * s),
            (0.0259040371 * l) + (0.7827717662 * m) - (0.8086757660 * s));
    }

    public static Rgb OfOklab(double lightness, double a, double b)
    {
        var l = Math.Pow(lightness + (0.3963377774 * a) + (0.2158037573 * b), 3);
        var m = Math.Pow(lightness - (0.1055613458 * a) - (0.0638541728 * b), 3);
        var s = Math.Pow(lightness - (0.0894841775 * a) - (1.2914855480 * b), 3);
        return new Rgb(
            Gamma((4.0767416621 * l) - (3.3077115913 * m) + (0.2309699292 * s)),
            Gamma((-1.2684380046 * l) + (2.6097574011 * m) - (0.3413193965 * s)),
            Gamma((-0.0041960863 * l) - (0.7034186147 * m) + (1.7076147010 * s)));
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"#{Step(Red):x2}{Step(Green):x2}{Step(Blue):x2}");

    private double Luminance => (0.2126 * Linear(Red)) + (0.7152 * Linear(Green)) + (0.0722 * Linear(Blue));

    private Rgb Shown() => new(Step(Red) / 255d, Step(Green) / 255d, Step(Blue) / 255d);

    private static int Step(double part) => (int)Math.Round(Math.Clamp(part, 0, 1) * 255, MidpointRounding.AwayFromZero);

    private static double Linear(double part) => part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4);

    private static double Gamma(double part)
    {
        var shown = part <= 0.0031308 ? 12.92 * part : (1.055 * Math.Pow(part, 1 / 2.4)) - 0.055;
        return Math.Clamp(shown, 0, 1);
    }
}
