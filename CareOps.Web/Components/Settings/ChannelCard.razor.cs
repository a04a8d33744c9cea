using CareOps.Core.Messaging;
using CareOps.Web.Components.Layout;

using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Settings;

/// <summary>One channel's connections in the order in which they are tried.</summary>
public sealed partial class ChannelCard
{
    [Parameter, EditorRequired]
    public Channel Channel { get; set; }

    [Parameter, EditorRequired]
    public string Title { get; set; } = string.Empty;

    [Parameter, EditorRequired]
    public IReadOnlyList<ProviderConnection> Connections { get; set; } = [];

    /// <summary>What can be added.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<ProviderKind> Kinds { get; set; } = [];

    [Parameter, EditorRequired]
    public EventCallback<MoveConnection> OnMove { get; set; }

    [Parameter, EditorRequired]
    public EventCallback<EnableConnection> OnEnable { get; set; }

    /// <summary>"setup" in the set-up, which one comes back to.</summary>
    [Parameter]
    public string? From { get; set; }

    [CascadingParameter]
    private MemberContext Member { get; set; } = null!;

    private string Id => $"channel-{Channel}".ToLowerInvariant();

    private ChannelHealth Health => ChannelHealth.Of(Connections);
}
