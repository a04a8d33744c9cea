using CareOps.Core.Data;
using CareOps.Core.Workspaces;

namespace CareOps.Web.Components.Settings;

/// <summary>Logo and colour, beside the page that wears them.</summary>
public sealed partial class BrandingPage
{
    private int _version;

    protected override bool Concerns(LiveSubject subject) => subject.Kind == nameof(Workspace);

    protected override Task LoadAsync(CancellationToken cancellationToken)
    {
        _version++;
        return Task.CompletedTask;
    }

    private Task RefreshAsync() => TryLoadAsync();
}
