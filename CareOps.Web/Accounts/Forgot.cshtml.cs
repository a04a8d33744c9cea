using CareOps.Core.Foundation;
using CareOps.Core.Members.Accounts;
using CareOps.Web.Public;

using Microsoft.AspNetCore.Mvc;

namespace CareOps.Web.Accounts;

/// <summary>Asks for a new password. What is answered, and how long it takes, tells nothing of who has an account.</summary>
[Requires(Right.Anyone)]
public sealed class ForgotModel(RequestPasswordResetHandler request) : FormPage
{
    public string? Email { get; private set; }

    public bool IsSent { get; private set; }

    public void OnGet(bool sent) => IsSent = sent;

    public async Task<IActionResult> OnPostAsync([FromForm] string? email, CancellationToken cancellationToken)
    {
        Email = email;
        var asked = await request.HandleAsync(new Caller.Visitor(WorkspaceId.None), new RequestPasswordReset(email), cancellationToken);
        return asked.Succeeded ? LocalRedirect("/account/forgot?sent=true") : Refused(asked.Error);
    }
}
