namespace CareOps.Web.Components.Settings;

/// <summary>An option of a list: what is stored, and what people read.</summary>
public sealed record Choice(string Value, string Text);
