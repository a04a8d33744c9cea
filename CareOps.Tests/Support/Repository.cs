using System.Runtime.CompilerServices;

namespace CareOps.Tests.Support;

/// <summary>Where the sources lie, for tests that read them.</summary>
internal static class Repository
{
    public static string Folder(string name) => Path.Combine(Root(), name);

    public static string Root([CallerFilePath] string thisFile = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "../.."));
}
