using System.Text.Json;

using CareOps.Core.Data;

using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CareOps.Web.Hosting;

/// <summary>What monitors ask: is the process alive, and can it do its work.</summary>
internal static class Health
{
    private const string Ready = "ready";

    public static void AddCareOpsHealth(this IServiceCollection services) => services.AddHealthChecks()
        .AddCheck<DatabaseAnswers>("database", tags: [Ready])
        .AddCheck<DataDirectoryIsWritable>("dataDirectory", tags: [Ready]);

    public static void MapCareOpsHealth(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", Options(static _ => false));
        app.MapHealthChecks("/health/ready", Options(static check => check.Tags.Contains(Ready)));
    }

    private static HealthCheckOptions Options(Func<HealthCheckRegistration, bool> which) => new()
    {
        Predicate = which,
        ResponseWriter = static (context, report) =>
        {
            context.Response.ContentType = "application/json";
            return context.Response.WriteAsync(JsonSerializer.Serialize(new
            {
                status = report.Status.ToString(),
                failed = report.Entries
                    .Where(static entry => entry.Value.Status != HealthStatus.Healthy)
                    .ToDictionary(static entry => entry.Key, static entry => entry.Value.Description, StringComparer.Ordinal),
            }), context.RequestAborted);
        },
    };

    private sealed class DatabaseAnswers(IDbContextFactory<CareOpsDb> contexts) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(
            HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            try
            {
                await using var db = await contexts.CreateDbContextAsync(cancellationToken);
                return (await db.Database.GetPendingMigrationsAsync(cancellationToken)).Any()
                    ? HealthCheckResult.Unhealthy("The schema is older than the program.")
                    : HealthCheckResult.Healthy();
            }
            catch (Exception exception) when (exception is System.Data.Common.DbException or InvalidOperationException)
            {
                return HealthCheckResult.Unhealthy("The database does not answer.", exception);
            }
        }
    }

    private sealed class DataDirectoryIsWritable(CareOpsSettings settings) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(
            HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            var file = Path.Combine(settings.DataDirectory, $".health-{Guid.NewGuid():N}");
            try
            {
                await File.WriteAllTextAsync(file, "ok", cancellationToken);
                File.Delete(file);
                return HealthCheckResult.Healthy();
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                return HealthCheckResult.Unhealthy("The data directory can't be written.", exception);
            }
        }
    }
}
