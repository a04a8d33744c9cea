using CareOps.Bench.Framework;

namespace CareOps.Bench.Processes;

/// <summary>Finds programs of the operating system by name.</summary>
public static class Programs
{
    /// <summary>Looks in the folders first, then on the PATH.</summary>
    /// <exception cref="BenchmarkException">It is neither in one of the folders nor on the PATH.</exception>
    public static string Find(string name, string install, params IEnumerable<string> folders)
    {
        var onPath = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return folders.Concat(onPath).Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists)
            ?? throw new BenchmarkException($"{name} was not found. {install}");
    }
}
