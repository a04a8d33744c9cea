using Microsoft.Extensions.DependencyInjection;

namespace CareOps.Core.Dashboard;

public static class DashboardModule
{
    public static IServiceCollection AddDashboard(this IServiceCollection services) => services.AddSingleton<TodayQueries>();
}
