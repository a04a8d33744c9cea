using System.Globalization;

using CareOps.Core.Foundation;

namespace CareOps.Core.Files;

/// <summary>Names of files as they are shown and sent on: others choose them, so they are made harmless.</summary>
public static class FileNames
{
    public const int MaxLength = 120;

    // What no operating system lets stand in a name, or takes for the way to another folder.
    private const string Never = "\"*:<>?|";

    /// <summary>The last part of what a file is called, in one line; "file" where nothing is left.</summary>
    public static string Clean(string? name)
    {
        var last = Text.Line(name) is { } line ? line[(line.LastIndexOfAny(['/', '\\']) + 1)..] : string.Empty;
        var shown = string.Concat(last.Where(static c => !Never.Contains(c, StringComparison.Ordinal) && !TurnsText(c))).Trim(' ', '.');
        if (shown.Length == 0)
        {
            return "file";
        }

        var extension = Path.GetExtension(shown) is { Length: <= 10 } end ? end : string.Empty;
        return shown.Length <= MaxLength
            ? shown
            : Text.Shorten(shown[..^extension.Length], MaxLength - extension.Length) + extension;
    }

    /// <summary>The name with an ending of its type: "report.exe" that is a PDF becomes "report.exe.pdf".</summary>
    public static string Of(string? name, FileType type)
    {
        var clean = Clean(name);
        if (type.Extensions().Contains(Path.GetExtension(clean).ToLowerInvariant(), StringComparer.Ordinal))
        {
            return clean;
        }

        var extension = type.Extensions()[0];
        return (clean.Length + extension.Length <= MaxLength ? clean : Text.Shorten(clean, MaxLength - extension.Length)) + extension;
    }

    // Letters that nobody sees, such as those that write backwards: "gpj.exe" is shown as "exe.jpg".
    private static bool TurnsText(char c) => CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse;
}
