using Microsoft.Extensions.DependencyInjection;

namespace CareOps.Core.Reports;

public static class ReportsModule
{
    public static IServiceCollection AddReports(this IServiceCollection services) => services.AddSingleton<ReportQueries>();
}
