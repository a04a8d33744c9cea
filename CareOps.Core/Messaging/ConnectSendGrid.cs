using CareOps.Core.Data;
using CareOps.Core.Foundation;

namespace CareOps.Core.Messaging;

/// <summary>Connects the workspace to SendGrid, or changes a connection. What is null of the keys keeps the stored one.</summary>
[Requires(Right.ManageWorkspace)]
public sealed record ConnectSendGrid(
    Guid? Id,
    string? ApiKey,
    string? SigningKey,
    string? InboundKey,
    string? FromAddress,
    string? FromName,
    string? ReplyDomain,
    bool IsEnabled);

public sealed class ConnectSendGridHandler(IWriteDoor door, Secrets secrets) : Handler<ConnectSendGrid, ProviderConnection>(door)
{
    private const string NotAKey = "This is not a verification key. It starts with MFkw and is shown where you turn on signing at SendGrid.";

    protected override IEnumerable<Error> Check(ConnectSendGrid command)
    {
        var errors = new FieldChecks();
        Connections.CheckMail(errors, AccountOf(command));
        errors.Optional(command.InboundKey, nameof(command.InboundKey), ProviderConnection.MaxSecretLength);
        errors.If(IsWrong(command.SigningKey), "signing_key", NotAKey, nameof(command.SigningKey));
        errors.If(IsWrong(command.InboundKey), "inbound_key", NotAKey, nameof(command.InboundKey));
        return errors.All;
    }

    protected override Task<Result<ProviderConnection>> ExecuteAsync(
        CareOpsDb db, Caller caller, ConnectSendGrid command, CancellationToken cancellationToken) => Connections.ConnectAsync(
            db,
            caller,
            (command.Id, ProviderKind.SendGrid, command.IsEnabled),
            AccountOf(command).Settings,
            new ApiSecrets(
                secrets.ProtectTyped(command.ApiKey), secrets.ProtectTyped(command.SigningKey), secrets.ProtectTyped(command.InboundKey)),
            cancellationToken);

    private static bool IsWrong(string? key) => Text.Line(key) is { } typed && !Signatures.IsSendGridKey(typed);

    private static MailAccount AccountOf(ConnectSendGrid command) =>
        new(command.ApiKey, command.SigningKey, command.FromAddress, command.FromName, command.ReplyDomain);
}
