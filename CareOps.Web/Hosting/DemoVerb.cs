namespace CareOps.Web.Hosting;

/// <summary><c>demo</c>: fills an empty data directory with a clinic and ends.</summary>
internal static class DemoVerb
{
    public const string Name = "demo";

    public static Task<int> RunAsync(string[] args) => throw new StartRefusedException(args[0]);
}
