using CareOps.Core.Workspaces;

using NodaTime;

namespace CareOps.Web.Components.Shared;

/// <summary>How long a customer may still wait for an answer by the business's own target, or how long they have waited beyond it.</summary>
/// <param name="Text">"40 min" or "2 h late".</param>
/// <param name="IsLate">The target is missed.</param>
public sealed record ResponseClock(string Text, bool IsLate)
{
    /// <summary>"Answer within 40 min" or "2 h late".</summary>
    public string Sentence => IsLate ? Text : $"Answer within {Text}";

    /// <returns>Null while nobody waits.</returns>
    public static ResponseClock? Of(Instant? waitingSince, Workspace workspace, Instant now)
    {
        if (waitingSince is not { } since)
        {
            return null;
        }

        var due = since + Duration.FromMinutes(workspace.ResponseTargetMinutes);
        return due <= now
            ? new ResponseClock($"{Span(now - due, roundUp: false)} late", true)
            : new ResponseClock(Span(due - now, roundUp: true), false);
    }

    // What is left of a minute is a minute; "0 min" would be neither in time nor late.
    private static string Span(Duration span, bool roundUp)
    {
        var minutes = Math.Max(1, (int)(roundUp ? Math.Ceiling(span.TotalMinutes) : span.TotalMinutes));
        return minutes switch
        {
            < MinutesOfAnHour => $"{minutes} min",
            < 2 * MinutesOfAnHour when minutes > MinutesOfAnHour => $"1 h {minutes - MinutesOfAnHour} min",
            < HoursOfADay * MinutesOfAnHour => $"{minutes / MinutesOfAnHour} h",
            _ => $"{minutes / (HoursOfADay * MinutesOfAnHour)} d",
        };
    }

    private const int MinutesOfAnHour = 60;
    private const int HoursOfADay = 24;
}
