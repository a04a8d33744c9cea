using CareOps.Core.Contacts;
using CareOps.Core.Contacts.Import;
using CareOps.Core.Data;
using CareOps.Web.Components.Settings;

using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Contacts;

/// <summary>One file of contacts: what its columns are and what would happen, how far it is, what became of it.</summary>
public sealed partial class ImportFilePage
{
    private readonly FormState _state = new();

    private ContactImport? _import;
    private ImportSample? _sample;
    private ImportPlan? _plan;
    private IReadOnlyList<ContactField> _fields = [];
    private string[] _targets = [];
    private bool _hasHeadings;
    private bool _fillsEmpty;
    private bool _welcomes;
    private bool _canBeUndone;
    private bool _isAsking;
    private bool _isPlanning;
    private bool _isMissing;

    [Parameter]
    public Guid ImportId { get; set; }

    [Inject]
    private ContactImportQueries Imports { get; set; } = null!;

    [Inject]
    private ContactQueries Contacts { get; set; } = null!;

    [Inject]
    private StartImportHandler Start { get; set; } = null!;

    [Inject]
    private CancelImportHandler Cancel { get; set; } = null!;

    [Inject]
    private UndoImportHandler Undo { get; set; } = null!;

    [Inject]
    private DiscardImportHandler Discard { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private int Total => _import!.Status == ImportStatus.Running ? _import.Total : _import.Created + _import.Filled;

    private int Through => _import!.Status == ImportStatus.Running ? _import.Through : _import.Undone + _import.Kept;

    private ImportChoices Choices => new(_targets, _hasHeadings, _fillsEmpty, _welcomes);

    protected override bool Concerns(LiveSubject subject) => subject.Kind == nameof(ContactImport) && subject.Id == ImportId;

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        var state = await Imports.FindAsync(Member.Caller, ImportId, cancellationToken);
        _import = state?.Import;
        _canBeUndone = state?.CanBeUndone == true;
        _isMissing = state is null;
        if (_import?.Status != ImportStatus.Ready || _sample is not null)
        {
            return;
        }

        var sample = await Imports.SampleAsync(Member.Caller, ImportId, cancellationToken);
        _fields = await Contacts.FieldsAsync(Member.Caller, cancellationToken);
        (_targets, _hasHeadings) = ([.. sample?.Targets ?? []], sample?.HasHeadings == true);
        _sample = sample;
        await PlanAsync();
    }

    private Task ChooseAsync((int Column, string Target) choice)
    {
        _targets[choice.Column] = choice.Target;
        return PlanAsync();
    }

    // What takes a moment is shown as such; the choice that was made last is the one that counts.
    private async Task PlanAsync()
    {
        var choices = Choices with { Targets = [.. _targets] };
        (_plan, _isPlanning) = (null, true);
        StateHasChanged();

        // Beside the circuit: SQLite answers on the thread that asks, and thousands of lines take a while.
        var plan = await Task.Run(() => Imports.PlanAsync(Member.Caller, ImportId, choices, Closed), Closed);
        if (choices.Targets.SequenceEqual(_targets, StringComparer.Ordinal) && choices.FillsEmpty == _fillsEmpty && choices.HasHeadings == _hasHeadings)
        {
            (_plan, _isPlanning) = (plan, false);
        }
    }

    private async Task StartAsync()
    {
        await _state.SaveAsync(() => Start.HandleAsync(Member.Caller, new StartImport(ImportId, Choices), CancellationToken.None));
        await TryLoadAsync();
    }

    private async Task CancelAsync()
    {
        await _state.SaveAsync(() => Cancel.HandleAsync(Member.Caller, new CancelImport(ImportId), CancellationToken.None));
        await TryLoadAsync();
    }

    private void Ask(bool isAsking) => _isAsking = isAsking;

    private async Task UndoAsync()
    {
        _isAsking = false;
        await _state.SaveAsync(() => Undo.HandleAsync(Member.Caller, new UndoImport(ImportId), CancellationToken.None));
        await TryLoadAsync();
    }

    private async Task DiscardAsync()
    {
        if (await _state.SaveAsync(() => Discard.HandleAsync(Member.Caller, new DiscardImport(ImportId), CancellationToken.None)))
        {
            Navigation.NavigateTo(Member.Url("contacts/import"));
        }
    }
}
