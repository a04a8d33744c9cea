using CareOps.Core.Data;
using CareOps.Core.LiveUpdates;
using CareOps.Core.Workspaces;
using CareOps.Web.Hosting;

using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Routing;

namespace CareOps.Web.Components.Layout;

/// <summary>Finds out who looks at which workspace, again whenever the address or the membership changes.</summary>
public sealed partial class AppLayout : IDisposable
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(50);

    private readonly CancellationTokenSource _closing = new();

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

    [Inject]
    private AuthenticationStateProvider Authentication { get; set; } = null!;

    public void Dispose()
    {
        _isClosed = true;
        _closing.Cancel();
        _closing.Dispose();
        Authentication.AuthenticationStateChanged -= OnSignedInChanged;
        Navigation.LocationChanged -= OnLocationChanged;
        _subscription?.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        Navigation.LocationChanged += OnLocationChanged;
        Authentication.AuthenticationStateChanged += OnSignedInChanged;
        await ResolveAsync();
        _ = LookAgainAsync(_closing.Token);
    }

    // A live update that another node made, or that was lost on its way, must not leave a removed member with an open screen.
    private async Task LookAgainAsync(CancellationToken closed)
    {
        using var timer = new PeriodicTimer(LookAgain);
        try
        {
            while (await timer.WaitForNextTickAsync(closed))
            {
                await InvokeAsync(() => ResolveIfChangedAsync(closed));
            }
        }
        catch (OperationCanceledException) when (closed.IsCancellationRequested)
        {
            // The screen is gone.
        }
    }

    // Signed out elsewhere, or everywhere: this screen goes with it.
    private void OnSignedInChanged(Task<AuthenticationState> state) => _ = InvokeAsync(async () =>
    {
        if (!_isClosed && (await state).User.AccountId() is null)
        {
            Navigation.NavigateTo($"/account/login?returnUrl={Uri.EscapeDataString(new Uri(Navigation.Uri).PathAndQuery)}", forceLoad: true);
        }
    });

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
            _ = ResolveSoonAsync();
        }
    }

    private async Task ResolveSoonAsync()
    {
        await Task.Yield();
        await InvokeAsync(ResolveAgainAsync);
    }

    // Most often nothing has changed, and then nothing is drawn or loaded again.
    private async Task ResolveIfChangedAsync(CancellationToken closed)
    {
        try
        {
            if (!_isClosed && _member is { } member && (await Access.FindAsync(member.Workspace.Slug, closed))?.Caller != member.Caller)
            {
                await ResolveAgainAsync();
            }
        }
        catch (Exception exception) when (DatabaseFailures.IsUnavailable(exception) || exception is System.Data.Common.DbException)
        {
            // Nothing is known of anyone right now; the next look comes within a minute.
        }
    }

    private async Task ResolveAgainAsync()
    {
        if (_isClosed)
        {
            return;
        }

        await ResolveAsync();
        StateHasChanged();
    }
}
