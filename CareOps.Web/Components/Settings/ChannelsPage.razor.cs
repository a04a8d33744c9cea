using CareOps.Core.Data;
using CareOps.Core.Messaging;

using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Settings;

/// <summary>Which providers serve each channel, in which order, and how they do.</summary>
public sealed partial class ChannelsPage
{
    private static readonly ProviderKind[] MailKinds = [ProviderKind.Smtp, ProviderKind.Resend, ProviderKind.SendGrid];

    private static readonly ProviderKind[] SmsKinds = [ProviderKind.Twilio];

    private readonly FormState _state = new();

    private IReadOnlyList<ProviderConnection>? _connections;

    [Inject]
    private MessagingQueries Messaging { get; set; } = null!;

    [Inject]
    private MoveConnectionHandler MoveConnection { get; set; } = null!;

    [Inject]
    private EnableConnectionHandler EnableConnection { get; set; } = null!;

    protected override bool Concerns(LiveSubject subject) => subject.Kind == nameof(ProviderConnection);

    protected override async Task LoadAsync(CancellationToken cancellationToken) =>
        _connections = await Messaging.ConnectionsAsync(Member.Caller, cancellationToken);

    private IReadOnlyList<ProviderConnection> Of(Channel channel) =>
        [.. _connections!.Where(connection => connection.Channel == channel)];

    private async Task MoveAsync(MoveConnection command)
    {
        await _state.SaveAsync(() => MoveConnection.HandleAsync(Member.Caller, command, CancellationToken.None));
        await TryLoadAsync();
    }

    private async Task EnableAsync(EnableConnection command)
    {
        await _state.SaveAsync(() => EnableConnection.HandleAsync(Member.Caller, command, CancellationToken.None));
        await TryLoadAsync();
    }
}
