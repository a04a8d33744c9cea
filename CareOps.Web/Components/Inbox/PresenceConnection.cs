using Microsoft.AspNetCore.Components.Server.Circuits;

namespace CareOps.Web.Components.Inbox;

/// <summary>
/// Tells presence when the browser's connection is lost or back. A circuit outlives its connection by minutes, so that a short gap
/// loses nothing; who looks at a conversation is known within seconds.
/// </summary>
public sealed class PresenceConnection : CircuitHandler
{
    /// <summary>The conversation that is open on this screen; null for none.</summary>
    public InboxPresence.Visit? Visit { get; set; }

    public override Task OnConnectionDownAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        Visit?.IsConnected(false);
        return Task.CompletedTask;
    }

    public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        Visit?.IsConnected(true);
        return Task.CompletedTask;
    }
}
