using System.Collections.Concurrent;

using Microsoft.AspNetCore.Html;

namespace CareOps.Web.Public;

/// <summary>An icon of the sprite; the words beside it say what it means.</summary>
public static class Icon
{
    private static readonly ConcurrentDictionary<(string Name, string Css), IHtmlContent> Made = new();

    public static IHtmlContent Of(string name, string css = "i") => Made.GetOrAdd(
        (name, css),
        static icon => new HtmlString(
            $"""<svg class="{icon.Css}" aria-hidden="true"><use href="/icons/icons.svg#{icon.Name}"></use></svg>"""));
}
