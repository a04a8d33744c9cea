using System.Globalization;

namespace CareOps.Web.Components.Inbox;

/// <summary>
/// Which parts of a long list are drawn: those near what is seen, and those where the keyboard is. Of the others only their height is, so
/// that a list of thousands costs the browser no more than one of a few hundred.
/// </summary>
public sealed class ListWindow
{
    public const int PartLength = 50;

    /// <summary>Up to here all of it is drawn.</summary>
    public const int LongestWhole = 4 * PartLength;

    private (int First, int Last) _near = (0, 1);
    private int? _focused;

    /// <summary>The beginning again: another list is shown.</summary>
    public void Reset() => (_near, _focused) = ((0, 1), null);

    /// <summary>Takes what the browser tells: "2-4", or "2-4-7" where the keyboard is in the seventh part. Anything else is not heard.</summary>
    public void Hear(string? told)
    {
        var parts = told?.Split('-') ?? [];
        int[] numbers = [.. parts.Select(static part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1)];
        if (numbers.Length is 2 or 3 && Array.TrueForAll(numbers, static number => number >= 0) && numbers[0] <= numbers[1])
        {
            // Never more than a screen and what is around it, whatever is told.
            _near = (numbers[0], Math.Min(numbers[1], numbers[0] + 3));
            _focused = numbers.Length == 3 ? numbers[2] : null;
        }
    }

    /// <param name="part">Counted from 0.</param>
    /// <param name="length">How many rows the whole list has.</param>
    /// <param name="current">Which row is open, with its neighbours a key away; -1 for none.</param>
    public bool IsDrawn(int part, int length, int current) =>
        length <= LongestWhole
        || (part >= _near.First && part <= _near.Last)
        || part == _focused
        || (current >= 0 && part >= (current - 1) / PartLength && part <= (current + 1) / PartLength);
}
