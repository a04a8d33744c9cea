using CareOps.Core.Foundation;

namespace CareOps.Core.Workspaces;

/// <summary>Why something can't be done with a workspace as a whole.</summary>
public static class WorkspaceErrors
{
    public static readonly Error Ending = new(
        "workspace.ending", "This workspace is about to be deleted. Keep it first, under Settings, Data.", ErrorKind.Conflict);

    public static readonly Error Gone = new(
        "workspace.gone", "Its time to be kept is over: it is being erased.", ErrorKind.Gone);

    public static readonly Error OtherName = new(
        "workspace.name", "This is not the name of the business. Type it exactly as it stands above.", ErrorKind.Invalid, nameof(DeleteWorkspace.Name));
}
