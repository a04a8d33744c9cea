using CareOps.Core.Dashboard;
using CareOps.Core.Foundation;
using CareOps.Web.Components.Layout;
using CareOps.Web.Components.Shared;

using Microsoft.AspNetCore.Components;

using NodaTime;

namespace CareOps.Web.Components.Today;

/// <summary>What waits for a member, each with its reason, its age and one button that leads to the place of action.</summary>
public sealed partial class NeedsAttentionCard
{
    private IReadOnlyList<Row> _rows = [];

    [Parameter, EditorRequired]
    public IReadOnlyList<NeedsAttention> Items { get; set; } = [];

    [Parameter, EditorRequired]
    public Instant Now { get; set; }

    [CascadingParameter]
    private MemberContext Member { get; set; } = null!;

    protected override void OnParametersSet() => _rows = [.. Items.Select(Describe)];

    private static string Sentence(string text) => text.EndsWith('.') ? text[..^1] : text;

    private Row Describe(NeedsAttention item)
    {
        var page = $"inbox/{item.ConversationId}";
        return item.Kind switch
        {
            AttentionKind.FailedMessage => new(
                "bad", "warn", $"A message to {item.Name} failed", Sentence(item.Detail), "Open", page, item.Since),
            AttentionKind.UnknownMessage => new(
                "warn", "question", $"A message to {item.Name} may not have arrived", Sentence(item.Detail), "Open", page, item.Since),
            AttentionKind.HeldMessage => new(
                "warn", "pause", $"A message to {item.Name} is held", Held(item.Detail), "Open", page, item.Since),
            AttentionKind.UnansweredConversation => new(
                IsBeyondTarget(item) ? "warn" : "info", "clock", $"{item.Name} waits for an answer", Waiting(item), "Reply", page, item.Since),
            _ => throw new InvalidOperationException($"Today can't say what {item.Kind} is."),
        };
    }

    private bool IsBeyondTarget(NeedsAttention item) => ClockOf(item).IsLate;

    private string Waiting(NeedsAttention item)
    {
        var said = item.Detail.Length == 0 ? "They wrote to you." : $"“{item.Detail}”";
        return IsBeyondTarget(item)
            ? $"{said} Your target is {Say.Minutes(Member.Workspace.ResponseTargetMinutes)}"
            : $"{said} {ClockOf(item).Sentence}";
    }

    private ResponseClock ClockOf(NeedsAttention item) => ResponseClock.Of(item.Since, Member.Workspace, Now)!;

    private static string Held(string rule) => rule.Length == 0 ? "Automation is paused" : $"{rule}. Automation is paused";

    /// <summary>What a line says.</summary>
    private sealed record Row(string Tone, string Icon, string Title, string Reason, string Action, string Page, Instant Since);
}
