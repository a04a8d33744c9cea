using CareOps.Core.Messaging;
using CareOps.Core.Workspaces;

namespace CareOps.Web.Components.Settings;

/// <summary>What is typed about a connection, whichever provider it is to.</summary>
public sealed class ConnectionForm
{
    private const int UsualPort = 587;

    public string? Host { get; set; }

    public string? Port { get; set; } = Typed.Of(UsualPort);

    /// <summary>The name of a <see cref="SmtpSecurity"/>.</summary>
    public string? Security { get; set; } = nameof(SmtpSecurity.StartTls);

    /// <summary>SMTP's user name, or Twilio's account SID.</summary>
    public string? UserName { get; set; }

    /// <summary>Password, API key or auth token. Never filled from what is stored, as the other keys aren't.</summary>
    public string? Secret { get; set; }

    public string? SigningKey { get; set; }

    public string? InboundKey { get; set; }

    /// <summary>An email address; of Twilio a number or a messaging service.</summary>
    public string? From { get; set; }

    public string? FromName { get; set; }

    public string? ReplyDomain { get; set; }

    public bool IsEnabled { get; set; } = true;

    public static ConnectionForm New(ProviderKind kind, Workspace workspace) => kind == ProviderKind.Twilio
        ? new ConnectionForm()
        : new ConnectionForm { From = workspace.ContactEmail, FromName = workspace.Name };

    public static ConnectionForm Of(ProviderConnection connection) => new()
    {
        Host = connection.Host,
        Port = Typed.Of(connection.Port),
        Security = connection.Security.ToString(),
        UserName = connection.UserName,
        From = connection.FromAddress,
        FromName = connection.FromName,
        ReplyDomain = connection.ReplyDomain,
        IsEnabled = connection.IsEnabled,
    };

    public ConnectSmtp Smtp(Guid? id) => new(
        Host,
        Typed.Whole(Port),
        Security == nameof(SmtpSecurity.None) ? SmtpSecurity.None : SmtpSecurity.StartTls,
        UserName,
        string.IsNullOrEmpty(Secret) ? null : Secret,
        From,
        FromName,
        IsEnabled,
        id);

    public ConnectResend Resend(Guid? id) => new(id, Secret, SigningKey, From, FromName, ReplyDomain, IsEnabled);

    public ConnectSendGrid SendGrid(Guid? id) => new(id, Secret, SigningKey, InboundKey, From, FromName, ReplyDomain, IsEnabled);

    public ConnectTwilio Twilio(Guid? id) => new(id, UserName, Secret, From, IsEnabled);
}
