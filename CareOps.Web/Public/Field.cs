using CareOps.Core.Foundation;

namespace CareOps.Web.Public;

/// <summary>A labelled field of a form, drawn by <c>_Field.cshtml</c>.</summary>
/// <param name="Name">What it is called in the post, in code and in errors.</param>
/// <param name="Label">What people and screen readers call it.</param>
public sealed record Field(string Name, string Label)
{
    public string? Value { get; init; }

    public string? Error { get; init; }

    public string? Hint { get; init; }

    public string Type { get; init; } = "text";

    public string? AutoComplete { get; init; }

    public string? InputMode { get; init; }

    public bool IsRequired { get; init; }

    /// <summary>More than one makes it a field for several lines.</summary>
    public int Rows { get; init; } = 1;

    public string Id => Slug.From(Label, Name);

    /// <summary>The ids of what is said below the field, for screen readers.</summary>
    public string? DescribedBy => (Error, Hint) switch
    {
        (null, null) => null,
        (null, _) => $"{Id}-hint",
        (_, null) => $"{Id}-error",
        _ => $"{Id}-error {Id}-hint",
    };
}
