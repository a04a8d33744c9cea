using System.Text;

namespace CareOps.Core.Foundation;

/// <summary>A phone number in E.164 ("+4930123456"): how numbers are stored, matched and dialled.</summary>
public readonly record struct PhoneNumber
{
    /// <summary>ITU-T E.164: country code and number together, in digits.</summary>
    public const int MaxDigits = 15;

    private const int MinDigits = 7;

    // Italy and San Marino: the 0 is part of the number, dialled from abroad too.
    private static readonly string[] CodesThatKeepTheZero = ["39", "378"];

    private PhoneNumber(string value)
    {
        Value = value;
    }

    public string Value { get; }

    /// <summary>Reads an international number, or a national one of <paramref name="country"/> (ISO 3166, two letters).</summary>
    /// <returns>Null where the text is no phone number, or a national one and the country is unknown.</returns>
    public static PhoneNumber? Parse(string? typed, string country)
    {
        if (Digits(typed) is not { } digits)
        {
            return null;
        }

        if (digits.StartsWith('+'))
        {
            return Checked(digits[1..]);
        }

        if (!CallingCodes.TryGet(country, out var code))
        {
            return null;
        }

        if (code.ExitPrefix is { } exit && digits.StartsWith(exit, StringComparison.Ordinal))
        {
            return Checked(digits[exit.Length..]);
        }

        var national = code.TrunkPrefix is { } trunk && digits.StartsWith(trunk, StringComparison.Ordinal)
            ? digits[trunk.Length..]
            : digits;
        return Checked(code.Code + national);
    }

    public override string ToString() => Value;

    private static PhoneNumber? Checked(string digits) =>
        digits.Length is >= MinDigits and <= MaxDigits && digits[0] != '0' && CallingCodes.StartsWithCode(digits)
            ? new PhoneNumber("+" + digits)
            : null;

    // "+49 (0)30": the 0 is for callers at home.
    private static string WithoutHint(string line) =>
        CodesThatKeepTheZero.Any(code => line.TrimStart('+', '0').StartsWith(code, StringComparison.Ordinal))
            ? line
            : line.Replace("(0)", string.Empty, StringComparison.Ordinal);

    private static string? Digits(string? typed)
    {
        var digits = new StringBuilder();
        foreach (var c in WithoutHint(Text.Line(typed) ?? string.Empty))
        {
            if (char.IsAsciiDigit(c) || (c == '+' && digits.Length == 0))
            {
                digits.Append(c);
            }
            else if (c is not (' ' or '-' or '.' or '(' or ')' or '/' or '\u00a0'))
            {
                return null;
            }
        }

        return digits.Length == 0 ? null : digits.ToString();
    }
}
