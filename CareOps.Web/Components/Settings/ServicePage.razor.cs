using CareOps.Core.Bookings;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Settings;

/// <summary>Adds a service, or changes one.</summary>
public sealed partial class ServicePage
{
    private readonly FormState _state = new();

    private ServiceForm _form = ServiceForm.New();
    private Service? _saved;
    private IReadOnlyDictionary<MemberId, string> _members = new Dictionary<MemberId, string>();
    private IReadOnlyList<Resource> _resources = [];
    private Guid? _shown;
    private bool _isLoaded;

    /// <summary>Null where a service is added.</summary>
    [Parameter]
    public Guid? Id { get; set; }

    [Inject]
    private BookingQueries Bookings { get; set; } = null!;

    [Inject]
    private CalendarQueries Calendar { get; set; } = null!;

    [Inject]
    private WorkspaceQueries Workspaces { get; set; } = null!;

    [Inject]
    private SaveServiceHandler SaveService { get; set; } = null!;

    [Inject]
    private PublicAddress Address { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private string Title => Id is null ? "New service" : _saved?.Name ?? "Service";

    private string PlaceLabel => _form.Location switch
    {
        ServiceLocation.Phone => "About the call",
        ServiceLocation.Video => "Video link",
        _ => "Place or room",
    };

    private string PlaceHint => _form.Location switch
    {
        ServiceLocation.Phone => "For example: we call you, or the number to call.",
        ServiceLocation.Video => "The address of the meeting.",
        _ => Member.Workspace.StreetAddress is { } address ? $"Empty means {address}." : "Empty means the address of the business.",
    };

    protected override bool Concerns(LiveSubject subject) =>
        subject.Kind is nameof(Workspace) or nameof(Core.Workspaces.Member) or nameof(Resource) || (subject.Kind == nameof(Service) && subject.Id == Id);

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        var id = Id;
        var service = id is null
            ? null
            : (await Bookings.ServicesAsync(Member.Caller, cancellationToken)).FirstOrDefault(candidate => candidate.Id == id);
        var members = await Workspaces.TeamAsync(Member.Caller, cancellationToken);
        var resources = await Calendar.ResourcesAsync(Member.Caller, cancellationToken);
        var team = service is null ? [] : (await Bookings.TeamsAsync(Member.Caller, cancellationToken))[service.Id];
        var needs = service is null ? [] : await Calendar.NeedsAsync(Member.Caller, service.Id, cancellationToken);
        if (id != Id)
        {
            return;
        }

        (_members, _resources) = (members, [.. resources.Where(resource => resource.IsActive || needs.Any(need => need.Contains(resource.Id)))]);

        _saved = service;
        var isAnother = !_isLoaded || _shown != id;
        (_isLoaded, _shown) = (true, id);
        if (isAnother || (!_state.IsDirty && !_state.IsSaving))
        {
            _form = service is null ? New() : ServiceForm.Of(service, Member.Workspace.Currency, team, needs);
        }
    }

    // Whoever adds a service probably does it.
    private ServiceForm New()
    {
        var form = ServiceForm.New();
        form.Choose(Member.Caller.Id, does: true);
        return form;
    }

    private void AddNeed()
    {
        _form.Needs.Add(new HashSet<Guid>());
        _state.Touch();
    }

    private void RemoveNeed(ISet<Guid> need)
    {
        _form.Needs.Remove(need);
        _state.Touch();
    }

    private bool Is(ServiceLocation location) => _form.Location == location;

    private async Task SaveAsync()
    {
        var added = Id is null;
        Guid? saved = null;
        var isSaved = await _state.SaveAsync(async () =>
        {
            var result = await SaveService.HandleAsync(Member.Caller, _form.Command(Id), CancellationToken.None);
            saved = result.Value?.Id;
            return result;
        });
        if (isSaved && added)
        {
            Navigation.NavigateTo(Member.Url($"settings/services/{saved}"), replace: true);
        }
        else if (isSaved)
        {
            await TryLoadAsync();
        }
    }

    private Task DiscardAsync()
    {
        _state.Reset();
        return TryLoadAsync();
    }
}
