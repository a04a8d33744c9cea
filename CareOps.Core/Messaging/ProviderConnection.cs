using CareOps.Core.Data;
using CareOps.Core.Foundation;

using NodaTime;

namespace CareOps.Core.Messaging;

/// <summary>A workspace's account at a provider that sends on one channel.</summary>
public sealed class ProviderConnection : ILive
{
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

    public string Host { get; private set; } = string.Empty;

    public int Port { get; private set; }

    public SmtpSecurity Security { get; private set; }

    public string? UserName { get; private set; }

    /// <summary>Encrypted with Data Protection; never shown, never logged.</summary>
    public string? ProtectedSecret { get; private set; }

    public string FromAddress { get; private set; } = string.Empty;

    public string FromName { get; private set; } = string.Empty;

    public Instant? LastSuccessAt { get; private set; }

    public Instant? LastFailureAt { get; private set; }

    public string? LastFailure { get; private set; }

    public LiveSubject LiveSubject => new(nameof(ProviderConnection), Id);

    public static ProviderConnection Smtp(CareOpsDb db) => new()
    {
        Id = db.NewId(),
        WorkspaceId = db.Workspace,
        Channel = Channel.Email,
        Kind = ProviderKind.Smtp,
        IsEnabled = true,
        Position = 1,
    };

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

    public void Enable(bool enabled) => IsEnabled = enabled;

    /// <summary>Remembers how the last sending went, for the health shown in Settings.</summary>
    public void Note(SendOutcome outcome, Instant now)
    {
        if (outcome.Kind == SendOutcomeKind.Accepted)
        {
            LastSuccessAt = now;
        }
        else if (outcome.Kind != SendOutcomeKind.Refused)
        {
            LastFailureAt = now;
            LastFailure = Text.Shorten(outcome.Reason ?? "It failed without a reason.", Message.MaxReasonLength - 1);
        }
    }
}

public enum ProviderKind
{
    Smtp,
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
