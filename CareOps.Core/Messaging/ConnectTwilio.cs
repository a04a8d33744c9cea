using System.Text.RegularExpressions;

using CareOps.Core.Data;
using CareOps.Core.Foundation;

namespace CareOps.Core.Messaging;

/// <summary>
/// Connects the workspace to Twilio, or changes a connection. <paramref name="From"/> is a phone number or the SID of a messaging
/// service. A null token keeps the stored one.
/// </summary>
[Requires(Right.ManageWorkspace)]
public sealed record ConnectTwilio(Guid? Id, string? AccountSid, string? AuthToken, string? From, bool IsEnabled);

public sealed partial class ConnectTwilioHandler(IWriteDoor door, Secrets secrets) : Handler<ConnectTwilio, ProviderConnection>(door)
{
    // A number that names its country needs no other.
    private const string NoCountry = "";

    protected override IEnumerable<Error> Check(ConnectTwilio command)
    {
        var errors = new FieldChecks();
        errors.Required(command.AccountSid, nameof(command.AccountSid), "the account SID", ProviderConnection.MaxNameLength);
        errors.If(
            Text.Line(command.AccountSid) is { } sid && !AccountSid().IsMatch(sid),
            "account_sid",
            "This is not an account SID. It starts with AC and has 34 characters.",
            nameof(command.AccountSid));
        errors.Optional(command.AuthToken, nameof(command.AuthToken), ProviderConnection.MaxSecretLength);
        errors.Required(command.From, nameof(command.From), "the number or messaging service to send from", ProviderConnection.MaxNameLength);
        errors.If(
            Text.Line(command.From) is not null && SenderOf(command.From) is null,
            "from",
            "Enter a number with + and its country code, or the SID of a messaging service, which starts with MG.",
            nameof(command.From));
        return errors.All;
    }

    protected override Task<Result<ProviderConnection>> ExecuteAsync(
        CareOpsDb db, Caller caller, ConnectTwilio command, CancellationToken cancellationToken) => Connections.ConnectAsync(
            db,
            caller,
            (command.Id, ProviderKind.Twilio, command.IsEnabled),
            new ApiSettings(Text.Line(command.AccountSid), SenderOf(command.From)!, string.Empty, null),
            new ApiSecrets(secrets.ProtectTyped(command.AuthToken), null, null),
            cancellationToken);

    private static string? SenderOf(string? typed) =>
        Text.Line(typed) is { } from && ServiceSid().IsMatch(from) ? from : PhoneNumber.Parse(typed, NoCountry)?.Value;

    [GeneratedRegex("^AC[0-9a-f]{32}$", RegexOptions.None, 1000)]
    private static partial Regex AccountSid();

    [GeneratedRegex("^MG[0-9a-f]{32}$", RegexOptions.None, 1000)]
    private static partial Regex ServiceSid();
}
