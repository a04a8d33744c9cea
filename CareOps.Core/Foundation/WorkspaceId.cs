namespace CareOps.Core.Foundation;

/// <summary>Names the one workspace a row, a request or a live update belongs to.</summary>
public readonly record struct WorkspaceId(Guid Value)
{
    /// <summary>Matches no workspace: what a context without a workspace filters by.</summary>
    public static readonly WorkspaceId None;

    public override string ToString() => Value.ToString();
}
