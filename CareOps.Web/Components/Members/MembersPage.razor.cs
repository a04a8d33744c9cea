using CareOps.Core.Data;
using CareOps.Core.Members;

using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Members;

/// <summary>Who belongs to the workspace, and who is invited.</summary>
public sealed partial class MembersPage
{
    private IReadOnlyList<MemberRow>? _members;

    [Inject]
    private MemberQueries Members { get; set; } = null!;

    protected override bool Concerns(LiveSubject subject) => subject.Kind == nameof(Core.Workspaces.Member);

    protected override async Task LoadAsync(CancellationToken cancellationToken) =>
        _members = await Members.AllAsync(Member.Caller, cancellationToken);
}
