using CareOps.Core.Data.Outbox;
using CareOps.Core.Messaging;

using Microsoft.Extensions.DependencyInjection;

namespace CareOps.Core.Dashboard;

public static class DashboardModule
{
    public static IServiceCollection AddDashboard(this IServiceCollection services)
    {
        services.AddSingleton<NoShowModels>();
        services.AddSingleton<NoShowQueries>();
        services.AddSingleton<TodayQueries>();
        services.AddSingleton<AttentionQueries>();
        services.AddSingleton<ReadinessQueries>();
        services.AddSingleton<AlertSweep>();
        services.AddSingleton<NewsQueries>();
        services.AddSingleton<DigestQueries>();
        services.AddSingleton<SaveDigestHandler>();
        services.AddSingleton<DigestSender>();
        services.AddSingleton<IEventHandler<NoticeSettled>, DigestOutcomes>();
        return services;
    }
}
