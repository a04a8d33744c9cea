using CareOps.Core.Data;

namespace CareOps.Core.Workspaces;

/// <summary>A feature's part in a new workspace, in the transaction that creates it: the first service, the first rules.</summary>
public interface IWorkspaceSetup
{
    void SetUp(CareOpsDb db, Workspace workspace, Member owner);
}
