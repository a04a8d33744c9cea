namespace CareOps.Web.Components.Inbox;

/// <summary>A word that begins with a slash, which is being typed or was just ended by a space: it asks for a saved reply.</summary>
/// <param name="Start">Where the slash stands.</param>
/// <param name="Caret">How far it is typed.</param>
public readonly record struct SlashWord(int Start, int Caret)
{
    private const char Slash = '/';

    /// <summary>The word that ends where the caret stands, or before the one space that was typed last. Null where it begins with no slash.</summary>
    public static SlashWord? At(string text, int caret)
    {
        if (caret <= 0 || caret > text.Length)
        {
            return null;
        }

        var end = char.IsWhiteSpace(text[caret - 1]) ? caret - 1 : caret;
        var start = end;
        while (start > 0 && !char.IsWhiteSpace(text[start - 1]))
        {
            start--;
        }

        return start < end && text[start] == Slash ? new SlashWord(start, caret) : null;
    }

    /// <summary>Whether any word begins with one: if not, nobody need ask where the caret is.</summary>
    public static bool IsIn(string text)
    {
        for (var at = text.IndexOf(Slash, StringComparison.Ordinal); at >= 0; at = text.IndexOf(Slash, at + 1))
        {
            if (at == 0 || char.IsWhiteSpace(text[at - 1]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a space has ended it.</summary>
    public bool IsEnded(string text) => char.IsWhiteSpace(text[Caret - 1]);

    /// <summary>What follows the slash, as far as it is typed.</summary>
    public string Typed(string text) => text[(Start + 1)..Caret].TrimEnd();

    /// <summary>The text with something else in the word's place, and where the caret stands then. What ended the word is kept.</summary>
    public (string Text, int Caret) Replace(string text, string with)
    {
        var end = Start;
        while (end < text.Length && !char.IsWhiteSpace(text[end]))
        {
            end++;
        }

        // At the very end the space was typed for this alone.
        var rest = text[end..];
        return ($"{text[..Start]}{with}{(string.IsNullOrWhiteSpace(rest) ? string.Empty : rest)}", Start + with.Length);
    }
}
