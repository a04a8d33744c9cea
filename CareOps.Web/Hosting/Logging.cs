using System.Globalization;

using Serilog;
using Serilog.Events;

namespace CareOps.Web.Hosting;

/// <summary>Structured logs: readable on the console, JSON lines in the data directory. Never personal data.</summary>
internal static class Logging
{
    private const int DaysKept = 14;

    public static void AddCareOpsLogging(this ILoggingBuilder logging, IConfiguration configuration, CareOpsSettings settings)
    {
        var logger = new LoggerConfiguration()
            .MinimumLevel.Information()
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            .MinimumLevel.Override("Microsoft.Hosting.Lifetime", LogEventLevel.Warning)
            .MinimumLevel.Override("Quartz", LogEventLevel.Warning)
            .ReadFrom.Configuration(configuration)
            .WriteTo.Console(
                formatProvider: CultureInfo.InvariantCulture,
                outputTemplate: "{Timestamp:HH:mm:ss} {Level:u3} {Message:lj} {NewLine}{Exception}")
            .WriteTo.File(
                new Serilog.Formatting.Json.JsonFormatter(renderMessage: true),
                Path.Combine(settings.DataDirectory, "logs", "careops-.json"),
                rollingInterval: RollingInterval.Day,
                retainedFileCountLimit: DaysKept,
                shared: true)
            .CreateLogger();
        logging.ClearProviders();
        logging.AddSerilog(logger, dispose: true);
    }
}
