using CareOps.Core.Foundation;

namespace CareOps.Web.Public;

/// <summary>What every public form carries beside its fields: the key of this submission and two traps for robots.</summary>
public abstract class PublicForm
{
    private static readonly Error Incomplete = new(
        "form.incomplete", "That didn't arrive as it should. Please check your details and press the button again.");

    private static readonly Error TooQuick = new("form.too_quick", FormStamps.TooQuick);

    public string? SubmissionKey { get; init; }

    /// <summary>When the form was shown.</summary>
    public string? Stamp { get; init; }

    /// <summary>Where the visitor's browser says that it is; empty without script.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Hidden from people: only a program fills it in.</summary>
    public string? Website { get; init; }

    /// <summary>Why the form is not taken as it came, or null and the key of this submission.</summary>
    public Error? Refusal(FormStamps stamps, out Guid key)
    {
        if (!Guid.TryParse(SubmissionKey, out key) || !string.IsNullOrEmpty(Website))
        {
            return Incomplete;
        }

        return stamps.WasTooQuick(Stamp) ? TooQuick : null;
    }
}
