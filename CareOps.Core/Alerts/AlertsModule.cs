using Microsoft.Extensions.DependencyInjection;

namespace CareOps.Core.Alerts;

public static class AlertsModule
{
    public static IServiceCollection AddAlerts(this IServiceCollection services)
    {
        services.AddSingleton<AlertQueries>();
        services.AddSingleton<AcknowledgeAlertHandler>();
        services.AddSingleton<SnoozeAlertHandler>();
        return services;
    }
}
