using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;

using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Web.Hosting.Demo;

/// <summary><c>demo</c>: fills an empty data directory with a clinic that has been running for four weeks, and ends.</summary>
[SuppressMessage("Security", "S2068", Justification = "The word names the command line option; the value is typed or made up.")]
internal static class DemoVerb
{
    public const string Name = "demo";

    private const int GeneratedPasswordLength = 12;
    private const int MostRows = 100_000_000;
    private const string PasswordCharacters = "abcdefghjkmnpqrstuvwxyz23456789";

    /// <exception cref="StartRefusedException">An option is wrong, or the data directory holds a workspace already.</exception>
    public static async Task<int> RunAsync(string[] args)
    {
        if (args.Contains("--help", StringComparer.Ordinal))
        {
            await Console.Out.WriteLineAsync(Help.Text);
            return 0;
        }

        var options = new ConfigurationBuilder().AddCommandLine(args[1..]).Build();
        var password = options["password"] ?? RandomNumberGenerator.GetString(PasswordCharacters, GeneratedPasswordLength);
        RefuseWeak(password);
        var (contacts, bookings, messages) = (Number(options, "contacts"), Number(options, "bookings"), Number(options, "messages"));
        var clock = new DemoClock(SystemClock.Instance);
        await using var app = Server.Build([.. args[1..], "--CareOps:Registration=FirstOnly"], services => services.AddSingleton<IClock>(clock));
        await Server.PrepareAsync(app);
        await RefuseFullDirectoryAsync(app.Services);

        var clinic = await DemoClinic.FoundAsync(app.Services, clock, password);
        await new DemoStory(app.Services, clock, clinic).TellAsync();
        await new DemoBulk(app.Services, clock, clinic).AddAsync(contacts, bookings, messages);
        await Console.Out.WriteLineAsync($"""
            The demo clinic is ready.
              Owner     owner@demo.example
              Staff     staff@demo.example
              Password  {password}
              Booking   /book/demo
            Start the server and sign in.
            """);
        return 0;
    }

    private static void RefuseWeak(string password)
    {
        var errors = new FieldChecks();
        errors.Password(password, nameof(password));
        if (errors.All is [var error, ..])
        {
            throw new StartRefusedException($"--password: {error.Message}");
        }
    }

    private static async Task RefuseFullDirectoryAsync(IServiceProvider services)
    {
        await using var db = await services.GetRequiredService<ICareOpsContexts>().CreateDbContextAsync();
        if (await db.Accounts().AnyAsync())
        {
            throw new StartRefusedException(
                "This data directory already holds a workspace. Choose an empty one with --CareOps:DataDirectory=FOLDER.");
        }
    }

    private static int Number(IConfiguration options, string name) => options[name] switch
    {
        null => 0,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= MostRows => number,
        var text => throw new StartRefusedException($"--{name} is \"{text}\"; allowed: a whole number from 0 to {MostRows}."),
    };
}
