using System.Globalization;

using CareOps.Core.Forms;
using CareOps.Core.Foundation;
using CareOps.Web.Components.Layout;

using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Settings;

/// <summary>Which forms go with a service, how often and until when, and what it means that they are missing. Each is saved at once.</summary>
public sealed partial class ServiceFormsSection
{
    private static readonly IReadOnlyList<Choice> Repeats =
    [
        new(nameof(FormRepeat.EveryTime), "With every booking"),
        new(nameof(FormRepeat.OncePerContact), "Once per customer"),
        new(nameof(FormRepeat.AfterMonths), "Again after some months"),
    ];

    private static readonly IReadOnlyList<Choice> Gates =
    [
        new(nameof(FormGateMode.Off), "Goes without a word"),
        new(nameof(FormGateMode.Warn), "Asks first"),
        new(nameof(FormGateMode.Block), "Is not possible"),
    ];

    private readonly FormState _state = new();

    private FormsOfService? _forms;
    private Guid _shown;
    private string? _chosen;
    private string? _repeat = nameof(FormRepeat.EveryTime);
    private string? _months = "12";
    private string? _dueHours = "24";

    [Parameter, EditorRequired]
    public Guid ServiceId { get; set; }

    [CascadingParameter]
    private MemberContext Member { get; set; } = null!;

    [Inject]
    private FormQueries Forms { get; set; } = null!;

    [Inject]
    private SaveServiceFormHandler SaveServiceForm { get; set; } = null!;

    [Inject]
    private RemoveServiceFormHandler RemoveServiceForm { get; set; } = null!;

    [Inject]
    private SetFormGateHandler SetFormGate { get; set; } = null!;

    private IReadOnlyList<Choice> Others =>
        [new Choice(string.Empty, "Choose a form"), .. _forms!.Others.Select(static form => new Choice(form.Id.ToString(), form.Name))];

    protected override async Task OnParametersSetAsync()
    {
        if (_shown != ServiceId)
        {
            _shown = ServiceId;
            await LoadAsync();
        }
    }

    private static string TermsOf(ServiceFormRow form)
    {
        var how = form.Repeat switch
        {
            FormRepeat.OncePerContact => "Once per customer",
            FormRepeat.AfterMonths => $"Again after {Say.Count(form.Months ?? 0, "month", "months")}",
            _ => "With every booking",
        };
        return $"{how}, due {(form.DueHours == 0 ? "at its start" : $"{Say.Count(form.DueHours, "hour", "hours")} before")}";
    }

    private static int NumberOf(string? typed) =>
        int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;

    private async Task LoadAsync() => _forms = await Forms.OfServiceAsync(Member.Caller, ServiceId, CancellationToken.None);

    private async Task AddAsync()
    {
        if (await _state.SaveAsync(TryAddAsync))
        {
            _chosen = null;
            await LoadAsync();
        }
    }

    private Task<Result<Done>> TryAddAsync() => Guid.TryParse(_chosen, out var form)
        ? SaveServiceForm.HandleAsync(
            Member.Caller,
            new SaveServiceForm(ServiceId, form, Enum.Parse<FormRepeat>(_repeat!), NumberOf(_months), NumberOf(_dueHours)),
            CancellationToken.None)
        : Task.FromResult<Result<Done>>(new Error("required", "Choose a form first.", ErrorKind.Invalid, "TemplateId"));

    private async Task RemoveAsync(Guid form)
    {
        await _state.SaveAsync(() => RemoveServiceForm.HandleAsync(Member.Caller, new RemoveServiceForm(ServiceId, form), CancellationToken.None));
        await LoadAsync();
    }

    private async Task SetGateAsync(string? mode)
    {
        await _state.SaveAsync(() => SetFormGate.HandleAsync(
            Member.Caller, new SetFormGate(ServiceId, Enum.Parse<FormGateMode>(mode!)), CancellationToken.None));
        await LoadAsync();
    }
}
