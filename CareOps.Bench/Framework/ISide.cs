namespace CareOps.Bench.Framework;

/// <summary>One of the two things a benchmark compares. Disposing it ends every process it started.</summary>
public interface ISide : IAsyncDisposable
{
    /// <summary>The column heading.</summary>
    string Name { get; }

    /// <summary>Starts and fills whatever the rounds need; not measured.</summary>
    Task PrepareAsync(CancellationToken cancellationToken);

    /// <summary>Measures one round. Every operation counted was acknowledged; one that fails ends the run.</summary>
    Task<Measurement> RunRoundAsync(CancellationToken cancellationToken);
}
