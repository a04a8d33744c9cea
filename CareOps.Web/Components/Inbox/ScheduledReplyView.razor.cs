using CareOps.Core.Inbox;
using CareOps.Web.Components.Layout;

using Microsoft.AspNetCore.Components;

using NodaTime;

namespace CareOps.Web.Components.Inbox;

/// <summary>A reply that goes out later: its text, its moment, whether the customer wrote since, and what can be done with it.</summary>
public sealed partial class ScheduledReplyView
{
    [Parameter, EditorRequired]
    public ScheduledRow Reply { get; set; } = null!;

    /// <summary>Who wrote it.</summary>
    [Parameter, EditorRequired]
    public string Author { get; set; } = string.Empty;

    /// <summary>The customer's.</summary>
    [Parameter, EditorRequired]
    public string FirstName { get; set; } = string.Empty;

    [Parameter, EditorRequired]
    public bool MayManage { get; set; }

    [Parameter, EditorRequired]
    public Instant Now { get; set; }

    [Parameter, EditorRequired]
    public EventCallback<(Guid Id, Instant At)> OnMoved { get; set; }

    [Parameter, EditorRequired]
    public EventCallback<Guid> OnSendNow { get; set; }

    [Parameter, EditorRequired]
    public EventCallback<Guid> OnCancelled { get; set; }

    [CascadingParameter]
    private MemberContext Member { get; set; } = null!;

    private string When =>
        $"{(Reply.Failure is null ? "Goes out" : "Should have gone out")} {ThreadTime.At(Reply.DueAt, Now, Member.Workspace.Zone)}";

    private Task MoveAsync(Instant to) => OnMoved.InvokeAsync((Reply.Id, to));

    private Task SendNowAsync() => OnSendNow.InvokeAsync(Reply.Id);

    private Task CancelAsync() => OnCancelled.InvokeAsync(Reply.Id);
}
