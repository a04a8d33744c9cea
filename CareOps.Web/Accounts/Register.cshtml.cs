using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;
using CareOps.Web.Public;

using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

using NodaTime;

namespace CareOps.Web.Accounts;

/// <summary>A person names a business, becomes its owner and is signed in.</summary>
[Requires(Right.Anyone)]
public sealed class RegisterModel(
    WorkspaceQueries workspaces,
    RegisterWorkspaceHandler registration,
    UserManager<Account> accounts,
    SignInManager<Account> signIn,
    IClock clock) : FormPage
{
    public bool IsOpen { get; private set; }

    public RegisterForm Typed { get; private set; } = new();

    public IReadOnlyList<ZoneChoice> Zones => ZoneChoice.All(clock.GetCurrentInstant());

    public async Task OnGetAsync(CancellationToken cancellationToken) =>
        IsOpen = await workspaces.RegistrationIsOpenAsync(cancellationToken);

    public async Task<IActionResult> OnPostAsync([FromForm] RegisterForm form, CancellationToken cancellationToken)
    {
        // Before the handler, which hashes the password first: a closed door must cost nothing.
        IsOpen = await workspaces.RegistrationIsOpenAsync(cancellationToken);
        if (!IsOpen)
        {
            Response.StatusCode = StatusCodes.Status403Forbidden;
            return Page();
        }

        Typed = form;
        var registered = await registration.HandleAsync(
            new Caller.Visitor(WorkspaceId.None),
            new RegisterWorkspace(form.Name, form.Email, form.Password, form.BusinessName, form.TimeZone),
            cancellationToken);
        if (!registered.Succeeded)
        {
            return Refused(registered.Error);
        }

        var account = await accounts.FindByIdAsync(registered.Value.AccountId.ToString());
        await signIn.SignInAsync(account!, isPersistent: false);
        return LocalRedirect($"/app/{registered.Value.Slug}/onboarding");
    }
}

/// <summary>What a new owner types.</summary>
public sealed class RegisterForm
{
    public string? Name { get; init; }

    public string? Email { get; init; }

    public string? Password { get; init; }

    public string? BusinessName { get; init; }

    public string? TimeZone { get; init; } = Locales.FallbackTimeZone;
}
