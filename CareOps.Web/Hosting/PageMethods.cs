using CareOps.Web.Public;

using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.Mvc.Filters;

namespace CareOps.Web.Hosting;

/// <summary>Without it, the framework draws a page that no handler has filled.</summary>
internal static class PageMethods
{
    /// <summary>Lets a page answer only what it has a handler for. The status page stands in for others and has none.</summary>
    public static void RefuseUnknownMethods(this PageApplicationModel page)
    {
        if (page.ModelType != typeof(StatusModel))
        {
            page.Filters.Add(new HandlerIsRequired());
        }
    }

    private sealed class HandlerIsRequired : IPageFilter
    {
        public void OnPageHandlerSelected(PageHandlerSelectedContext context)
        {
            // Which handler was chosen is known here; refusing is possible only before it runs.
        }

        public void OnPageHandlerExecuting(PageHandlerExecutingContext context)
        {
            if (context.HandlerMethod is null)
            {
                var known = context.ActionDescriptor.HandlerMethods.Select(static handler => handler.HttpMethod.ToUpperInvariant()).Distinct(StringComparer.Ordinal);
                context.HttpContext.Response.Headers.Allow = string.Join(", ", known);
                context.Result = new StatusCodeResult(StatusCodes.Status405MethodNotAllowed);
            }
        }

        public void OnPageHandlerExecuted(PageHandlerExecutedContext context)
        {
            // Nothing is left to do.
        }
    }
}
