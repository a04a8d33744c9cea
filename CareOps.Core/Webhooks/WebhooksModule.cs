using CareOps.Core.Contacts;
using CareOps.Core.Data.Outbox;

using Microsoft.Extensions.DependencyInjection;

namespace CareOps.Core.Webhooks;

public static class WebhooksModule
{
    public static IServiceCollection AddWebhooks(this IServiceCollection services, WebhookOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton<WebhookHttp>();
        services.AddSingleton<WebhookSecrets>();
        services.AddSingleton<WebhookDispatcher>();
        services.AddSingleton<IEveryEventHandler, WebhookQueue>();
        services.AddSingleton<IContactHolder, WebhooksOfContact>();
        services.AddSingleton<IRetained, OldWebhooks>();
        services.AddSingleton<WebhookQueries>();
        services.AddSingleton<SaveWebhookHandler>();
        services.AddSingleton<RotateWebhookSecretHandler>();
        services.AddSingleton<RemoveWebhookHandler>();
        services.AddSingleton<ReplayWebhookHandler>();
        services.AddSingleton<ReplayFailedWebhooksHandler>();
        services.AddSingleton<SendWebhookTestHandler>();
        return services;
    }
}
