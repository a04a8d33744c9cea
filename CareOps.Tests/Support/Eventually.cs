namespace CareOps.Tests.Support;

/// <summary>Waits for what happens in the background, by asking again and again until a deadline.</summary>
public static class Eventually
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Returns as soon as <paramref name="condition"/> holds. An exception it throws ends the wait.</summary>
    /// <param name="condition">Asked every 20 ms, never twice at once.</param>
    /// <param name="timeout">Real time. Be generous: it is spent only on failure.</param>
    /// <param name="what">Ends the sentence "Waited in vain for …".</param>
    /// <exception cref="TimeoutException">The deadline passed, perhaps within the condition.</exception>
    public static async Task TrueAsync(Func<Task<bool>> condition, TimeSpan timeout, string what)
    {
        ArgumentNullException.ThrowIfNull(condition);
        using var deadline = new CancellationTokenSource(timeout);
        using var timer = new PeriodicTimer(Pause);
        try
        {
            while (!await condition().WaitAsync(deadline.Token))
            {
                await timer.WaitForNextTickAsync(deadline.Token);
            }
        }
        catch (OperationCanceledException late) when (deadline.IsCancellationRequested)
        {
            throw new TimeoutException($"Waited {timeout.TotalSeconds:0.#} s in vain for {what}.", late);
        }
    }

    /// <inheritdoc cref="TrueAsync(Func{Task{bool}}, TimeSpan, string)"/>
    public static Task TrueAsync(Func<bool> condition, TimeSpan timeout, string what) =>
        TrueAsync(() => Task.FromResult(condition()), timeout, what);
}
