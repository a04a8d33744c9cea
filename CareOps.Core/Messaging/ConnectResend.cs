using CareOps.Core.Data;
using CareOps.Core.Foundation;

namespace CareOps.Core.Messaging;

/// <summary>Connects the workspace to Resend, or changes a connection. What is null of the keys keeps the stored one.</summary>
[Requires(Right.ManageWorkspace)]
public sealed record ConnectResend(
    Guid? Id,
    string? ApiKey,
    string? SigningKey,
    string? FromAddress,
    string? FromName,
    string? ReplyDomain,
    bool IsEnabled);

public sealed class ConnectResendHandler(IWriteDoor door, Secrets secrets) : Handler<ConnectResend, ProviderConnection>(door)
{
    protected override IEnumerable<Error> Check(ConnectResend command)
    {
        var errors = new FieldChecks();
        Connections.CheckMail(errors, AccountOf(command));
        errors.If(
            Text.Line(command.SigningKey) is { } key && Signatures.SvixKey(key) is null,
            "signing_key",
            "This is not a signing secret. It starts with whsec_ and stands beside the webhook at Resend.",
            nameof(command.SigningKey));
        return errors.All;
    }

    protected override Task<Result<ProviderConnection>> ExecuteAsync(
        CareOpsDb db, Caller caller, ConnectResend command, CancellationToken cancellationToken) => Connections.ConnectAsync(
            db,
            caller,
            (command.Id, ProviderKind.Resend, command.IsEnabled),
            AccountOf(command).Settings,
            new ApiSecrets(secrets.ProtectTyped(command.ApiKey), secrets.ProtectTyped(command.SigningKey), null),
            cancellationToken);

    private static MailAccount AccountOf(ConnectResend command) =>
        new(command.ApiKey, command.SigningKey, command.FromAddress, command.FromName, command.ReplyDomain);
}
