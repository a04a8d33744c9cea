using CareOps.Core.Bookings;
using CareOps.Core.Forms;

using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Onboarding;

/// <summary>Which form goes with which service. Each press is saved at once.</summary>
public sealed partial class FormsStep
{
    private const int DueHours = 24;

    private IReadOnlyList<ServiceRow>? _rows;
    private IReadOnlyList<FormChoice> _forms = [];

    [Inject]
    private BookingQueries Bookings { get; set; } = null!;

    [Inject]
    private FormQueries Forms { get; set; } = null!;

    [Inject]
    private SaveServiceFormHandler AddForm { get; set; } = null!;

    [Inject]
    private RemoveServiceFormHandler RemoveForm { get; set; } = null!;

    protected override async Task LoadAsync()
    {
        var services = await Bookings.ServicesAsync(Member.Caller, CancellationToken.None);
        var rows = new List<ServiceRow>();
        foreach (var service in services.Where(static service => service.IsActive))
        {
            var forms = await Forms.OfServiceAsync(Member.Caller, service.Id, CancellationToken.None);
            rows.Add(new ServiceRow(service.Id, service.Name, forms.Forms.Select(static form => form.TemplateId).ToHashSet()));
        }

        (_rows, _forms) = (rows, await Forms.ChoicesAsync(Member.Caller, CancellationToken.None));
    }

    private async Task SwitchAsync(ServiceRow row, Guid form)
    {
        await State.SaveAsync(() => row.Forms.Contains(form)
            ? RemoveForm.HandleAsync(Member.Caller, new RemoveServiceForm(row.Id, form), CancellationToken.None)
            : AddForm.HandleAsync(Member.Caller, new SaveServiceForm(row.Id, form, FormRepeat.OncePerContact, null, DueHours), CancellationToken.None));
        await LoadAsync();
    }

    private sealed record ServiceRow(Guid Id, string Name, IReadOnlySet<Guid> Forms);
}
