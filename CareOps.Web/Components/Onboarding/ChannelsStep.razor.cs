using CareOps.Core.Messaging;

using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Onboarding;

/// <summary>By which ways messages leave, each to be tried.</summary>
public sealed partial class ChannelsStep
{
    private static readonly ProviderKind[] MailKinds = [ProviderKind.Smtp, ProviderKind.Resend, ProviderKind.SendGrid];

    private static readonly ProviderKind[] SmsKinds = [ProviderKind.Twilio];

    private IReadOnlyList<ProviderConnection>? _connections;

    [Inject]
    private MessagingQueries Messaging { get; set; } = null!;

    [Inject]
    private MoveConnectionHandler MoveConnection { get; set; } = null!;

    [Inject]
    private EnableConnectionHandler EnableConnection { get; set; } = null!;

    protected override async Task LoadAsync() =>
        _connections = await Messaging.ConnectionsAsync(Member.Caller, CancellationToken.None);

    private IReadOnlyList<ProviderConnection> Of(Channel channel) => [.. _connections!.Where(connection => connection.Channel == channel)];

    private async Task MoveAsync(MoveConnection command)
    {
        await State.SaveAsync(() => MoveConnection.HandleAsync(Member.Caller, command, CancellationToken.None));
        await LoadAsync();
    }

    private async Task EnableAsync(EnableConnection command)
    {
        await State.SaveAsync(() => EnableConnection.HandleAsync(Member.Caller, command, CancellationToken.None));
        await LoadAsync();
    }
}
