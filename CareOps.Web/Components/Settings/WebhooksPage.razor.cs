using CareOps.Core.Data;
using CareOps.Core.Webhooks;

using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Settings;

/// <summary>The programs that are told of events.</summary>
public sealed partial class WebhooksPage
{
    private IReadOnlyList<WebhookRow>? _endpoints;

    [Inject]
    private WebhookQueries Webhooks { get; set; } = null!;

    protected override bool Concerns(LiveSubject subject) => subject.Kind == nameof(WebhookEndpoint);

    protected override async Task LoadAsync(CancellationToken cancellationToken) =>
        _endpoints = await Webhooks.EndpointsAsync(Member.Caller, cancellationToken);
}
