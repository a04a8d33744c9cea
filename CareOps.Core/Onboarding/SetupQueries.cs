using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Onboarding;

/// <summary>How far the set-up is, and what is missing.</summary>
/// <param name="Setup">Null for a business that is older than the set-up.</param>
/// <param name="IsOpen">Whether customers can book.</param>
/// <param name="HasOpened">Whether they ever could.</param>
/// <param name="Items">What is needed to open.</param>
public sealed record SetupState(Setup? Setup, bool IsOpen, bool HasOpened, IReadOnlyList<SetupItem> Items)
{
    /// <summary>Nothing is missing to open.</summary>
    public bool IsReady => Items.All(static item => item.IsDone);

    /// <summary>Whether the owner is to be reminded of it.</summary>
    public bool IsLeftOver => Setup is not null && (!HasOpened || !Setup.IsTested);

    /// <summary>How much of the list is behind: what is needed, opening, the test.</summary>
    public (int Done, int All) Progress =>
        (Items.Count(static item => item.IsDone) + (HasOpened ? 1 : 0) + (Setup?.IsTested == true ? 1 : 0), Items.Count + 2);

    public StepState StateOf(SetupStep step) => Setup?.StateOf(step) ?? StepState.Open;
}

/// <summary>Reads the set-up for owners.</summary>
public sealed class SetupQueries(ReadDoor door)
{
    public async Task<SetupState> LoadAsync(Caller caller, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ManageWorkspace, cancellationToken);
        var workspace = await db.WorkspaceAsync(cancellationToken);
        return new SetupState(
            await db.Setups().SingleOrDefaultAsync(cancellationToken),
            workspace.IsOpen,
            workspace.OpenedAt is not null,
            await Checklist.OfAsync(db, workspace, cancellationToken));
    }
}
