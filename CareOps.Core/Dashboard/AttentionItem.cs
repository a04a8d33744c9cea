using CareOps.Core.Alerts;
using CareOps.Core.Foundation;

using NodaTime;

namespace CareOps.Core.Dashboard;

/// <summary>An alert in words, with the exact place where it is dealt with.</summary>
/// <param name="Id">The alert.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="Severity">How soon someone has to look.</param>
/// <param name="Since">When its cause appeared.</param>
/// <param name="Title">"SMS to Lena Fox failed".</param>
/// <param name="Reason">Why, without a full stop at the end.</param>
/// <param name="Action">The word on its button.</param>
/// <param name="Page">The page of the workspace that the button leads to: "inbox/…".</param>
public sealed record AttentionItem(
    Guid Id, AlertKind Kind, AlertSeverity Severity, Instant Since, string Title, string Reason, string Action, string Page)
{
    /// <summary>The member who sees to it.</summary>
    public MemberId? SeenBy { get; init; }

    public Instant? SnoozedUntil { get; init; }

    public Instant? ResolvedAt { get; init; }
}

/// <summary>Where a page of the log ended.</summary>
public readonly record struct AttentionCursor(Instant OpenedAt, Guid Id);

/// <summary>Which alerts the log shows. What is null is not asked for.</summary>
public sealed record AttentionFilter
{
    public AlertKind? Kind { get; init; }

    /// <summary>True for those that are open, put off or not; false for those that are settled.</summary>
    public bool? IsOpen { get; init; }
}
