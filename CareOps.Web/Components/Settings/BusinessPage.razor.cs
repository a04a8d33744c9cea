using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.AspNetCore.Components;

using NodaTime;

namespace CareOps.Web.Components.Settings;

/// <summary>What the business is called, where it is, how it is reached, and whether it takes bookings.</summary>
public sealed partial class BusinessPage
{
    private readonly FormState _state = new();

    private Workspace? _saved;
    private BusinessForm _form = new();
    private IReadOnlyList<Choice> _timeZones = [];
    private IReadOnlyList<Choice> _currencies = [];

    [Inject]
    private WorkspaceQueries Workspaces { get; set; } = null!;

    [Inject]
    private ChangeBusinessHandler ChangeBusiness { get; set; } = null!;

    [Inject]
    private PublicAddress Address { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private IClock Clock { get; set; } = null!;

    private IReadOnlyList<Choice> Languages =>
    [
        new(string.Empty, $"That of the country ({Core.Foundation.Languages.OfCountry(_form.Country ?? string.Empty)})"),
        .. Enum.GetNames<Language>().Select(static name => new Choice(name, name)),
    ];

    private string AddressStart => $"{new Uri(Address.Root).Authority}/book/";

    private bool IsMoving => _form.Slug?.Trim() != _saved?.Slug && Slug.IsValid(_form.Slug?.Trim());

    private string AddressHint => IsMoving
        ? $"Your booking page moves to {Address.BookingPage(_form.Slug!.Trim())}. Links you gave out before stop working."
        : "Lower-case letters, digits and hyphens. If you change it, links you gave out before stop working.";

    private string? ZoneHint => _form.TimeZone == _saved?.TimeZone
        ? null
        : "Opening hours stay as they are on the clock. Bookings keep their moment, so their time on the clock changes.";

    protected override bool Concerns(LiveSubject subject) => subject.Kind == nameof(Workspace);

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        var workspace = await Workspaces.CurrentAsync(Member.Caller, cancellationToken);
        if (workspace.TimeZone != _saved?.TimeZone || workspace.Currency != _saved.Currency)
        {
            _timeZones = LocaleChoices.TimeZones(workspace.TimeZone, Clock.GetCurrentInstant());
            _currencies = LocaleChoices.Currencies(workspace.Currency);
        }

        _saved = workspace;
        if (!_state.IsDirty && !_state.IsSaving)
        {
            _form = BusinessForm.Of(workspace);
        }
    }

    private async Task SaveAsync()
    {
        var before = Member.Workspace.Slug;
        var after = before;
        var saved = await _state.SaveAsync(async () =>
        {
            var result = await ChangeBusiness.HandleAsync(Member.Caller, _form.Command(), CancellationToken.None);
            after = result.Value?.Slug ?? before;
            return result;
        });
        if (saved && after != before)
        {
            // Every address of the workspace has changed, this one too.
            Navigation.NavigateTo($"/app/{after}/settings", forceLoad: true, replace: true);
        }
        else if (saved)
        {
            await TryLoadAsync();
        }
    }

    private void Discard()
    {
        _state.Reset();
        _form = BusinessForm.Of(_saved!);
    }
}
