using CareOps.Core.Audit;
using CareOps.Core.Data;
using CareOps.Core.Foundation;

namespace CareOps.Core.Messaging;

/// <summary>Connects the workspace to an SMTP server, or changes a connection. A null password keeps the stored one.</summary>
[Requires(Right.ManageWorkspace)]
public sealed record ConnectSmtp(
    string? Host,
    int Port,
    SmtpSecurity Security,
    string? UserName,
    string? Password,
    string? FromAddress,
    string? FromName,
    bool IsEnabled,
    Guid? Id = null);

public sealed class ConnectSmtpHandler(IWriteDoor door, Secrets secrets, ProviderAddresses addresses) : Handler<ConnectSmtp, ProviderConnection>(door)
{
    private const int ImplicitTlsPort = 465;

    // Who may change a connection is not meant to read its password, which another server would be told.
    private static readonly Error OtherServer = new(
        "smtp.other_server", "This is another server: type its password.", ErrorKind.Invalid, nameof(ConnectSmtp.Password));

    protected override IEnumerable<Error> Check(ConnectSmtp command)
    {
        var errors = new FieldChecks();
        errors.Required(command.Host, nameof(command.Host), "the mail server's name", ProviderConnection.MaxNameLength);
        errors.If(
            Text.Line(command.Host) is { } host && Uri.CheckHostName(host) == UriHostNameType.Unknown,
            "host",
            "This is not a server name. It looks like smtp.example.org.",
            nameof(command.Host));
        errors.If(
            !addresses.AllowsPrivateMailServers && Text.Line(command.Host) is { } name && !NetworkGuard.IsPublicName(name),
            "host.private",
            "This server sends no mail into private networks. Enter the name of a mail server on the Internet.",
            nameof(command.Host));
        errors.Range(command.Port, 1, ushort.MaxValue, nameof(command.Port), string.Empty);
        errors.If(
            command.Port == ImplicitTlsPort,
            "port.implicit_tls",
            "Port 465 encrypts before it greets, which CareOps can't do. Use port 587 with encryption after connecting.",
            nameof(command.Port));
        errors.Optional(command.UserName, nameof(command.UserName), ProviderConnection.MaxNameLength);
        errors.Optional(command.Password, nameof(command.Password), ProviderConnection.MaxNameLength);
        errors.Email(command.FromAddress, nameof(command.FromAddress), required: true);
        errors.Required(command.FromName, nameof(command.FromName), "the name people see as sender", ProviderConnection.MaxFromNameLength);
        return errors.All;
    }

    protected override async Task<Result<ProviderConnection>> ExecuteAsync(
        CareOpsDb db, Caller caller, ConnectSmtp command, CancellationToken cancellationToken)
    {
        var connection = await Connections.FindOrAddAsync(db, command.Id, ProviderKind.Smtp, cancellationToken);
        if (connection is null)
        {
            return Connections.NotFound;
        }

        if (connection.ProtectedSecret is not null && string.IsNullOrEmpty(command.Password) && connection.Host != Text.Line(command.Host))
        {
            return OtherServer;
        }

        var before = command.Id is null ? null : new { connection.Host, connection.Port, connection.IsEnabled };
        connection.Configure(
            new SmtpSettings(
                Text.Line(command.Host)!,
                command.Port,
                command.Security,
                Text.Line(command.UserName),
                EmailAddress.Parse(command.FromAddress)!.Value.Value,
                Text.Line(command.FromName)!),
            string.IsNullOrEmpty(command.Password) ? null : secrets.Protect(command.Password));
        connection.Enable(command.IsEnabled);
        await ConnectionAlerts.EndAsync(db, connection.Id, cancellationToken);
        db.Audit(
            caller, "provider.changed", connection.Id, before, new { connection.Host, connection.Port, connection.IsEnabled });
        return connection;
    }
}
