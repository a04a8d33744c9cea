using CareOps.Core.Foundation;
using CareOps.Core.Members.Accounts;
using CareOps.Web.Public;

using Microsoft.AspNetCore.Mvc;

namespace CareOps.Web.Accounts;

/// <summary>Sets a new password by the link of a message. It signs nobody in: a second factor is still asked for.</summary>
[Requires(Right.Anyone)]
public sealed class ResetModel(AccountQueries queries, ResetPasswordHandler resetPassword) : FormPage
{
    private static readonly Caller Visitor = new Caller.Visitor(WorkspaceId.None);

    /// <summary>Whose password it is; null where the link is spent.</summary>
    public string? Email { get; private set; }

    public async Task<IActionResult> OnGetAsync(string token, CancellationToken cancellationToken)
    {
        Email = await queries.EmailOfLinkAsync(Visitor, token, [AccountLinkPurpose.ResetPassword], cancellationToken);
        return Email is null ? StatusCode(StatusCodes.Status410Gone) : Page();
    }

    public async Task<IActionResult> OnPostAsync(string token, [FromForm] string? password, CancellationToken cancellationToken)
    {
        Email = await queries.EmailOfLinkAsync(Visitor, token, [AccountLinkPurpose.ResetPassword], cancellationToken);
        if (Email is null)
        {
            return StatusCode(StatusCodes.Status410Gone);
        }

        var reset = await resetPassword.HandleAsync(Visitor, new ResetPassword(token, password), cancellationToken);
        if (reset.Succeeded)
        {
            return LocalRedirect("/account/login?reset=true");
        }

        return reset.Error.Kind == ErrorKind.Gone ? StatusCode(StatusCodes.Status410Gone) : Refused(reset.Error);
    }
}
