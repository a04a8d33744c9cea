using CareOps.Core.Messaging;
using CareOps.Core.Workspaces;

namespace CareOps.Web.Components.Settings;

/// <summary>What is typed about the mail server.</summary>
public sealed class SmtpForm
{
    private const int UsualPort = 587;

    public string? Host { get; set; }

    public string? Port { get; set; } = Typed.Of(UsualPort);

    /// <summary>The name of a <see cref="SmtpSecurity"/>.</summary>
    public string? Security { get; set; } = nameof(SmtpSecurity.StartTls);

    public string? UserName { get; set; }

    /// <summary>Never filled from what is stored.</summary>
    public string? Password { get; set; }

    public string? FromAddress { get; set; }

    public string? FromName { get; set; }

    public bool IsEnabled { get; set; } = true;

    public static SmtpForm Of(ProviderConnection? connection, Workspace workspace) => connection is null
        ? new SmtpForm { FromAddress = workspace.ContactEmail, FromName = workspace.Name }
        : new SmtpForm
        {
            Host = connection.Host,
            Port = Typed.Of(connection.Port),
            Security = connection.Security.ToString(),
            UserName = connection.UserName,
            FromAddress = connection.FromAddress,
            FromName = connection.FromName,
            IsEnabled = connection.IsEnabled,
        };

    public ConnectSmtp Command() => new(
        Host,
        Typed.Whole(Port),
        Security == nameof(SmtpSecurity.None) ? SmtpSecurity.None : SmtpSecurity.StartTls,
        UserName,
        string.IsNullOrEmpty(Password) ? null : Password,
        FromAddress,
        FromName,
        IsEnabled);
}
