using System.Runtime.InteropServices;

using CareOps.Bench;
using CareOps.Core.Data.Sqlite;

OperatingSystemSqlite.Use();

// Ctrl+C and a polite kill end the run as a failure does: child processes stopped, temporary folders removed.
using var stop = new CancellationTokenSource();
using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
return await CommandLine.RunAsync(args, stop.Token);

void Stop(PosixSignalContext context)
{
    context.Cancel = true;
    stop.Cancel();
}
