using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace CareOps.Web.Public;

/// <summary>
/// A page at a secret address that takes the one request of RFC 8058, section 3.2, from a mail program: without cookies, so without an
/// antiforgery token. Whoever sends it knows the secret; there is nothing else to abuse. Everything else is asked for its token.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OneClickAttribute : Attribute, IAsyncAuthorizationFilter, IAntiforgeryPolicy, IOrderedFilter
{
    private const string Field = "List-Unsubscribe";

    private const string Value = "One-Click";

    // Of several antiforgery policies the last one counts: the framework's own, which this one contains, has 1000.
    public int Order => 2000;

    public static bool IsOneClick(IFormCollection form) => string.Equals(form[Field], Value, StringComparison.OrdinalIgnoreCase);

    public async Task OnAuthorizationAsync(AuthorizationFilterContext context)
    {
        var http = context.HttpContext;
        if (!context.IsEffectivePolicy<IAntiforgeryPolicy>(this) || HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method))
        {
            return;
        }

        if (!await IsOneClickAsync(http) && !await HasTokenAsync(http))
        {
            context.Result = new AntiforgeryValidationFailedResult();
        }
    }

    private static async Task<bool> IsOneClickAsync(HttpContext http)
    {
        if (!http.Request.HasFormContentType)
        {
            return false;
        }

        try
        {
            return IsOneClick(await http.Request.ReadFormAsync(http.RequestAborted));
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException)
        {
            // Not a form, whatever its header says.
            return false;
        }
    }

    private static async Task<bool> HasTokenAsync(HttpContext http)
    {
        try
        {
            await http.RequestServices.GetRequiredService<IAntiforgery>().ValidateRequestAsync(http);
            return true;
        }
        catch (AntiforgeryValidationException)
        {
            // No token, a wrong one, or a body that can't be read as a form.
            return false;
        }
    }
}
