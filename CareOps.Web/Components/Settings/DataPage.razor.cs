using System.Globalization;

using CareOps.Core.Data;
using CareOps.Core.Workspaces;
using CareOps.Web.Exports;

using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Settings;

/// <summary>Takes all data along, and ends the workspace.</summary>
public sealed partial class DataPage
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly FormState _state = new();

    private Guid _key = Guid.NewGuid();
    private ExportProgress? _progress;
    private string? _name;
    private bool _isAsking;

    [Inject]
    private DeleteWorkspaceHandler DeleteWorkspace { get; set; } = null!;

    [Inject]
    private KeepWorkspaceHandler KeepWorkspace { get; set; } = null!;

    [Inject]
    private ExportsUnderWay Exports { get; set; } = null!;

    private string ExportUrl => $"{Member.Url("settings/data/everything.zip")}?key={_key:D}";

    protected override bool Concerns(LiveSubject subject) => subject.Kind == nameof(Workspace);

    protected override Task LoadAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static string ProgressText(ExportProgress progress) => progress switch
    {
        { Done: var done, Total: var total } when done >= total && progress.Table.Length == 0 => string.Create(
            CultureInfo.InvariantCulture, $"Done: {total:N0} rows and files. Your browser saves it."),
        _ => string.Create(CultureInfo.InvariantCulture, $"{progress.Done:N0} of {progress.Total:N0}: {progress.Table}"),
    };

    // The browser asks for the file itself; what is written meanwhile is looked up.
    private async Task FollowAsync()
    {
        var key = _key;
        using var timer = new PeriodicTimer(BetweenLooks);
        var since = TimeSpan.Zero;
        try
        {
            while (await timer.WaitForNextTickAsync(Closed) && since < Patience)
            {
                var now = Exports.Of(Member.Workspace.Id, key);
                since = now == _progress ? since + BetweenLooks : TimeSpan.Zero;
                _progress = now;
                StateHasChanged();
                if (now is { Table.Length: 0 })
                {
                    break;
                }
            }

            _key = Guid.NewGuid();
        }
        catch (OperationCanceledException)
        {
            // The screen is gone; the download goes on.
        }
    }

    private async Task DeleteAsync()
    {
        if (await _state.SaveAsync(() => DeleteWorkspace.HandleAsync(Member.Caller, new DeleteWorkspace(_name), CancellationToken.None)))
        {
            (_isAsking, _name) = (false, null);
        }
    }

    private Task KeepAsync() =>
        _state.SaveAsync(() => KeepWorkspace.HandleAsync(Member.Caller, new KeepWorkspace(), CancellationToken.None));
}
