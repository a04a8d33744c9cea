using System.Runtime.InteropServices;

namespace CareOps.Bench.Framework;

/// <summary>Where a figure was measured: a durable commit on a memory disk says nothing, so the file system is named.</summary>
public static class Machine
{
    public static string Describe()
    {
        var disk = new DriveInfo(Path.GetTempPath());
        return $"{Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription}, " +
            $"{RuntimeInformation.FrameworkDescription}, temporary files on {disk.DriveFormat}{Warning(disk)}";
    }

    private static string Warning(DriveInfo disk) =>
        disk.DriveFormat is "tmpfs" or "ramfs" ? " (memory: commits are not durable there, set TMPDIR to a disk)" : "";
}
