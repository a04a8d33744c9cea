namespace CareOps.Web.Public;

/// <summary>One of the steps above a page, drawn by <c>_Steps.cshtml</c>.</summary>
/// <param name="Name">One word.</param>
/// <param name="Link">Where it can be gone back to, an address or a <see cref="Blank"/> for one; null for those still to come.</param>
/// <param name="IsCurrent">The one shown.</param>
public sealed record Step(string Name, object? Link = null, bool IsCurrent = false);
