namespace CareOps.Bench.Framework;

/// <summary>A benchmark could not be measured. The message is the whole story for the person at the terminal.</summary>
public sealed class BenchmarkException : Exception
{
    public BenchmarkException()
        : this("The benchmark could not be measured.")
    {
    }

    public BenchmarkException(string message)
        : base(message)
    {
    }

    public BenchmarkException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
