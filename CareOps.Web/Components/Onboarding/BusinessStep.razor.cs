using CareOps.Core.Foundation;
using CareOps.Core.Onboarding;
using CareOps.Core.Onboarding.Industries;
using CareOps.Core.Workspaces;
using CareOps.Web.Components.Settings;

using Microsoft.AspNetCore.Components;

using NodaTime;

namespace CareOps.Web.Components.Onboarding;

/// <summary>The trade, what the business is called, where it is, how it looks.</summary>
public sealed partial class BusinessStep
{
    private readonly FormState _choosing = new();

    private BusinessForm _form = new();
    private Workspace? _saved;
    private ChosenIndustry? _chosen;
    private IReadOnlyList<Choice> _timeZones = [];
    private IReadOnlyList<Choice> _currencies = [];
    private int _touches;
    private Task _quietly = Task.CompletedTask;
    private ChangeBusiness? _savedQuietly;

    /// <summary>The key of the trade that was chosen.</summary>
    [Parameter]
    public string? Industry { get; set; }

    /// <summary>The public address after saving, where it is another one.</summary>
    public string? MovedTo { get; private set; }

    [Inject]
    private WorkspaceQueries Workspaces { get; set; } = null!;

    [Inject]
    private ChangeBusinessHandler ChangeBusiness { get; set; } = null!;

    [Inject]
    private ChooseIndustryHandler ChooseIndustry { get; set; } = null!;

    [Inject]
    private IClock Clock { get; set; } = null!;

    private ChangeBusiness Typed => _form.Command() with { Slug = null };

    private IReadOnlyList<Choice> Languages =>
    [
        new(string.Empty, $"That of the country ({Core.Foundation.Languages.OfCountry(_form.Country ?? string.Empty)})"),
        .. Enum.GetNames<Language>().Select(static name => new Choice(name, name)),
    ];

    private string ChosenText => (_choosing.IsSaving, AllIndustries.Find(Industry)) switch
    {
        (true, _) => "Filling in…",
        (_, null) => "None of these? Leave it open: you start with one service and office hours.",
        (_, var industry) => $"{Say.Count(industry.Services.Count, "service", "services")}, {Say.Count(industry.Forms.Count, "form", "forms")}, {Say.Count(industry.Items.Count, "stock item", "stock items")}, hours and messages are filled in.{Kept}",
    };

    private string? Kept => _chosen is { Kept: > 0 } chosen
        ? $" {Say.Count(chosen.Kept, "thing", "things")} of your earlier choice stayed, because you changed or used them."
        : null;

    /// <summary>Everything, the public address too.</summary>
    protected override async Task<bool> SaveTypedAsync()
    {
        // Going on leaves a field, which saves: what is asked for meanwhile would be ignored.
        await _quietly;
        if (!await SaveAsync(_form.Slug))
        {
            return false;
        }

        MovedTo = _form.Slug?.Trim();
        return true;
    }

    protected override async Task LoadAsync()
    {
        var workspace = await Workspaces.CurrentAsync(Member.Caller, CancellationToken.None);
        if (workspace.TimeZone != _saved?.TimeZone || workspace.Currency != _saved.Currency)
        {
            _timeZones = LocaleChoices.TimeZones(workspace.TimeZone, Clock.GetCurrentInstant());
            _currencies = LocaleChoices.Currencies(workspace.Currency);
        }

        var slug = _saved is null || _form.Slug == _saved.Slug ? workspace.Slug : _form.Slug;
        _saved = workspace;
        _form = BusinessForm.Of(workspace);
        _form.Slug = slug;
    }

    // A field of text says that it has changed only where nothing was drawn into it since; that it is left, it always says.
    private Task SaveQuietlyAsync()
    {
        if (State.IsDirty && _quietly.IsCompleted && Typed != _savedQuietly)
        {
            _quietly = SaveAllButAddressAsync();
        }

        return _quietly;
    }

    // While one types: all but the public address, which every link on this screen stands on.
    private async Task SaveAllButAddressAsync()
    {
        var (before, typed) = (_touches, Typed);
        if (!await SaveAsync(_saved?.Slug))
        {
            return;
        }

        _savedQuietly = typed;

        if (_touches != before || _form.Slug?.Trim() != _saved?.Slug)
        {
            // Typed meanwhile, or not to be saved before one goes on: what is shown stays.
            State.Touch();
        }

        await OnSaved.InvokeAsync();
    }

    private void Touch()
    {
        _touches++;
        State.Touch();
    }

    private Task<bool> SaveAsync(string? slug) => State.SaveAsync(
        () => ChangeBusiness.HandleAsync(Member.Caller, _form.Command() with { Slug = slug?.Trim() }, CancellationToken.None));

    private async Task ChooseAsync(string key)
    {
        var isChosen = await _choosing.SaveAsync(async () =>
        {
            var result = await ChooseIndustry.HandleAsync(Member.Caller, new ChooseIndustry(key), CancellationToken.None);
            _chosen = result.Value;
            return result;
        });
        if (isChosen)
        {
            await OnSaved.InvokeAsync();
        }
    }
}
