using System.Globalization;

using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Shared;

/// <summary>A person's initials in a round field. The name always stands beside it, so it is hidden from screen readers.</summary>
public sealed partial class Avatar
{
    private static readonly string[] Hues = ["teal", "blue", "violet", "rose", "amber", "green", "slate"];

    private string _initials = string.Empty;
    private string? _hue;

    [Parameter, EditorRequired]
    public string Name { get; set; } = string.Empty;

    /// <summary>"sm" or "lg" for another size.</summary>
    [Parameter]
    public string? Class { get; set; }

    /// <summary>Whether the field takes a hue that tells people apart, the same one for the same name.</summary>
    [Parameter]
    public bool IsTinted { get; set; }

    /// <summary>"AB" for "Anna Berg", "A" for "Anna".</summary>
    public static string Initials(string name)
    {
        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return words switch
        {
            [] => "?",
            [var only] => First(only),
            [var first, .., var last] => First(first) + First(last),
        };
    }

    /// <summary>A CSS class that gives the same name or id the same hue everywhere.</summary>
    public static string Hue(string name)
    {
        // Not GetHashCode: that differs from one start of the program to the next.
        var sum = name.Aggregate(17, static (sum, letter) => unchecked((sum * 31) + letter));
        return Hues[(sum & int.MaxValue) % Hues.Length];
    }

    protected override void OnParametersSet()
    {
        _initials = Initials(Name);
        _hue = IsTinted ? Hue(Name) : null;
    }

    private static string First(string word) => StringInfo.GetNextTextElement(word).ToUpperInvariant();
}
