namespace CareOps.Bench.Framework;

/// <summary>One named comparison from the list of bars.</summary>
public interface IBenchmark
{
    /// <summary>What is typed to run it.</summary>
    string Name { get; }

    /// <summary>One line for <c>list</c>: what is divided by what.</summary>
    string Description { get; }

    Bar Bar { get; }

    /// <summary>Measures both sides in interleaved rounds.</summary>
    /// <exception cref="BenchmarkException">It could not be measured; the message says why and what to do.</exception>
    Task<Verdict> RunAsync(BenchmarkOptions options, CancellationToken cancellationToken);
}
