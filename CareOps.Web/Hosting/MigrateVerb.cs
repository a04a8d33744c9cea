namespace CareOps.Web.Hosting;

/// <summary><c>migrate</c>: brings the schema up to this version and ends.</summary>
internal static class MigrateVerb
{
    public const string Name = "migrate";

    public static async Task<int> RunAsync(string[] args)
    {
        if (args.Contains("--help", StringComparer.Ordinal))
        {
            await Console.Out.WriteLineAsync(Help.Text);
            return 0;
        }

        await using var app = Server.Build(args);
        await Server.PrepareAsync(app);
        await Console.Out.WriteLineAsync("The database is up to date.");
        return 0;
    }
}
