using CareOps.Core.Data;
using CareOps.Core.Messaging;
using CareOps.Core.Workspaces;

using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Settings;

/// <summary>Which provider serves each channel, how it does, and the mail server's settings.</summary>
public sealed partial class ChannelsPage
{
    private static readonly Choice[] Securities =
    [
        new(nameof(SmtpSecurity.StartTls), "Encrypt after connecting (STARTTLS)"),
        new(nameof(SmtpSecurity.None), "None, for a server on your own network only"),
    ];

    private readonly FormState _state = new();

    private SmtpForm _form = new();
    private ProviderConnection? _smtp;
    private bool _isLoaded;

    [Inject]
    private MessagingQueries Messaging { get; set; } = null!;

    [Inject]
    private ConnectSmtpHandler ConnectSmtp { get; set; } = null!;

    private ChannelHealth Health => ChannelHealth.Of(_smtp);

    private string? PasswordPlaceholder =>
        _smtp?.ProtectedSecret is null ? null : "Stored. Leave empty to keep it";

    protected override bool Concerns(LiveSubject subject) =>
        subject.Kind is nameof(ProviderConnection) or nameof(Workspace);

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        _smtp = await Messaging.SmtpAsync(Member.Caller, cancellationToken);
        _isLoaded = true;
        if (!_state.IsDirty && !_state.IsSaving)
        {
            _form = SmtpForm.Of(_smtp, Member.Workspace);
        }
    }

    private async Task SaveAsync()
    {
        if (await _state.SaveAsync(() => ConnectSmtp.HandleAsync(Member.Caller, _form.Command(), CancellationToken.None)))
        {
            await TryLoadAsync();
        }
    }

    private void Discard()
    {
        _state.Reset();
        _form = SmtpForm.Of(_smtp, Member.Workspace);
    }
}
