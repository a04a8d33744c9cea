using CareOps.Core.Data;
using CareOps.Core.LiveUpdates;
using CareOps.Core.Workspaces;

using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;

namespace CareOps.Web.Components.Layout;

/// <summary>Finds out who looks at which workspace, again whenever the address or the membership changes.</summary>
public sealed partial class AppLayout : IDisposable
{
    private MemberContext? _member;
    private IDisposable? _subscription;
    private bool _isResolved;
    private bool _isClosed;

    [Inject]
    private WorkspaceAccess Access { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private LiveUpdateHub Live { get; set; } = null!;

    public void Dispose()
    {
        _isClosed = true;
        Navigation.LocationChanged -= OnLocationChanged;
        _subscription?.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        Navigation.LocationChanged += OnLocationChanged;
        await ResolveAsync();
    }

    private async Task ResolveAsync()
    {
        var slug = SlugOfAddress();
        _member = slug is null ? null : await Access.FindAsync(slug, CancellationToken.None);
        _isResolved = true;
        _subscription?.Dispose();
        _subscription = _member is null || _isClosed ? null : Live.Subscribe(_member.Workspace.Id, OnChanged);
    }

    private string? SlugOfAddress()
    {
        var parts = Navigation.ToBaseRelativePath(Navigation.Uri).Split('/', '?', '#');
        return parts is ["app", { Length: > 0 } slug, ..] ? slug : null;
    }

    private void OnLocationChanged(object? sender, LocationChangedEventArgs change)
    {
        if (SlugOfAddress() != _member?.Workspace.Slug)
        {
            _ = InvokeAsync(ResolveAgainAsync);
        }
    }

    // Rights, name and opening of the business are part of every screen. Runs on the committing thread: takes note and returns.
    private void OnChanged(IReadOnlyList<LiveSubject> subjects)
    {
        if (subjects.Any(static subject => subject.Kind is nameof(Member) or nameof(Workspace) || subject == LiveSubject.Everything))
        {
            _ = Task.Run(() => InvokeAsync(ResolveAgainAsync));
        }
    }

    private async Task ResolveAgainAsync()
    {
        if (!_isClosed)
        {
            await ResolveAsync();
            StateHasChanged();
        }
    }
}
