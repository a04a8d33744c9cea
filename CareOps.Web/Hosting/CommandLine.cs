using CareOps.Web.Hosting.Demo;

namespace CareOps.Web.Hosting;

/// <summary>Which verb was asked for; without one the server runs.</summary>
internal static class CommandLine
{
    private const int Refused = 1;

    public static async Task<int> RunAsync(string[] args)
    {
        var verb = args is [{ Length: > 0 } first, ..] && first[0] != '-' ? first : null;
        try
        {
            switch (verb)
            {
                case null when args.Contains("--help", StringComparer.Ordinal):
                    await Console.Out.WriteLineAsync(Help.Text);
                    return 0;
                case null:
                    await Server.RunAsync(args);
                    return 0;
                case DemoVerb.Name:
                    return await DemoVerb.RunAsync(args);
                case MigrateVerb.Name:
                    return await MigrateVerb.RunAsync(args);
                default:
                    await Console.Error.WriteLineAsync($"There is no command \"{verb}\".\n\n{Help.Text}");
                    return Refused;
            }
        }
        catch (StartRefusedException refusal)
        {
            await Console.Error.WriteLineAsync(refusal.Message);
            return Refused;
        }
    }
}
