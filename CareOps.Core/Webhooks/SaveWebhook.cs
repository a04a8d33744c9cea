using CareOps.Core.Alerts;
using CareOps.Core.Audit;
using CareOps.Core.Data;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Webhooks;

/// <summary>Adds an endpoint (<paramref name="EndpointId"/> null) or changes one.</summary>
[Requires(Right.ManageWorkspace)]
public sealed record SaveWebhook(Guid? EndpointId, string? Url, string? Description, IReadOnlyList<string> Events, bool IsEnabled);

/// <param name="Id">The endpoint's.</param>
/// <param name="Secret">Of a new one, in the clear: it is never shown again.</param>
public sealed record SavedWebhook(Guid Id, string? Secret);

public sealed class SaveWebhookHandler(IWriteDoor door, WebhookSecrets secrets, WebhookOptions options) : Handler<SaveWebhook, SavedWebhook>(door)
{
    /// <summary>More than any business needs, and what one event may cost at most.</summary>
    public const int MostEndpoints = 20;

    protected override IEnumerable<Error> Check(SaveWebhook command)
    {
        var errors = new FieldChecks();
        var url = Text.Line(command.Url);
        errors.Required(command.Url, nameof(command.Url), "the address to send to", WebhookEndpoint.MaxUrlLength);
        errors.If(url is not null && AddressProblem(url) is not null, "webhook.url", AddressProblem(url ?? string.Empty) ?? string.Empty, nameof(command.Url));
        errors.Optional(command.Description, nameof(command.Description), WebhookEndpoint.MaxDescriptionLength);
        errors.If(
            command.Events is null or [] || command.Events.Any(static name => WebhookEvents.Find(name) is null),
            "webhook.events",
            "Choose at least one event.",
            nameof(command.Events));
        return errors.All;
    }

    protected override async Task<Result<SavedWebhook>> ExecuteAsync(
        CareOpsDb db, Caller caller, SaveWebhook command, CancellationToken cancellationToken)
    {
        var settings = new WebhookSettings(
            Text.Line(command.Url)!,
            Text.Line(command.Description),
            [.. WebhookEvents.All.Select(static kind => kind.Name).Where(name => command.Events.Contains(name, StringComparer.Ordinal))],
            command.IsEnabled);
        return command.EndpointId is { } id
            ? await ChangeAsync(db, caller, id, settings, cancellationToken)
            : await AddAsync(db, caller, settings, cancellationToken);
    }

    private async Task<Result<SavedWebhook>> AddAsync(CareOpsDb db, Caller caller, WebhookSettings settings, CancellationToken cancellationToken)
    {
        await db.LockAsync($"webhooks:{db.Workspace}", cancellationToken);
        if (await db.WebhookEndpoints().CountAsync(cancellationToken) >= MostEndpoints)
        {
            return WebhookErrors.TooMany;
        }

        var secret = WebhookSecrets.Create();
        var endpoint = WebhookEndpoint.Create(db, settings, secrets.Protect(secret));
        db.Add(endpoint);
        db.Audit(caller, "webhook.added", endpoint.Id, null, new { endpoint.Host, endpoint.Events });
        return new SavedWebhook(endpoint.Id, secret);
    }

    private static async Task<Result<SavedWebhook>> ChangeAsync(
        CareOpsDb db, Caller caller, Guid id, WebhookSettings settings, CancellationToken cancellationToken)
    {
        if (await WebhookDesk.LockAsync(db, id, cancellationToken) is not { } endpoint)
        {
            return WebhookErrors.NotFound;
        }

        var before = new { endpoint.Host, endpoint.Events, endpoint.IsEnabled };
        endpoint.Configure(settings);
        db.Audit(caller, "webhook.changed", id, before, new { endpoint.Host, endpoint.Events, endpoint.IsEnabled });
        if (endpoint.DisabledAt is null)
        {
            await Alert.ResolveAsync(db, AlertKind.WebhookStopped, id, cancellationToken);
        }

        db.WakeWorkers();
        return new SavedWebhook(id, null);
    }

    private string? AddressProblem(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            return "Enter a complete address, as in https://example.org/careops.";
        }

        return address switch
        {
            { UserInfo.Length: > 0 } => "Leave out user name and password: what is sent is signed instead.",
            { Fragment.Length: > 0 } => "Leave out what follows the # sign: it is never sent.",
            { Scheme: "http" } when !options.AllowsPrivateNetworks => "Use https: what is sent holds names and addresses of customers.",
            _ when !options.AllowsPrivateNetworks && !NetworkGuard.IsPublicName(address.IdnHost) =>
                "This address lies in a private network, where CareOps sends nothing unless whoever runs the server allows it.",
            _ => null,
        };
    }
}

public static class WebhookErrors
{
    public static readonly Error NotFound = Error.NotFound("webhook");

    public static readonly Error TooMany = new(
        "webhook.too_many", $"A business can have {SaveWebhookHandler.MostEndpoints} webhooks. Remove one you no longer need.", ErrorKind.Conflict);

    public static readonly Error IsOff = new("webhook.off", "This webhook is off. Switch it on first.", ErrorKind.Conflict);

    public static readonly Error UnderWay = new("webhook.under_way", "This delivery is on its way already.", ErrorKind.Conflict);

    public static readonly Error Erased = new(
        "webhook.erased", "What this delivery said was erased with its contact, so it can't be sent again.", ErrorKind.Conflict);
}

/// <summary>What every change of an endpoint begins with.</summary>
internal static class WebhookDesk
{
    /// <summary>The endpoint as it is now, with everyone else waiting who wants to change it.</summary>
    public static async Task<WebhookEndpoint?> LockAsync(CareOpsDb db, Guid id, CancellationToken cancellationToken)
    {
        await db.LockAsync($"webhook:{id}", cancellationToken);
        return await db.WebhookEndpoints().SingleOrDefaultAsync(row => row.Id == id, cancellationToken);
    }
}
