using CareOps.Core.Automation;
using CareOps.Core.Bookings;
using CareOps.Core.Dashboard;
using CareOps.Core.Data;
using CareOps.Core.Data.Outbox;
using CareOps.Core.Files;
using CareOps.Core.Workspaces;

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
            quartz.ScheduleJob<DueJob>(static trigger => trigger
                .WithIdentity("due")
                .WithSimpleSchedule(TimeSpan.FromMinutes(1)));
            quartz.ScheduleJob<AlertJob>(static trigger => trigger
                .WithIdentity("alerts")
                .WithSimpleSchedule(TimeSpan.FromHours(1)));
            quartz.ScheduleJob<DigestJob>(static trigger => trigger
                .WithIdentity("digests")
                .WithSimpleSchedule(TimeSpan.FromMinutes(1)));
            quartz.ScheduleJob<WaitlistJob>(static trigger => trigger
                .WithIdentity("waitlist")
                .WithSimpleSchedule(TimeSpan.FromMinutes(5)));
            quartz.ScheduleJob<AutomationJob>(static trigger => trigger
                .WithIdentity("automation")
                .WithSimpleSchedule(TimeSpan.FromHours(1)));
        });
        services.AddQuartzHostedService(static options => options.WaitForJobsToComplete = true);
    }

    // The worker looks by itself every second: this is the look that is taken even where it hangs.
    private sealed class DueJob(DueRuns due) : IJob
    {
        public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
            await due.DispatchAsync(cancellationToken);
    }

    private sealed class AutomationJob(AutomationSweep sweep) : IJob
    {
        public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
            await sweep.SweepAsync(cancellationToken);
    }

    private sealed class WaitlistJob(WaitlistSweep sweep) : IJob
    {
        public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
            await sweep.SweepAsync(cancellationToken);
    }

    private sealed class AlertJob(AlertSweep sweep) : IJob
    {
        public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
            await sweep.SweepAsync(cancellationToken);
    }

    private sealed class DigestJob(DigestSender sender) : IJob
    {
        public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
            await sender.SendDueAsync(cancellationToken);
    }

    private sealed class RetentionJob(Retention retention, FileSweep files, WorkspaceErasure erasure, TableStatistics statistics) : IJob
    {
        public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
        {
            await erasure.SweepAsync(cancellationToken);
            await retention.SweepAsync(cancellationToken);
            await files.SweepAsync(cancellationToken);
            await statistics.RefreshAsync(cancellationToken);
        }
    }
}
