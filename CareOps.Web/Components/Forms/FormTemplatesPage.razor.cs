using CareOps.Core.Bookings;
using CareOps.Core.Data;
using CareOps.Core.Forms;
using CareOps.Core.Foundation;

using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Forms;

/// <summary>The business's forms, and ready ones to begin with.</summary>
public sealed partial class FormTemplatesPage
{
    private IReadOnlyList<FormTemplateRow>? _templates;
    private FormTemplateRow? _contactForm;

    [Inject]
    private FormQueries Forms { get; set; } = null!;

    [Inject]
    private ContactFormQueries ContactForms { get; set; } = null!;

    private bool CanChange => Member.Caller.May(Right.ManageForms);

    protected override bool Concerns(LiveSubject subject) =>
        subject.Kind is nameof(FormTemplate) or nameof(FormSubmission) or nameof(Service);

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        _contactForm = await ContactForms.RowAsync(Member.Caller, cancellationToken);
        _templates = await Forms.TemplatesAsync(Member.Caller, cancellationToken);
    }

    private static string KindText(ReadyFormKind kind) => kind switch
    {
        ReadyFormKind.Intake => "intake",
        ReadyFormKind.Consent => "consent",
        ReadyFormKind.Agreement => "agreement",
        _ => "after the visit",
    };
}
