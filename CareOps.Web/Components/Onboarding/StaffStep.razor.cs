using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Onboarding;

/// <summary>Who else works here.</summary>
public sealed partial class StaffStep
{
    private IReadOnlyDictionary<MemberId, string> _members = new Dictionary<MemberId, string>();

    [Inject]
    private WorkspaceQueries Workspaces { get; set; } = null!;

    protected override async Task LoadAsync() =>
        _members = await Workspaces.TeamAsync(Member.Caller, CancellationToken.None);
}
