using CareOps.Core.Data;
using CareOps.Core.Data.Outbox;
using CareOps.Core.Files;

using Quartz;

namespace CareOps.Web.Hosting;

/// <summary>The clockwork: Quartz in memory on SQLite, clustered on PostgreSQL. What is due lives in our own tables.</summary>
internal static class Jobs
{
    public static void AddCareOpsJobs(this IServiceCollection services, CareOpsSettings settings)
    {
        services.AddQuartz(quartz =>
        {
            if (settings.Database.Engine == Engine.Postgres)
            {
                quartz.UsePersistentStore(store =>
                {
                    store.UsePostgres(settings.ConnectionString!);
                    store.UseClustering();
                    store.UseSystemTextJsonSerializer();
                    store.ProvisionSchema();
                });
            }

            quartz.ScheduleJob<RetentionJob>(static trigger => trigger
                .WithIdentity("retention")
                .WithSimpleSchedule(TimeSpan.FromHours(1)));
        });
        services.AddQuartzHostedService(static options => options.WaitForJobsToComplete = true);
    }

    private sealed class RetentionJob(Retention retention, FileSweep files) : IJob
    {
        public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
        {
            await retention.SweepAsync(cancellationToken);
            await files.SweepAsync(cancellationToken);
        }
    }
}
