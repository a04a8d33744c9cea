using System.Diagnostics.CodeAnalysis;

using CareOps.Core.Foundation;

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CareOps.Web.Public;

/// <summary>What a visitor reads where a page would be: plain words, no trace of the inside.</summary>
[Requires(Right.Anyone)]
[AllowAnonymous]
[IgnoreAntiforgeryToken]
[SuppressMessage("Security", "S4502", Justification = "Shows why another page's post was refused, and changes nothing.")]
public sealed class StatusModel : PageModel
{
    /// <summary>Set on the request where the business exists but has not opened yet.</summary>
    public const string NotOpenYet = "CareOps.NotOpenYet";

    public string Heading { get; private set; } = string.Empty;

    public string Sentence { get; private set; } = string.Empty;

    public void OnGet(int code) => Explain(code);

    public void OnPost(int code) => Explain(code);

    private void Explain(int code)
    {
        var status = HttpContext.Items.ContainsKey(NotOpenYet) ? 0 : code;
        (Heading, Sentence) = status switch
        {
            0 => ("Not open yet", "This business is still setting up its page. Try again later."),
            StatusCodes.Status400BadRequest => (
                "That didn't work", "The page was open for too long or was sent incompletely. Go back, reload it and try again."),
            StatusCodes.Status403Forbidden => ("Not allowed", "You don't have the right to see this."),
            StatusCodes.Status404NotFound => ("Page not found", "There is nothing at this address. Check it, or ask whoever gave it to you."),
            StatusCodes.Status405MethodNotAllowed => ("That didn't work", "This page can't be used that way."),
            StatusCodes.Status410Gone => ("This link is no longer valid", "It was used up, replaced or has expired. Ask the business for a new one."),
            StatusCodes.Status413PayloadTooLarge => ("Too large", "What was sent is larger than this page accepts."),
            StatusCodes.Status415UnsupportedMediaType => ("That didn't work", "This page doesn't accept what was sent."),
            StatusCodes.Status429TooManyRequests => ("Too many tries", "Please wait a minute and try again."),
            StatusCodes.Status503ServiceUnavailable => (
                "Back in a moment", "We can't save anything right now. Nothing was lost; please try again in a few seconds."),
            _ => ("Something went wrong", "It is our fault, and it was noted. Please try again."),
        };
    }
}
