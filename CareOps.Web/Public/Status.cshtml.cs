using System.Diagnostics.CodeAnalysis;

using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace CareOps.Web.Public;

/// <summary>What a visitor reads where a page would be: plain words, no trace of the inside.</summary>
[Requires(Right.Anyone)]
[AllowAnonymous]
[IgnoreAntiforgeryToken]
[DisableRateLimiting] // a request over the limit would be refused its explanation, too
[SuppressMessage("Security", "S4502", Justification = "Shows why another page's post was refused, and changes nothing.")]
public sealed class StatusModel : PageModel
{
    /// <summary>Set on the request where the business exists but has not opened yet.</summary>
    public const string NotOpenYet = "CareOps.NotOpenYet";

    /// <summary>Set on the request where somebody typed something that nothing became of: a list of sentences.</summary>
    public const string WhatWasTyped = "CareOps.WhatWasTyped";

    /// <summary>Set on the request where a booking's link opens nothing any more: the business it led to.</summary>
    public const string SpentLinkOf = "CareOps.SpentLinkOf";

    /// <summary>Who can still be reached about the booking.</summary>
    public Workspace? Business => HttpContext.Items[SpentLinkOf] as Workspace;

    /// <summary>To be copied.</summary>
    public IReadOnlyList<string> Typed => HttpContext.Items[WhatWasTyped] as IReadOnlyList<string> ?? [];

    public string Heading { get; private set; } = string.Empty;

    public string Sentence { get; private set; } = string.Empty;

    public string IconName { get; private set; } = "warn";

    /// <summary>Whether starting again helps.</summary>
    public bool OffersStart { get; private set; }

    // Before any handler: a request refused for its method has none. The framework would call it a handler of the method PAGE.
    [NonHandler]
    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        if (!IsShownInPlaceOfAPage())
        {
            Response.StatusCode = StatusCodes.Status404NotFound;
        }

        Explain(HttpContext.Items.ContainsKey(NotOpenYet) ? 0 : Response.StatusCode);
    }

    // Someone can also type this page's own address.
    private bool IsShownInPlaceOfAPage() =>
        HttpContext.Features.Get<IStatusCodeReExecuteFeature>() is not null
        || HttpContext.Features.Get<IExceptionHandlerFeature>() is not null;

    private void Explain(int status)
    {
        OffersStart = status == StatusCodes.Status404NotFound;
        (IconName, Heading, Sentence) = status switch
        {
            0 => ("building", "Not open yet", "This business is still setting up its page. Try again later."),
            StatusCodes.Status400BadRequest => (
                "warn", "That didn't work", "The page was open for too long or was sent incompletely. Go back, reload it and try again."),
            StatusCodes.Status403Forbidden => ("lock", "Not allowed", "You don't have the right to see this."),
            StatusCodes.Status404NotFound => (
                "search", "Page not found", "There is nothing at this address. Check it, or ask whoever gave it to you."),
            StatusCodes.Status405MethodNotAllowed => ("warn", "That didn't work", "This page can't be used that way."),
            StatusCodes.Status410Gone => (
                "link", "This link is no longer valid", "It was used up, replaced, taken back or has expired. Ask the business for a new one."),
            StatusCodes.Status413PayloadTooLarge => ("warn", "Too large", "What was sent is larger than this page accepts."),
            StatusCodes.Status415UnsupportedMediaType => ("warn", "That didn't work", "This page doesn't accept what was sent."),
            StatusCodes.Status429TooManyRequests => ("clock", "Too many tries", "Please wait a minute and try again."),
            StatusCodes.Status503ServiceUnavailable => (
                "refresh", "Back in a moment", "We can't save anything right now. Nothing was lost; please try again in a few seconds."),
            _ => ("warn", "Something went wrong", "It is our fault, and it was noted. Please try again."),
        };
    }
}
