using System.Globalization;

namespace CareOps.Core.Workspaces;

/// <summary>
/// The colours of a business's public pages and mails, worked out from the one it chose. Contrast is that of WCAG 2.2: white words must be
/// readable on the colour, and words in the colour on white.
/// </summary>
public sealed record BrandColours
{
    /// <summary>"#rrggbb".</summary>
    public const int Length = 7;

    /// <summary>What small text needs (WCAG 2.2, 1.4.3).</summary>
    public const double Needed = 4.5;

    private static readonly Rgb White = new(1, 1, 1);
    private static readonly Rgb DarkSurface = Rgb.Parse("#161d1c")!.Value;
    private static readonly Rgb DarkInk = Rgb.Parse("#0b1413")!.Value;

    private BrandColours()
    {
    }

    /// <summary>On light pages: buttons and marks.</summary>
    public required string Base { get; init; }

    /// <summary>Words and links.</summary>
    public required string Strong { get; init; }

    /// <summary>What is chosen, behind words.</summary>
    public required string Soft { get; init; }

    /// <summary>The same on dark pages.</summary>
    public required string DarkBase { get; init; }

    public required string DarkStrong { get; init; }

    public required string DarkSoft { get; init; }

    public required string OnDarkBase { get; init; }

    /// <summary>What is typed, as "#rrggbb" in small letters; null where it is no colour.</summary>
    public static string? Parse(string? typed) => Rgb.Parse(typed)?.ToString();

    /// <summary>How well white words are read on it, from 1 (not at all) to 21.</summary>
    public static double ContrastOnWhite(string colour) => Read(colour).Contrast(White);

    public static bool IsReadable(string colour) => ContrastOnWhite(colour) >= Needed;

    /// <summary>The colour itself where it is readable, else the nearest darker one of the same hue that is.</summary>
    public static string Nearest(string colour) => Darkened(Read(colour), White, Needed).ToString();

    /// <exception cref="ArgumentException">It is no colour.</exception>
    public static BrandColours Of(string colour)
    {
        var chosen = Darkened(Read(colour), White, Needed);
        var soft = chosen.Towards(White, 0.9);
        var dark = Lightened(chosen, DarkSurface, 7);
        var darkSoft = dark.Towards(DarkSurface, 0.85);
        return new BrandColours
        {
            Base = chosen.ToString(),
            Strong = Darkened(chosen.Towards(new Rgb(0, 0, 0), 0.18), soft, Needed + 1).ToString(),
            Soft = soft.ToString(),
            DarkBase = dark.ToString(),
            DarkStrong = Lightened(dark.Towards(White, 0.25), darkSoft, Needed + 1).ToString(),
            DarkSoft = darkSoft.ToString(),
            OnDarkBase = DarkInk.ToString(),
        };
    }

    /// <summary>As a page's style: the variables that its sheets read.</summary>
    public string Css() => string.Create(
        CultureInfo.InvariantCulture,
        $":root{{--brand:{Base};--brand-strong:{Strong};--brand-soft:{Soft};--on-brand:#fff;--brand-dark:{DarkBase};--brand-dark-strong:{DarkStrong};--brand-dark-soft:{DarkSoft};--on-brand-dark:{OnDarkBase}}}");

    private static Rgb Read(string colour) => Rgb.Parse(colour) ?? throw new ArgumentException("This is no colour.", nameof(colour));

    private static Rgb Darkened(Rgb colour, Rgb ground, double contrast) => Shifted(colour, ground, contrast, towards: 0);

    private static Rgb Lightened(Rgb colour, Rgb ground, double contrast) => Shifted(colour, ground, contrast, towards: 1);

    // The least change of lightness, hue and strength kept as far as the screen can show them.
    private static Rgb Shifted(Rgb colour, Rgb ground, double contrast, double towards)
    {
        if (colour.Contrast(ground) >= contrast)
        {
            return colour;
        }

        var (lightness, a, b) = colour.ToOklab();
        var (far, near) = (towards, lightness);
        for (var step = 0; step < 24; step++)
        {
            var middle = (far + near) / 2;
            if (Rgb.OfOklab(middle, a, b).Contrast(ground) >= contrast)
            {
                far = middle;
            }
            else
            {
                near = middle;
            }
        }

        return Rgb.OfOklab(far, a, b);
    }
}
