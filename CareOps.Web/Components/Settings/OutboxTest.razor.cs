using CareOps.Core.Messaging;
using CareOps.Web.Components.Layout;

using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Settings;

/// <summary>Sends a test while no provider is connected, and says where it can be read.</summary>
public sealed partial class OutboxTest
{
    private readonly FormState _state = new();

    private string? _to;
    private string? _sentTo;

    [CascadingParameter]
    private MemberContext Member { get; set; } = null!;

    [Inject]
    private TryLocalOutboxHandler TryLocalOutbox { get; set; } = null!;

    protected override void OnInitialized() => _to = Member.Workspace.ContactEmail;

    private async Task SendAsync()
    {
        _sentTo = null;
        var isSent = await _state.SaveAsync(() => TryLocalOutbox.HandleAsync(Member.Caller, new TryLocalOutbox(_to), CancellationToken.None));
        _sentTo = isSent ? _to?.Trim() : null;
    }
}
