using CareOps.Core.Foundation;
using CareOps.Core.Messaging;
using CareOps.Core.Workspaces;

using Microsoft.AspNetCore.Mvc;

namespace CareOps.Web.Public;

/// <summary>The contact form: a question that arrives in the inbox.</summary>
[Requires(Right.Anyone)]
public sealed class ContactModel(WorkspaceQueries workspaces, SendInquiryHandler inquiries, FormStamps stamps)
    : PublicPage(workspaces)
{
    public FormStamps Stamps => stamps;

    public ContactForm Typed { get; private set; } = new();

    public bool IsSent { get; private set; }

    public async Task<IActionResult> OnGetAsync(string workspace, string? sent, CancellationToken cancellationToken)
    {
        IsSent = sent is not null;
        return await OpenAsync(workspace, cancellationToken) ?? Page();
    }

    public async Task<IActionResult> OnPostAsync(
        string workspace, [FromForm] ContactForm form, CancellationToken cancellationToken)
    {
        if (await OpenAsync(workspace, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        Typed = form;
        if (form.Refusal(stamps, out var key) is { } error)
        {
            return Refused(error);
        }

        var sent = await inquiries.HandleAsync(
            Caller, new SendInquiry(form.Name, form.Email, form.Phone, form.Message, key), cancellationToken);
        return sent.Succeeded ? LocalRedirect($"/contact/{Business.Slug}?sent=1") : Refused(sent.Error);
    }
}

/// <summary>What a visitor types.</summary>
public sealed class ContactForm : PublicForm
{
    public string? Name { get; init; }

    public string? Email { get; init; }

    public string? Phone { get; init; }

    public string? Message { get; init; }
}
