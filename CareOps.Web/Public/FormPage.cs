using CareOps.Core.Foundation;

using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CareOps.Web.Public;

/// <summary>A page with a form that works without script: says what is wrong beside each field and keeps what was typed.</summary>
public abstract class FormPage : PageModel
{
    /// <summary>The first sentence beside a field, or null; the empty name is the form itself.</summary>
    public string? ErrorOf(string field) =>
        ModelState.TryGetValue(field, out var state) && state.Errors.Count > 0 ? state.Errors[0].ErrorMessage : null;

    /// <summary>Puts each sentence beside its field and answers with the status that fits.</summary>
    protected IActionResult Refused(Error error)
    {
        if (error.Kind == ErrorKind.NotFound)
        {
            return NotFound();
        }

        foreach (var one in error.All)
        {
            ModelState.AddModelError(one.Field ?? string.Empty, one.Message);
        }

        Response.StatusCode = error.Kind switch
        {
            ErrorKind.Conflict => StatusCodes.Status409Conflict,
            ErrorKind.Gone => StatusCodes.Status410Gone,
            ErrorKind.Forbidden => StatusCodes.Status403Forbidden,
            _ => StatusCodes.Status400BadRequest,
        };
        return Page();
    }
}
