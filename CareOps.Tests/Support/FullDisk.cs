using CareOps.Core.Files;

namespace CareOps.Tests.Support;

internal static class FullDisk
{
    /// <summary>From here on the operating system answers every write with "no space left on device".</summary>
    public static void FillDisk(this FileStore store) => store.Create = static _ => new FileStream(
        "/dev/full", new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite, BufferSize = 0 });
}
