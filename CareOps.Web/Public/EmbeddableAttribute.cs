using CareOps.Web.Hosting;

using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace CareOps.Web.Public;

/// <summary>
/// A page whose form may be sent from inside another site's page. There, a stamp takes the place of the antiforgery cookie and its
/// token; everywhere else they are asked for as on every page. Only for a page that serves strangers: nothing is allowed to whoever
/// sends such a form because of who they are.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class EmbeddableAttribute : Attribute, IAsyncAuthorizationFilter, IAntiforgeryPolicy, IOrderedFilter
{
    // Of several antiforgery policies the last one counts: the framework's own, which this one contains, has 1000.
    public int Order => 2000;

    public async Task OnAuthorizationAsync(AuthorizationFilterContext context)
    {
        var http = context.HttpContext;
        if (!context.IsEffectivePolicy<IAntiforgeryPolicy>(this) || HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method))
        {
            return;
        }

        var isOurs = http.IsEmbedded()
            ? await HasStampAsync(http)
            : await HasTokenAsync(http);
        if (!isOurs)
        {
            context.Result = new AntiforgeryValidationFailedResult();
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

    private static async Task<bool> HasStampAsync(HttpContext http)
    {
        if (!http.Request.HasFormContentType)
        {
            return false;
        }

        try
        {
            var form = await http.Request.ReadFormAsync(http.RequestAborted);
            return http.RequestServices.GetRequiredService<EmbedStamps>().IsValid(
                form["EmbedStamp"], http.Request.RouteValues["workspace"] as string, form["SubmissionKey"]);
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException)
        {
            // Not a form, whatever its header says.
            return false;
        }
    }
}
