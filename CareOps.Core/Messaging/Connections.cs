using CareOps.Core.Audit;
using CareOps.Core.Data;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Messaging;

/// <summary>What the commands on connections share.</summary>
internal static class Connections
{
    public static readonly Error NotFound = Error.NotFound("connection");

    /// <summary>The connection with this id and kind, or a new one at the end of its channel; null where there is none.</summary>
    public static async Task<ProviderConnection?> FindOrAddAsync(
        CareOpsDb db, Guid? id, ProviderKind kind, CancellationToken cancellationToken)
    {
        var chain = await ChainAsync(db, ProviderConnection.ChannelOf(kind), cancellationToken);
        if (id is not null)
        {
            return chain.Find(row => row.Id == id && row.Kind == kind);
        }

        var connection = ProviderConnection.Create(db, kind, chain.Count == 0 ? 1 : chain[^1].Position + 1);
        db.Add(connection);
        return connection;
    }

    /// <summary>A channel's connections in their order, with everyone else who changes it waiting.</summary>
    public static async Task<List<ProviderConnection>> ChainAsync(CareOpsDb db, Channel channel, CancellationToken cancellationToken)
    {
        await db.LockAsync($"connections:{db.Workspace}", cancellationToken);
        return await db.ProviderConnections()
            .Where(connection => connection.Channel == channel)
            .OrderBy(connection => connection.Position).ThenBy(connection => connection.Id)
            .ToListAsync(cancellationToken);
    }

    /// <summary>Sets up a provider's API account, and writes down that it was.</summary>
    public static async Task<Result<ProviderConnection>> ConnectAsync(
        CareOpsDb db, Caller caller, (Guid? Id, ProviderKind Kind, bool IsEnabled) which, ApiSettings settings, ApiSecrets secrets, CancellationToken cancellationToken)
    {
        var connection = await FindOrAddAsync(db, which.Id, which.Kind, cancellationToken);
        if (connection is null)
        {
            return NotFound;
        }

        if (connection.ProtectedSecret is null && secrets.Key is null)
        {
            return which.Kind == ProviderKind.Twilio
                ? new Error("required", "Enter the auth token.", ErrorKind.Invalid, "AuthToken")
                : new Error("required", "Enter the API key.", ErrorKind.Invalid, "ApiKey");
        }

        var before = which.Id is null ? null : new { connection.Kind, connection.IsEnabled };
        connection.Configure(settings, secrets);
        connection.Enable(which.IsEnabled);
        await ConnectionAlerts.EndAsync(db, connection.Id, cancellationToken);
        db.Audit(caller, "provider.changed", connection.Id, before, new { connection.Kind, connection.IsEnabled });
        return connection;
    }

    /// <summary>What can be said of mail sent through an API, whoever the provider is.</summary>
    public static void CheckMail(FieldChecks errors, MailAccount account)
    {
        errors.Optional(account.ApiKey, "ApiKey", ProviderConnection.MaxSecretLength);
        errors.Optional(account.SigningKey, "SigningKey", ProviderConnection.MaxSecretLength);
        errors.Email(account.FromAddress, "FromAddress", required: true);
        errors.Required(account.FromName, "FromName", "the name people see as sender", ProviderConnection.MaxFromNameLength);
        errors.Optional(account.ReplyDomain, "ReplyDomain", ProviderConnection.MaxNameLength);
        errors.If(
            Text.Line(account.ReplyDomain) is { } domain && EmailAddress.Parse($"reply@{domain}") is null,
            "domain",
            "This is not a domain. It looks like replies.example.org.",
            "ReplyDomain");
    }
}

/// <summary>What is typed about an account that sends mail through an API.</summary>
internal sealed record MailAccount(string? ApiKey, string? SigningKey, string? FromAddress, string? FromName, string? ReplyDomain)
{
    public ApiSettings Settings => new(
        null, EmailAddress.Parse(FromAddress)!.Value.Value, Text.Line(FromName)!, Text.Line(ReplyDomain)?.ToLowerInvariant());
}
