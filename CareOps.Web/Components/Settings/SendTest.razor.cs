using CareOps.Core.Foundation;
using CareOps.Core.Messaging;
using CareOps.Web.Components.Layout;

using Microsoft.AspNetCore.Components;

using NodaTime;

namespace CareOps.Web.Components.Settings;

/// <summary>Sends a real message through a connection and says what came of it.</summary>
public sealed partial class SendTest
{
    private readonly FormState _state = new();

    private string? _to;
    private SendOutcome? _outcome;
    private string? _sentTo;
    private string? _sentAt;

    [Parameter, EditorRequired]
    public ProviderConnection Connection { get; set; } = null!;

    /// <summary>Whether settings are typed that the test won't use.</summary>
    [Parameter]
    public bool IsUnsaved { get; set; }

    [CascadingParameter]
    private MemberContext Member { get; set; } = null!;

    [Inject]
    private SendTestHandler SendTestMessage { get; set; } = null!;

    [Inject]
    private IClock Clock { get; set; } = null!;

    private bool IsSms => Connection.Channel == Channel.Sms;

    private string Accepted =>
        $"{Provider} accepted the test for {_sentTo} at {_sentAt}. Look for it {(IsSms ? "on that phone" : "in that mailbox")}.";

    private string Provider => Connection.Kind == ProviderKind.Smtp ? Connection.Host : ConnectionText.NameOf(Connection.Kind);

    protected override void OnInitialized() => _to = IsSms ? Member.Workspace.ContactPhone : Member.Workspace.ContactEmail;

    private async Task SendAsync()
    {
        _outcome = null;
        await _state.SaveAsync(async () =>
        {
            var result = await SendTestMessage.HandleAsync(Member.Caller, new Core.Messaging.SendTest(Connection.Id, _to), CancellationToken.None);
            _outcome = result.Value;
            return result;
        });
        _sentTo = _to?.Trim();
        _sentAt = Say.Time(Clock.GetCurrentInstant(), Member.Workspace.Zone);
    }
}
