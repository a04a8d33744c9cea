using Microsoft.AspNetCore.Html;

namespace CareOps.Web.Public;

/// <summary>What stands on a page for one visitor alone.</summary>
public enum Blank
{
    /// <summary>The chosen time in words.</summary>
    When,

    /// <summary>The chosen time as a moment.</summary>
    Moment,

    /// <summary>The chosen time as forms send it.</summary>
    Start,

    /// <summary>Back to the day of the chosen time.</summary>
    Times,

    /// <summary>Where the form is sent.</summary>
    FormAddress,

    HoldId,
    SubmissionKey,

    /// <summary>When the form was shown.</summary>
    Stamp,

    /// <summary>Against forged posts.</summary>
    Token,
}

/// <summary>Where a blank is on a page that was drawn.</summary>
internal static class BlankMark
{
    // Characters for private use: whatever a page says is encoded, so none of its own text can be one of these.
    private const char First = '\ue000';

    private static readonly IHtmlContent[] Marks =
        [.. Enum.GetValues<Blank>().Select(static blank => new HtmlString(((char)(First + (int)blank)).ToString()))];

    /// <summary>What is drawn in its place.</summary>
    public static IHtmlContent Of(Blank blank) => Marks[(int)blank];

    public static bool IsMark(char drawn) => drawn >= First && drawn < First + Marks.Length;

    public static Blank BlankAt(char drawn) => (Blank)(drawn - First);
}
