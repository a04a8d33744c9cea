using System.Security.Claims;

using CareOps.Core.Workspaces;

using Microsoft.AspNetCore.Authentication;

namespace CareOps.Web.Hosting;

/// <summary>
/// Before any screen of a workspace is rendered: signed in, and a member of it. For everyone else a workspace that is not theirs
/// and one that does not exist look the same.
/// </summary>
internal static class WorkspaceGate
{
    public static void UseWorkspaceGate(this WebApplication app) => app.Use(static async (context, next) =>
    {
        if (!context.Request.Path.StartsWithSegments("/app", out var rest))
        {
            await next(context);
            return;
        }

        if (context.User.AccountId() is not { } account)
        {
            await context.ChallengeAsync();
            return;
        }

        var slug = rest.Value?.Split('/', 3, StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
        var memberships = await context.RequestServices.GetRequiredService<WorkspaceQueries>()
            .MembershipsAsync(account, context.RequestAborted);
        if (memberships.Any(membership => membership.Slug == slug))
        {
            await next(context);
        }
        else
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        }
    });

    /// <summary>The signed-in account, or null.</summary>
    public static Guid? AccountId(this ClaimsPrincipal user) =>
        Guid.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), out var id) ? id : null;

    /// <summary>The session this browser is signed in by, or null.</summary>
    public static Guid? SessionId(this ClaimsPrincipal user) =>
        Guid.TryParse(user.FindFirstValue(AccountSignIn.SessionClaim), out var id) ? id : null;
}
