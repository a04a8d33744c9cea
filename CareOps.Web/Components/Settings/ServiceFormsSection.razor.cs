using CareOps.Core.Forms;
using CareOps.Core.Foundation;
using CareOps.Web.Components.Layout;

using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace CareOps.Web.Components.Settings;

/// <summary>Which forms go with a service, how often and until when, and what it means that they are missing. Each is saved at once.</summary>
public sealed partial class ServiceFormsSection
{
    private static readonly IReadOnlyList<Choice> Gates =
    [
        new(nameof(FormGateMode.Off), "Goes without a word"),
        new(nameof(FormGateMode.Warn), "Asks first"),
        new(nameof(FormGateMode.Block), "Is not possible"),
    ];

    private readonly FormState _state = new();
    private readonly FormState _changing = new();

    private FormsOfService? _forms;
    private Guid _shown;
    private string? _chosen;
    private ServiceFormTerms _new = new();
    private ServiceFormTerms _terms = new();
    private Guid? _changed;
    private string? _focus;

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
    private IJSRuntime Script { get; set; } = null!;

    [Inject]
    private SetFormGateHandler SetFormGate { get; set; } = null!;

    private IReadOnlyList<Choice> Others =>
        [new Choice(string.Empty, "Choose a form"), .. _forms!.Others.Select(static form => new Choice(form.Id.ToString(), form.Name))];

    protected override async Task OnParametersSetAsync()
    {
        if (_shown != ServiceId)
        {
            (_shown, _changed) = (ServiceId, null);
            await LoadAsync();
        }
    }

    // What was pressed is gone; the focus goes to what came in its place.
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_focus is { } id)
        {
            _focus = null;
            await Script.InvokeVoidAsync("careops.focusOn", id);
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

    private async Task LoadAsync() => _forms = await Forms.OfServiceAsync(Member.Caller, ServiceId, CancellationToken.None);

    private async Task AddAsync()
    {
        if (await _state.SaveAsync(TryAddAsync))
        {
            (_chosen, _new) = (null, new ServiceFormTerms());
            await LoadAsync();
        }
    }

    private Task<Result<Done>> TryAddAsync() => Guid.TryParse(_chosen, out var form)
        ? SaveServiceForm.HandleAsync(Member.Caller, _new.Of(ServiceId, form), CancellationToken.None)
        : Task.FromResult<Result<Done>>(new Error("required", "Choose a form first.", ErrorKind.Invalid, "TemplateId"));

    private void Change(ServiceFormRow form)
    {
        _changing.Reset();
        (_changed, _terms, _focus) = (form.TemplateId, ServiceFormTerms.Of(form), "changed-form-repeat");
    }

    private void Leave() => (_changed, _focus) = (null, $"change-{_changed:N}");

    private async Task SaveAsync()
    {
        if (await _changing.SaveAsync(() => SaveServiceForm.HandleAsync(Member.Caller, _terms.Of(ServiceId, _changed!.Value), CancellationToken.None)))
        {
            Leave();
            await LoadAsync();
        }
    }

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
