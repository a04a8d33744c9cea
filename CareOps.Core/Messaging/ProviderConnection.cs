using CareOps.Core.Data;
using CareOps.Core.Foundation;

using NodaTime;

namespace CareOps.Core.Messaging;

/// <summary>A workspace's account at a provider that sends on one channel.</summary>
public sealed class ProviderConnection : ILive
{
    public const int MaxNameLength = 200;
    public const int MaxFromNameLength = 100;
    public const int MaxSecretLength = 500;
    public const int FailuresThatNeedAMember = 3;

    private ProviderConnection()
    {
    }

    public Guid Id { get; private set; }

    public WorkspaceId WorkspaceId { get; private set; }

    public Channel Channel { get; private set; }

    public ProviderKind Kind { get; private set; }

    public bool IsEnabled { get; private set; }

    /// <summary>Place in the chain of its channel: the lowest is tried first.</summary>
    public int Position { get; private set; }

    /// <summary>SMTP's server; empty for the others.</summary>
    public string Host { get; private set; } = string.Empty;

    public int Port { get; private set; }

    public SmtpSecurity Security { get; private set; }

    /// <summary>SMTP's user name, or Twilio's account SID.</summary>
    public string? UserName { get; private set; }

    /// <summary>The password, API key or auth token: encrypted with Data Protection; never shown, never logged.</summary>
    public string? ProtectedSecret { get; private set; }

    /// <summary>What the provider signs its callbacks with, encrypted; null while it isn't known. Twilio signs with its auth token.</summary>
    public string? ProtectedSigningKey { get; private set; }

    /// <summary>What SendGrid signs incoming mail with, encrypted: another key than that of its events.</summary>
    public string? ProtectedInboundKey { get; private set; }

    /// <summary>The domain whose mail the provider hands to CareOps; null where it receives none.</summary>
    public string? ReplyDomain { get; private set; }

    /// <summary>An email address; of Twilio a phone number or the SID of a messaging service.</summary>
    public string FromAddress { get; private set; } = string.Empty;

    public string FromName { get; private set; } = string.Empty;

    public Instant? LastSuccessAt { get; private set; }

    public Instant? LastFailureAt { get; private set; }

    public string? LastFailure { get; private set; }

    /// <summary>How often in a row it failed: once can be anything, several times need a member.</summary>
    public int FailuresInARow { get; private set; }

    /// <summary>It does not do what it is there for.</summary>
    public bool IsFailing => IsEnabled && FailuresInARow >= FailuresThatNeedAMember;

    public LiveSubject LiveSubject => new(nameof(ProviderConnection), Id);

    /// <summary>Whether sending the same message with the same key twice sends it once.</summary>
    public bool KnowsRepetitions => Kind == ProviderKind.Resend;

    public static Channel ChannelOf(ProviderKind kind) => kind == ProviderKind.Twilio ? Channel.Sms : Channel.Email;

    public static ProviderConnection Create(CareOpsDb db, ProviderKind kind, int position) => new()
    {
        Id = db.NewId(),
        WorkspaceId = db.Workspace,
        Channel = ChannelOf(kind),
        Kind = kind,
        IsEnabled = true,
        Position = position,
    };

    /// <summary>The operator's own mail server, which belongs to no workspace and is never stored.</summary>
    public static ProviderConnection OfOperator(SmtpSettings settings)
    {
        var connection = new ProviderConnection { Kind = ProviderKind.Smtp, Channel = Channel.Email, IsEnabled = true };
        connection.Configure(settings, null);
        return connection;
    }

    /// <param name="settings">What the owner typed, cleaned and checked.</param>
    /// <param name="protectedSecret">The new password, encrypted, or null to keep the one that is stored.</param>
    public void Configure(SmtpSettings settings, string? protectedSecret)
    {
        Host = settings.Host;
        Port = settings.Port;
        Security = settings.Security;
        UserName = settings.UserName;
        FromAddress = settings.FromAddress;
        FromName = settings.FromName;
        ProtectedSecret = settings.UserName is null ? null : protectedSecret ?? ProtectedSecret;
    }

    /// <inheritdoc cref="Configure(SmtpSettings, string?)"/>
    public void Configure(ApiSettings settings, ApiSecrets secrets)
    {
        UserName = settings.Account;
        FromAddress = settings.From;
        FromName = settings.FromName;
        ReplyDomain = settings.ReplyDomain;
        ProtectedSecret = secrets.Key ?? ProtectedSecret;
        ProtectedSigningKey = secrets.SigningKey ?? ProtectedSigningKey;
        ProtectedInboundKey = secrets.InboundKey ?? ProtectedInboundKey;
    }

    public void Enable(bool enabled)
    {
        IsEnabled = enabled;
        FailuresInARow = 0;
    }

    public void MoveTo(int position) => Position = position;

    /// <summary>Remembers how the last sending went, for the health shown in Settings.</summary>
    public void Note(SendOutcome outcome, Instant now)
    {
        if (outcome.Kind == SendOutcomeKind.Accepted)
        {
            LastSuccessAt = now;
            FailuresInARow = 0;
        }
        else if (outcome.Kind != SendOutcomeKind.Refused)
        {
            LastFailureAt = now;
            FailuresInARow++;
            LastFailure = Text.Shorten(outcome.Reason ?? "It failed without a reason.", Message.MaxReasonLength - 1);
        }
    }
}

public enum ProviderKind
{
    Smtp,
    Resend,
    SendGrid,
    Twilio,
}

public enum SmtpSecurity
{
    /// <summary>Encrypts after connecting (port 587, or 25).</summary>
    StartTls,

    /// <summary>No encryption: for a mail server on the same machine or network only.</summary>
    None,
}

/// <summary>How to reach an SMTP server, and as whom to send.</summary>
public sealed record SmtpSettings(
    string Host, int Port, SmtpSecurity Security, string? UserName, string FromAddress, string FromName);

/// <summary>As whom to send through a provider's API, and where its mail comes in.</summary>
public sealed record ApiSettings(string? Account, string From, string FromName, string? ReplyDomain);

/// <summary>A provider's secrets, encrypted; null keeps the one that is stored.</summary>
public sealed record ApiSecrets(string? Key, string? SigningKey, string? InboundKey);
