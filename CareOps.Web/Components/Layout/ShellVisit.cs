namespace CareOps.Web.Components.Layout;

/// <summary>What the shell remembers while a person moves between screens without loading the page again.</summary>
public sealed class ShellVisit
{
    /// <summary>Whether a screen was shown before: the first one leaves the focus where the browser puts it.</summary>
    public bool HasShownScreen { get; set; }
}
