namespace CareOps.Core.Workspaces;

/// <summary>Who may create a workspace (<c>CareOps:Registration</c>).</summary>
public enum RegistrationPolicy
{
    /// <summary>Only the first one: a business runs its own server.</summary>
    FirstOnly,

    Open,

    Closed,
}

/// <summary>The policy in force.</summary>
public sealed record RegistrationOptions(RegistrationPolicy Policy);
