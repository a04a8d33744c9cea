using CareOps.Core.Bookings;
using CareOps.Core.Data;

using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Settings;

/// <summary>Rooms, chairs and devices.</summary>
public sealed partial class ResourcesPage
{
    private readonly FormState _state = new();

    private IReadOnlyList<Resource>? _resources;
    private string? _name;

    [Inject]
    private CalendarQueries Calendar { get; set; } = null!;

    [Inject]
    private SaveResourceHandler SaveResource { get; set; } = null!;

    private string? Problem => _state.Of("Name") ?? _state.General;

    protected override bool Concerns(LiveSubject subject) => subject.Kind == nameof(Resource);

    protected override async Task LoadAsync(CancellationToken cancellationToken) =>
        _resources = await Calendar.ResourcesAsync(Member.Caller, cancellationToken);

    private async Task AddAsync()
    {
        if (await _state.SaveAsync(() => SaveResource.HandleAsync(Member.Caller, new SaveResource(null, _name), CancellationToken.None)))
        {
            _name = null;
            await TryLoadAsync();
        }
    }

    private async Task SwitchAsync(Resource resource, bool isInUse)
    {
        await _state.SaveAsync(() => SaveResource.HandleAsync(
            Member.Caller, new SaveResource(resource.Id, resource.Name, isInUse), CancellationToken.None));
        await TryLoadAsync();
    }
}
