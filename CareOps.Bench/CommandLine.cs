using System.Globalization;

using CareOps.Bench.Bare;
using CareOps.Bench.Framework;

namespace CareOps.Bench;

/// <summary>The verbs. Exit code 0: bar met; 1: bar missed; 2: not measured.</summary>
public static class CommandLine
{
    private const int Met = 0;
    private const int Missed = 1;
    private const int NotMeasured = 2;

    private static readonly string Help = $"""
        Measures CareOps against its bars.

          dotnet run -c Release --project CareOps.Bench -- NAME            one benchmark; the last line is "NAME ratio=…"
          dotnet run -c Release --project CareOps.Bench -- list            the benchmarks
          dotnet run -c Release --project CareOps.Bench -- baseline NAME   the other side alone: what this machine's 1 is
          dotnet run -c Release --project CareOps.Bench -- ours NAME       our side alone, with its processor time: for a profile

          --rounds N    interleaved rounds, {BenchmarkOptions.FewestRounds} (default) to {BenchmarkOptions.MostRounds}
          --callers N   callers at a time, 1 to {BenchmarkOptions.MostCallers}, default {BenchmarkOptions.Default.Callers}

        Ends with 0 when the bar is met, 1 when it is missed, 2 when nothing could be measured.
        """;

    public static async Task<int> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        try
        {
            return await RunVerbAsync(arguments, cancellationToken);
        }
        catch (BenchmarkException exception)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return NotMeasured;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("Stopped.");
            return NotMeasured;
        }
    }

    private static async Task<int> RunVerbAsync(string[] arguments, CancellationToken cancellationToken)
    {
        switch (arguments)
        {
            case [] or ["--help" or "-h" or "help", ..] or [_, "--help" or "-h", ..]:
                Console.WriteLine(Help);
                return arguments.Length == 0 ? NotMeasured : Met;
            case ["list"]:
                List();
                return Met;
            case [BareKestrel.Verb, var port, var page]:
                await BareKestrel.ServeAsync(port, page, cancellationToken);
                return Met;
            case ["baseline", var name, .. var options]:
                return await RunAloneAsync("baseline", Catalogue.Baselines, name, Read(options), cancellationToken);
            case ["ours", var name, .. var options]:
                return await RunAloneAsync("ours", Catalogue.Ours, name, Read(options), cancellationToken);
            default:
                return await RunBenchmarkAsync(arguments[0], Read(arguments[1..]), cancellationToken);
        }
    }

    private static void List()
    {
        foreach (var benchmark in Catalogue.Benchmarks)
        {
            Console.WriteLine($"{benchmark.Name,-20} {benchmark.Description}; bar {benchmark.Bar}");
        }
    }

    private static async Task<int> RunBenchmarkAsync(
        string name, BenchmarkOptions options, CancellationToken cancellationToken)
    {
        var benchmark = Catalogue.Benchmarks.FirstOrDefault(known => known.Name == name)
            ?? throw Unknown(name, Catalogue.Benchmarks.Select(known => known.Name));
        Introduce($"{benchmark.Name}: {benchmark.Description}", options);
        var verdict = await benchmark.RunAsync(options, cancellationToken);
        Console.WriteLine(verdict.LastLine());
        return verdict.IsMet ? Met : Missed;
    }

    private static async Task<int> RunAloneAsync(
        string verb,
        IReadOnlyDictionary<string, Func<BenchmarkOptions, ISide>> sides,
        string name,
        BenchmarkOptions options,
        CancellationToken cancellationToken)
    {
        if (!sides.TryGetValue(name, out var create))
        {
            throw Unknown(name, sides.Keys);
        }

        Introduce($"{name}: one side alone", options);
        await using var side = create(options);
        var rounds = await Rounds.RunAloneAsync(side, options, cancellationToken);
        Report.PrintAlone(options.Output, side, rounds);
        var median = Verdict.MedianOf(rounds.Select(round => round.PerSecond));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} {verb}={median:0.#}/s"));
        return Met;
    }

    private static void Introduce(string subject, BenchmarkOptions options)
    {
        Console.WriteLine(subject);
        Console.WriteLine($"{Machine.Describe()}; {options.Rounds} rounds, {options.Callers} callers");
#if DEBUG
        Console.WriteLine("A debug build: these figures say nothing. Use dotnet run -c Release.");
#endif
    }

    private static BenchmarkOptions Read(string[] options)
    {
        var read = BenchmarkOptions.Default;
        foreach (var pair in options.Chunk(2))
        {
            read = pair switch
            {
                ["--rounds", var value] => read with
                {
                    Rounds = Number(pair[0], value, BenchmarkOptions.FewestRounds, BenchmarkOptions.MostRounds),
                },
                ["--callers", var value] => read with { Callers = Number(pair[0], value, 1, BenchmarkOptions.MostCallers) },
                _ => throw new BenchmarkException($"Not understood: {string.Join(' ', pair)}. See --help."),
            };
        }

        return read;
    }

    private static int Number(string option, string value, int least, int most) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number >= least && number <= most
            ? number
            : throw new BenchmarkException($"{option} is {value}; {least} to {most} are allowed.");

    private static BenchmarkException Unknown(string name, IEnumerable<string> known) =>
        new($"There is no {name}; there is {string.Join(", ", known)}.");
}
