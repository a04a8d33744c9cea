using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Messaging;
using CareOps.Core.Workspaces;

using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Settings;

/// <summary>Connects a provider, or changes a connection: its account, its sender, a test, how it does.</summary>
public sealed partial class ConnectionPage
{
    private static readonly Choice[] Securities =
    [
        new(nameof(SmtpSecurity.StartTls), "Encrypt after connecting (STARTTLS)"),
        new(nameof(SmtpSecurity.None), "None, for a server on your own network only"),
    ];

    private readonly FormState _state = new();

    private ConnectionForm _form = new();
    private ProviderConnection? _saved;
    private ProviderKind? _kind;
    private (Guid? Id, string? Kind)? _shown;
    private bool _isLoaded;
    private bool _isRemoving;

    /// <summary>Null where a connection is added.</summary>
    [Parameter]
    public Guid? Id { get; set; }

    /// <summary>The name of a <see cref="ProviderKind"/>, where one is added.</summary>
    [SupplyParameterFromQuery(Name = "kind")]
    public string? KindText { get; set; }

    /// <summary>"setup" where the set-up led here.</summary>
    [SupplyParameterFromQuery(Name = "from")]
    public string? From { get; set; }

    [Inject]
    private MessagingQueries Messaging { get; set; } = null!;

    [Inject]
    private ConnectSmtpHandler ConnectSmtp { get; set; } = null!;

    [Inject]
    private ConnectResendHandler ConnectResend { get; set; } = null!;

    [Inject]
    private ConnectSendGridHandler ConnectSendGrid { get; set; } = null!;

    [Inject]
    private ConnectTwilioHandler ConnectTwilio { get; set; } = null!;

    [Inject]
    private RemoveConnectionHandler RemoveConnection { get; set; } = null!;

    [Inject]
    private PublicAddress Address { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private ChannelHealth Health => ChannelHealth.Of(_saved is null ? [] : [_saved]);

    private string Title => _kind is { } kind ? ConnectionText.NameOf(kind) : "Connection";

    private string? About => _kind switch
    {
        ProviderKind.Smtp => "Sends email through a mail server that you have.",
        ProviderKind.Resend or ProviderKind.SendGrid => $"Sends email through your account at {Title}.",
        ProviderKind.Twilio => "Sends text messages through your account at Twilio.",
        _ => null,
    };

    private string AccountText => _kind switch
    {
        ProviderKind.Smtp => "Your provider's help calls this outgoing mail.",
        ProviderKind.Twilio => "Both stand on the first page of the Twilio console.",
        _ => $"Make a key in your account at {Title}, under API keys.",
    };

    /// <summary>Where the provider tells what became of messages; SMTP tells nothing.</summary>
    private string? Callback => _saved is { Kind: not ProviderKind.Smtp } saved
        ? Address.Webhook(ConnectionText.NameOf(saved.Kind).ToLowerInvariant(), saved.Id)
        : null;

    private string CallbackText => _kind switch
    {
        ProviderKind.Twilio => "Enter it at your number or messaging service in the Twilio console, where a message comes in. What became of messages is told by itself.",
        ProviderKind.SendGrid => "Enter it twice in the settings of SendGrid: as event webhook with signing, and for your domain at inbound parse with a security policy.",
        _ => "Enter it as a webhook in Resend, for all events of email. Its signing secret belongs above.",
    };

    protected override bool Concerns(LiveSubject subject) => subject.Kind == nameof(ProviderConnection) && subject.Id == Id;

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        var which = (Id, KindText);
        var connections = await Messaging.ConnectionsAsync(Member.Caller, cancellationToken);
        if (which != (Id, KindText))
        {
            return;
        }

        _saved = connections.FirstOrDefault(connection => connection.Id == which.Id);
        _kind = which.Id is null ? KindOf(which.KindText) : _saved?.Kind;
        var isAnother = _shown != which;
        (_isLoaded, _shown) = (true, which);
        if (isAnother || (!_state.IsDirty && !_state.IsSaving))
        {
            _form = _saved is null ? ConnectionForm.New(_kind ?? ProviderKind.Smtp, Member.Workspace) : ConnectionForm.Of(_saved);
        }
    }

    private static string? Stored(string? secret) => secret is null ? null : "Stored. Leave empty to keep it";

    private static ProviderKind? KindOf(string? text) =>
        Enum.GetValues<ProviderKind>().Select(static kind => (ProviderKind?)kind).FirstOrDefault(kind => $"{kind}" == text);

    private async Task SaveAsync()
    {
        var added = Id is null;
        Guid? saved = null;
        var isSaved = await _state.SaveAsync(async () =>
        {
            var result = await ConnectAsync();
            saved = result.Value?.Id;
            return result;
        });
        if (isSaved && added)
        {
            Navigation.NavigateTo(Member.Url($"settings/channels/{saved}{(From == "setup" ? "?from=setup" : null)}"), replace: true);
        }
        else if (isSaved)
        {
            await TryLoadAsync();
        }
    }

    private Task<Result<ProviderConnection>> ConnectAsync() => _kind switch
    {
        ProviderKind.Resend => ConnectResend.HandleAsync(Member.Caller, _form.Resend(Id), CancellationToken.None),
        ProviderKind.SendGrid => ConnectSendGrid.HandleAsync(Member.Caller, _form.SendGrid(Id), CancellationToken.None),
        ProviderKind.Twilio => ConnectTwilio.HandleAsync(Member.Caller, _form.Twilio(Id), CancellationToken.None),
        _ => ConnectSmtp.HandleAsync(Member.Caller, _form.Smtp(Id), CancellationToken.None),
    };

    private async Task RemoveAsync()
    {
        _state.Reset();
        if (await _state.SaveAsync(() => RemoveConnection.HandleAsync(Member.Caller, new RemoveConnection(Id!.Value), CancellationToken.None)))
        {
            Navigation.NavigateTo(Member.Url("settings/channels"), replace: true);
        }
    }

    private Task DiscardAsync()
    {
        _state.Reset();
        return TryLoadAsync();
    }
}
